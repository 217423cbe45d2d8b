/** All weekly reviews, newest first; last week's can be written at once. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../ui/supported.tsx'
import { StrategyParts } from '../strategy/index.ts'

export const ReviewsPage = () => {
  const { t } = useTranslation()
  const words = useWords()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const list = useQuery(api.review.list.queryOptions({ input: at }))
  const write = useMutation({
    mutationFn: () => client.review.write(at),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: api.review.key() })
      await navigate({ to: `/b/${brandId}/strategy/reviews/${id}` })
    },
  })
  const canWrite = can('write-posts') && list.data?.lastWeek.written === false
  return (
    <Page
      question={t('review:ui.question')}
      answer={list.data && t('review:ui.answer', { count: list.data.reviews.length })}
      acts={
        canWrite && (
          <Button look="next" busy={write.isPending} onClick={() => write.mutate()}>
            {t('review:ui.write')}
          </Button>
        )
      }
    >
      <StrategyParts />
      {list.isPending && <Skeleton lines={5} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {write.isError && <ErrorState error={write.error} />}
      {list.data?.reviews.length === 0 && (
        <EmptyState title={t('review:ui.empty')}>
          <p>{t('review:ui.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {list.data?.reviews.map(({ id, from, to, headline, editedBy, editedAt, writtenAt }) => (
          <li key={id} className="py-3">
            <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/strategy/reviews/${id}`}>
              {t('review:ui.weekOf', { from, to })}
            </Link>
            <span className="ms-2 text-small text-quiet">
              {editedBy === null || editedAt === null
                ? t('review:ui.written', { when: format.relative(writtenAt) })
                : t('review:ui.edited', { by: editedBy, when: format.relative(editedAt) })}
            </span>
            <p dir="auto" className="text-quiet">
              {words(headline)}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
