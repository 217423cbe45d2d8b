/** What was changed in the strategy, when, by whom and why; every version can be read as it was. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { StrategyDocument } from './document.tsx'
import { StrategyParts } from './parts.tsx'

export const VersionsPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at } = useBrand()
  const versions = useQuery(api.strategy.versions.queryOptions({ input: at }))
  return (
    <Page
      question={t('strategy:ui.versions.question')}
      answer={versions.data && t('strategy:ui.versions.answer', { count: versions.data.length })}
    >
      <StrategyParts />
      {versions.isPending && <Skeleton lines={5} />}
      {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      <ol className="divide-y divide-line border-y border-line empty:hidden">
        {versions.data?.map((version) => (
          <li key={version.number} className="py-4">
            <h2 className="font-medium">
              {t('strategy:ui.versions.version', { number: version.number })}
              <span className="ms-2 text-small font-normal text-quiet">
                <bdi>{version.savedBy}</bdi> · {format.dateTime(version.savedAt)}
              </span>
            </h2>
            {version.note !== '' && <p dir="auto">{version.note}</p>}
            <ul className="mt-1 text-quiet">
              {version.changes.map((change) => (
                <li key={JSON.stringify(change)}>{say(change)}</li>
              ))}
            </ul>
            <details className="mt-2">
              <summary className="cursor-pointer underline underline-offset-4">{t('strategy:ui.versions.read')}</summary>
              <div className="mt-4">
                <StrategyDocument content={version.content} />
              </div>
            </details>
          </li>
        ))}
      </ol>
    </Page>
  )
}
