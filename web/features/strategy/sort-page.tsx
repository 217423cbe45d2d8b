/** Posts put into pillars: one by one, many at once, or as their words suggest; nothing is sorted without a person. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SortablePost } from '../../../contract/strategy.ts'
import { api, client, queryClient } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { StrategyParts } from './parts.tsx'
import type { SortSearch } from './routes.tsx'

const none = 'none'
const keyOf = ({ kind, id }: Pick<SortablePost, 'kind' | 'id'>) => `${kind}/${id}`

export const SortPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const { show = 'unsorted' } = useSearch({ strict: false }) as SortSearch & { show?: 'unsorted' | 'all' }
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [pillar, setPillar] = useState<string | null>(null)
  const strategy = useQuery(api.strategy.read.queryOptions({ input: at }))
  const list = useInfiniteQuery(
    api.strategy.posts.infiniteOptions({
      input: (before: string | undefined) => ({ ...at, show, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  const posts = list.data?.pages.flatMap((page) => page.posts) ?? []
  const pillars = strategy.data?.current?.content.pillars ?? []
  const nameOf = (id: string | null) => pillars.find((one) => one.id === id)?.name ?? null
  const unsorted = list.data?.pages[0]?.unsorted
  const sort = useMutation({
    mutationFn: async (groups: { pillarId: string | null; posts: SortablePost[] }[]) => {
      let count = 0
      for (const group of groups) {
        const sorted = await client.strategy.sort({
          ...at,
          pillarId: group.pillarId,
          posts: group.posts.map(({ kind, id }) => ({ kind, id })),
        })
        count += sorted.sorted
      }
      return count
    },
    onSuccess: async (count) => {
      setChosen(new Set())
      await queryClient.invalidateQueries({ queryKey: api.strategy.key() })
      notify(t('strategy:ui.sort.sorted', { count }))
    },
  })
  const suggested = posts.filter((post) => post.suggested !== null)
  const confirm = () =>
    sort.mutate(
      pillars
        .map(({ id }) => ({ pillarId: id, posts: suggested.filter((post) => post.suggested?.pillarId === id) }))
        .filter((group) => group.posts.length > 0),
    )
  const toggle = (key: string) => (on: boolean) =>
    setChosen((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)))
  return (
    <Page
      question={t('strategy:ui.sort.question')}
      answer={unsorted === undefined ? undefined : t('strategy:ui.sort.answer', { count: unsorted })}
      acts={
        suggested.length > 0 &&
        can('write-posts') && (
          <Button look="next" busy={sort.isPending} onClick={confirm}>
            {t('strategy:ui.sort.confirm', { count: suggested.length })}
          </Button>
        )
      }
    >
      <StrategyParts />
      {list.isPending && <Skeleton lines={8} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {sort.isError && <ErrorState error={sort.error} />}
      {strategy.data !== undefined && pillars.length === 0 && (
        <EmptyState
          title={t('strategy:ui.sort.noPillars')}
          act={
            <Link to={`/b/${brandId}/strategy/edit`} className="underline underline-offset-4">
              {t('strategy:ui.write')}
            </Link>
          }
        />
      )}
      {pillars.length > 0 && (
        <div className="no-print mb-4 flex flex-wrap items-end gap-3">
          <Select
            label={t('strategy:ui.sort.show')}
            className="min-w-40"
            value={show}
            onChange={(next) =>
              void navigate({
                to: `/b/${brandId}/strategy/posts`,
                search: (next === 'all' ? { show: 'all' } : {}) as Record<string, unknown>,
              })
            }
            choices={[
              { value: 'unsorted' as const, label: t('strategy:ui.sort.unsorted') },
              { value: 'all' as const, label: t('strategy:ui.sort.all') },
            ]}
          />
          {can('write-posts') && (
            <>
              <Select
                label={t('strategy:ui.sort.into')}
                className="min-w-44"
                value={pillar}
                onChange={setPillar}
                choices={[
                  ...pillars.map(({ id, name }) => ({ value: id, label: name })),
                  { value: none, label: t('strategy:ui.sort.none') },
                ]}
              />
              <Button
                disabled={chosen.size === 0 || pillar === null}
                busy={sort.isPending}
                onClick={() =>
                  sort.mutate([{ pillarId: pillar === none ? null : pillar, posts: posts.filter((post) => chosen.has(keyOf(post))) }])
                }
              >
                {t('strategy:ui.sort.do')}
              </Button>
              <output className="pb-2 text-quiet">{t('strategy:ui.sort.chosen', { count: chosen.size })}</output>
            </>
          )}
        </div>
      )}
      {list.data !== undefined && posts.length === 0 && pillars.length > 0 && (
        <EmptyState title={t('strategy:ui.sort.empty')}>
          <p>{t('strategy:ui.sort.emptyBody')}</p>
        </EmptyState>
      )}
      {posts.length > 0 && pillars.length > 0 && (
        <>
          <Checkbox
            label={<span className="text-quiet">{t('strategy:ui.sort.pickAll')}</span>}
            checked={chosen.size === posts.length}
            onChange={(on) => setChosen(on ? new Set(posts.map(keyOf)) : new Set())}
          />
          <ul className="mb-6 divide-y divide-line border-y border-line">
            {posts.map((post) => {
              const guess = nameOf(post.suggested?.pillarId ?? null)
              return (
                <li key={keyOf(post)} className="py-2">
                  <Checkbox
                    checked={chosen.has(keyOf(post))}
                    onChange={toggle(keyOf(post))}
                    label={
                      <span dir="auto" className="line-clamp-2">
                        {post.excerpt}
                      </span>
                    }
                    hint={
                      <>
                        {post.kind === 'draft' ? `${t('strategy:ui.sort.draft')} · ` : ''}
                        {format.date(post.at)}
                        {post.pillarId !== null && (
                          <>
                            {' · '}
                            <bdi className="font-medium text-ink">{nameOf(post.pillarId) ?? '–'}</bdi>
                          </>
                        )}
                        {guess !== null && ` · ${t('strategy:ui.sort.suggested', { name: guess, keyword: post.suggested?.keyword ?? '' })}`}
                      </>
                    }
                  />
                </li>
              )
            })}
          </ul>
        </>
      )}
      {list.hasNextPage && pillars.length > 0 && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </Page>
  )
}
