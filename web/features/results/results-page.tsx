/** Every published post with what it earned, filtered by what is in the address. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Filters } from './filters.tsx'
import { Freshness } from './freshness.tsx'
import { PostTable } from './post-table.tsx'
import type { ResultsSearch } from './routes.tsx'

export const ResultsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, workspaceId } = useBrand()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as ResultsSearch
  const filter = (next: ResultsSearch) =>
    void navigate({ to: `/b/${brandId}/results`, search: next as Record<string, unknown>, replace: true })
  const wanted = {
    ...(search.account === undefined ? {} : { accountId: search.account }),
    ...(search.format === undefined ? {} : { format: search.format }),
    ...(search.origin === undefined ? {} : { origin: search.origin }),
    ...(search.order === undefined ? {} : { order: search.order }),
    ...(search.q === undefined ? {} : { search: search.q }),
  }
  const list = useInfiniteQuery(
    api.results.listPosts.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...at, ...wanted, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      refetchInterval: 20_000,
    }),
  )
  const watches = useQuery(api.results.watches.queryOptions({ input: at, refetchInterval: 20_000 }))
  const posts = list.data?.pages.flatMap((page) => page.posts) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  const isFiltered = Object.keys(wanted).some((key) => key !== 'order')
  const lastRead = watches.data
    ?.flatMap(({ lastReadAt }) => lastReadAt ?? [])
    .toSorted()
    .at(-1)
  const answer =
    list.data &&
    (isFiltered
      ? t('results:ui.answer.filtered', { count: total })
      : total === 0
        ? t('results:ui.answer.none')
        : lastRead === undefined
          ? t('results:ui.answer.files', { count: total })
          : t('results:ui.answer.fresh', { count: total, when: format.relative(lastRead) }))
  const file = `/api/workspaces/${encodeURIComponent(workspaceId)}/brands/${brandId}/published-posts.csv?${new URLSearchParams(wanted as Record<string, string>)}`

  return (
    <Page
      question={t('results:ui.question')}
      answer={answer}
      acts={
        total > 0 && (
          <a
            href={file}
            download="posts.csv"
            className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 coarse:min-h-11"
          >
            <Download size={16} aria-hidden />
            {t('results:ui.download')}
          </a>
        )
      }
    >
      {list.data !== undefined && total === 0 && !isFiltered ? (
        <EmptyState
          title={t('results:ui.empty.title')}
          act={
            <>
              <Link
                to={`/b/${brandId}/accounts`}
                className="inline-flex min-h-9 items-center rounded-md bg-accent px-3 font-medium text-accent-ink"
              >
                {t('results:ui.empty.accounts')}
              </Link>
              <Link
                to={`/b/${brandId}/imports`}
                className="inline-flex min-h-9 items-center rounded-md border border-line-strong bg-raised px-3"
              >
                {t('results:ui.empty.imports')}
              </Link>
            </>
          }
        >
          {t('results:ui.empty.words')}
        </EmptyState>
      ) : (
        <>
          <Filters search={search} onChange={filter} />
          {list.isPending && <Skeleton lines={8} />}
          {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data !== undefined && posts.length === 0 && (
            <EmptyState title={t('results:ui.nothingFits')} act={<Button onClick={() => filter({})}>{t('results:ui.clear')}</Button>} />
          )}
          {posts.length > 0 && (
            <Section title={t('results:ui.posts')} note={t('results:ui.missing')}>
              <PostTable posts={posts} orderedBy={search.order ?? 'newest'} />
              {list.hasNextPage && (
                <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('results:ui.more')}
                </Button>
              )}
            </Section>
          )}
        </>
      )}
      <Freshness watches={watches.data ?? []} />
    </Page>
  )
}
