/** How a post stands on each of its accounts, and approving exactly what is read here. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../contract/publishing.ts'
import { api, client, problemOf } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify, notifyProblem } from '../../ui/toast.tsx'
import { refreshPublishing, StateMark } from '../publishing/index.ts'

const approvable = new Set(['draft', 'failed', 'missed', 'canceled'])

export const Standing = ({ postId, isDirty }: { postId: string; isDirty: boolean }) => {
  const { t } = useTranslation()
  const say = useSay()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const publications = useQuery(api.publishing.list.queryOptions({ input: { ...at, postId }, refetchInterval: 5000 }))
  const approve = useMutation({
    mutationFn: async ({ id, contentHash }: Publication) => {
      await client.publishing.approve({ ...at, publicationId: id, contentHash })
      await refreshPublishing()
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  const ask = useMutation({
    mutationFn: async ({ id, contentHash }: Publication) => {
      await client.publishing.askApproval({ ...at, publicationId: id, contentHash })
      await refreshPublishing()
      notify(t('approvals:ui.asked'))
    },
    onError: (error) => notifyProblem(say(problemOf(error).sentence)),
  })
  return (
    <Section title={t('calendar:ui.compose.stands')}>
      {publications.isPending && <Skeleton lines={2} />}
      {publications.isError && <ErrorState error={publications.error} onRetry={() => void publications.refetch()} />}
      <ul>
        {publications.data?.publications.map((publication) => {
          const when = publication.publishedAt ?? publication.scheduledAt
          return (
            <li key={publication.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-2">
              <Link to={`/b/${brandId}/publications/${publication.id}`} className="min-w-0 underline-offset-4 hover:underline">
                <bdi dir="ltr">@{publication.accountHandle}</bdi>
                <span className="flex flex-wrap items-center gap-x-2 text-small">
                  <StateMark state={publication.state} />
                  {when !== null && <span className="text-quiet">{format.dateTime(when)}</span>}
                </span>
              </Link>
              {can('approve') && approvable.has(publication.state) && publication.approvedHash !== publication.contentHash && (
                <Button
                  size="small"
                  disabled={isDirty}
                  title={isDirty ? t('calendar:ui.compose.saveFirst') : undefined}
                  busy={approve.isPending}
                  onClick={() => approve.mutate(publication)}
                >
                  {t('publishing:ui.approve')}
                </Button>
              )}
              {!can('approve') && can('write-posts') && approvable.has(publication.state) && (
                <Button
                  size="small"
                  disabled={isDirty}
                  title={isDirty ? t('calendar:ui.compose.saveFirst') : undefined}
                  busy={ask.isPending}
                  onClick={() => ask.mutate(publication)}
                >
                  {t('approvals:ui.ask')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {can('write-posts') && (
        <p className="mt-3">
          <Link to={`/b/${brandId}/creative/briefs/new`} search={{ post: postId }} className="underline underline-offset-4">
            {t('creative:ui.briefThis')}
          </Link>
        </p>
      )}
    </Section>
  )
}
