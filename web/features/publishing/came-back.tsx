/** What came back for a publication: its newest numbers, with the day they were read, and the way to their history. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { postMetrics } from '../../../contract/metrics.ts'
import type { Publication } from '../../../contract/publishing.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

const dayMs = 86_400_000

export const CameBack = ({ publication, publishedAt }: { publication: Publication; publishedAt: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId } = useBrand()
  const moment = new Date(publishedAt).getTime()
  const around = { from: new Date(moment - dayMs).toISOString(), to: new Date(moment + dayMs).toISOString() }
  const results = useQuery(
    api.results.listPosts.queryOptions({
      input: { ...at, accountId: publication.accountId, ...around, limit: 200 },
      refetchInterval: 10_000,
    }),
  )
  const post = results.data?.posts.find(
    ({ publicationId, networkPostId }) => publicationId === publication.id || networkPostId === publication.networkPostId,
  )
  const known =
    post === undefined
      ? []
      : postMetrics.flatMap((metric) => (post.metrics[metric] === undefined ? [] : [{ metric, ...post.metrics[metric] }]))
  return (
    <Section title={t('publishing:ui.back.title')}>
      {results.isPending && <Skeleton lines={2} />}
      {results.isError && <ErrorState error={results.error} onRetry={() => void results.refetch()} />}
      {results.data !== undefined && known.length === 0 && <p className="text-quiet">{t('publishing:ui.back.waiting')}</p>}
      {post !== undefined && known.length > 0 && (
        <>
          <dl className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-3">
            {known.map(({ metric, value, observedAt }) => (
              <div key={metric}>
                <dt className="text-small text-quiet">{t(`results:metric.${metric}`)}</dt>
                <dd title={format.fullDateTime(observedAt)} className="text-title font-medium">
                  <bdi>{format.number(value)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 flex flex-wrap gap-x-4 text-small text-quiet">
            <span>
              {t('publishing:ui.back.asOf', {
                when: format.relative(
                  known
                    .map(({ observedAt }) => observedAt)
                    .toSorted()
                    .at(-1) ?? publishedAt,
                ),
              })}
            </span>
            <Link to={`/b/${brandId}/results/${post.id}`} className="underline underline-offset-4">
              {t('publishing:ui.back.history')}
            </Link>
            <Link to={`/b/${brandId}/inbox`} search={{ post: post.id } as Record<string, unknown>} className="underline underline-offset-4">
              {t('publishing:ui.back.replies')}
            </Link>
          </p>
        </>
      )}
    </Section>
  )
}
