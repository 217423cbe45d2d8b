/** What of the accounts' messages cannot be read, or was not read lately. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Note } from '../../ui/states.tsx'
import { AccountName, useAccounts } from '../accounts/index.ts'

export const CoverageNotes = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at } = useBrand()
  const accounts = useAccounts()
  const read = useQuery(api.inbox.list.queryOptions({ input: { ...at, limit: 1 }, refetchInterval: 60_000 }))
  const blind = read.data?.coverage.filter(({ readable, lastProblem }) => !readable || lastProblem !== null) ?? []
  if (blind.length === 0) return null
  return (
    <div className="mb-4 grid gap-2">
      {blind.map(({ accountId, lastReadAt, readable }) => {
        const account = accounts.data?.find(({ id }) => id === accountId)
        if (account === undefined) return null
        return (
          <Note key={accountId} kind="fact">
            <AccountName account={account} />:{' '}
            {t(readable ? 'inbox:ui.stale' : 'inbox:ui.unreadable', {
              when: lastReadAt === null ? t('inbox:ui.never') : format.relative(lastReadAt),
            })}
          </Note>
        )
      })}
    </div>
  )
}
