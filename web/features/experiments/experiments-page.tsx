/** All experiments of a brand, with where each stands; what an experiment is, for those who have none yet. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Note, Skeleton } from '../../ui/states.tsx'

export const ExperimentsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const list = useInfiniteQuery(
    api.experiments.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...at, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const experiments = list.data?.pages.flatMap((page) => page.experiments) ?? []
  const running = experiments.filter(({ state }) => state === 'running').length
  const to = (path: string) => () => void navigate({ to: `/b/${brandId}/experiments/${path}` })
  return (
    <Page
      question={t('experiments:ui.question')}
      answer={list.data && (experiments.length === 0 ? t('experiments:ui.answerNone') : t('experiments:ui.answer', { count: running }))}
      acts={
        <>
          {can('publish') && (
            <Button look="next" onClick={to('new')}>
              {t('experiments:ui.new')}
            </Button>
          )}
          <Button onClick={to('table')}>{t('experiments:ui.table')}</Button>
        </>
      }
    >
      {list.isPending && <Skeleton lines={5} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && experiments.length === 0 && (
        <EmptyState title={t('experiments:ui.empty')}>
          <p>{t('experiments:ui.emptyBody')}</p>
        </EmptyState>
      )}
      {experiments.length > 0 && (
        <ul className="mb-6 divide-y divide-line border-y border-line">
          {experiments.map((one) => (
            <li key={one.id} className="py-3">
              <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/experiments/${one.id}`}>
                <bdi>{one.title}</bdi>
              </Link>
              <span className="ms-2 text-small text-quiet">
                {t(`experiments:ui.state.${one.state}`)}
                {one.state === 'running' && one.endsAt !== null && ` · ${t('experiments:ui.ends', { at: format.date(one.endsAt) })}`}
              </span>
              <p className="text-quiet" dir="auto">
                {one.decision ?? one.hypothesis}
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
      <div className="mt-6">
        <Note kind="fact">{t('experiments:ui.past')}</Note>
      </div>
    </Page>
  )
}
