/** What networks changed while an experiment ran, beside that experiment; nothing where nothing did. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Note } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'

export const ChangesDuring = ({ experimentId }: { experimentId: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useWords()
  const { at, brandId } = useBrand()
  const register = useQuery({ ...api.pulse.register.queryOptions({ input: { ...at, onlyOurs: true } }), staleTime: 60_000 })
  const hit = register.data?.entries.filter(({ hits }) => hits.experiments.includes(experimentId)) ?? []
  if (hit.length === 0) return null
  return (
    <div className="mb-6">
      <Note kind="warning">
        <p className="font-medium">{t('pulse:ui.during', { count: hit.length })}</p>
        <ul>
          {hit.map(({ id, day, words: text }) => (
            <li key={id}>
              {format.calendarDay(day)}: <span dir="auto">{words(text)}</span>
            </li>
          ))}
        </ul>
        <Link className="underline underline-offset-4" to={`/b/${brandId}/pulse/register`}>
          {t('pulse:ui.tab.register')}
        </Link>
      </Note>
    </div>
  )
}
