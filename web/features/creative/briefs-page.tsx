/** All briefs of a brand, with where their deliverables stand. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DeliverableSummary } from '../../../contract/creative.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { useBrand } from '../../session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { RoomTabs } from './room-tabs.tsx'

const signs: Record<DeliverableSummary['state'], string> = { waiting: '○', 'in-review': '◐', changes: '↺', approved: '●', delivered: '●' }

/** A deliverable's state: a sign and its word, never colour alone. */
export const WorkState = ({ of }: { of: DeliverableSummary }) => {
  const { t } = useTranslation()
  const now = useNow()
  const isLate = of.deliveredAt === null && of.dueOn !== null && of.dueOn < now.toISOString().slice(0, 10)
  return (
    <span className="text-small whitespace-nowrap text-quiet">
      <span aria-hidden>{signs[of.state]} </span>
      {t(`creative:ui.work.state.${of.state}`)}
      {isLate && <span className="font-semibold text-bad"> · {t('creative:ui.late')}</span>}
    </span>
  )
}

export const BriefsPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, brandId, can } = useBrand()
  const navigate = useNavigate()
  const now = useNow().toISOString().slice(0, 10)
  const list = useInfiniteQuery(
    api.creative.briefs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...at, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
  const briefs = list.data?.pages.flatMap((page) => page.briefs) ?? []
  const open = briefs.filter(({ state }) => state === 'open')
  const late = open
    .flatMap(({ deliverables }) => deliverables)
    .filter(({ deliveredAt, dueOn }) => deliveredAt === null && dueOn !== null && dueOn < now)
  const write = can('write-posts') && (
    <Button look="next" onClick={() => void navigate({ to: `/b/${brandId}/creative/briefs/new` })}>
      {t('creative:ui.briefs.new')}
    </Button>
  )
  return (
    <Page
      question={t('creative:ui.briefs.question')}
      answer={
        list.data &&
        (open.length === 0 ? t('creative:ui.briefs.answerNone') : t('creative:ui.briefs.answer', { count: open.length, late: late.length }))
      }
      acts={write}
    >
      <RoomTabs />
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && briefs.length === 0 && (
        <EmptyState title={t('creative:ui.briefs.empty')}>
          <p>{t('creative:ui.briefs.emptyBody')}</p>
        </EmptyState>
      )}
      <ul className="divide-y divide-line border-b border-line">
        {briefs.map((brief) => (
          <li key={brief.id} className="py-4">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link className="font-medium underline underline-offset-4" to={`/b/${brandId}/creative/briefs/${brief.id}`}>
                <bdi>{brief.title}</bdi>
              </Link>
              <span className="text-small text-quiet">
                {t(`creative:ui.briefs.state.${brief.state}`)}
                {brief.dueOn !== null && ` · ${t('creative:ui.due', { day: format.date(brief.dueOn) })}`}
              </span>
            </div>
            {brief.objective !== '' && (
              <p className="text-quiet" dir="auto">
                {brief.objective}
              </p>
            )}
            <ul className="mt-2 grid gap-1">
              {brief.deliverables.map((work) => (
                <li key={work.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <Link
                    className="underline decoration-line-strong underline-offset-4"
                    to={`/b/${brandId}/creative/deliverables/${work.id}`}
                  >
                    <bdi>{work.title}</bdi>
                  </Link>
                  <WorkState of={work} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </Page>
  )
}
