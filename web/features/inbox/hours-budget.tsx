/** This month’s hours in conversations beside what the strategy allows. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Note } from '../../ui/states.tsx'

export const HoursBudget = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const check = useQuery(api.strategy.check.queryOptions({ input: at, staleTime: 60_000 }))
  if (check.data === undefined) return null
  const { wanted, hours, fromRooms } = check.data.budget
  const allowed = wanted?.hours ?? null
  const write = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  return (
    <div className="mb-4">
      <Note kind={allowed !== null && hours > allowed ? 'warning' : 'fact'}>
        {allowed === null
          ? t('inbox:ui.time.noBudget', { inbox: write(fromRooms.inboxHours) })
          : t('inbox:ui.time.budget', { inbox: write(fromRooms.inboxHours), all: write(hours), allowed: write(allowed) })}{' '}
        <Link to={`/b/${brandId}/strategy`} className="underline underline-offset-4">
          {t('inbox:ui.time.strategy')}
        </Link>
      </Note>
    </div>
  )
}
