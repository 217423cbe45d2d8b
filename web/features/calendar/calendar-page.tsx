/** The calendar: what is planned, what went out, and free slots that learning suggests; month, week and list. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, PenLine } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlockTime } from '../../../contract/inbox-time.ts'
import type { Publication } from '../../../contract/publishing.ts'
import { api } from '../../api.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { useSay } from '../../languages/say.ts'
import { useBrand } from '../../session/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { wallTimeOf } from '../publishing/index.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { moveDay, rangeOf } from './range.ts'
import type { CalendarSearch } from './routes.tsx'
import { type View, views } from './views.ts'

const Grid = lazy(async () => ({ default: (await import('./grid.tsx')).Grid }))

const noBlocks: BlockTime[] = []

export const CalendarPage = () => {
  const { t } = useTranslation()
  const say = useSay()
  const { at, brand, brandId, can } = useBrand()
  const format = useFormat()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as CalendarSearch
  const now = useNow()
  const isPhone = window.matchMedia('(max-width: 640px)').matches
  const view: View = search.view ?? (isPhone ? 'list' : 'week')
  const today = wallTimeOf(now, brand.timeZone).slice(0, 10)
  const day = search.day ?? today
  const draftList = useRef<HTMLUListElement>(null)
  const [opened, setOpened] = useState<Publication | null>(null)
  const go = (next: CalendarSearch) =>
    void navigate({
      to: `/b/${brandId}/calendar`,
      search: { view, ...(search.day === undefined ? {} : { day }), ...next } as Record<string, unknown>,
      replace: true,
    })

  const range = useMemo(() => rangeOf(view, day, brand.weekStartsOn), [view, day, brand.weekStartsOn])
  const calendar = useQuery({
    ...api.calendar.list.queryOptions({ input: { ...at, from: range.from, to: range.to }, refetchInterval: 15_000 }),
    placeholderData: keepPreviousData,
  })
  // What other hands published is told apart; what went out from here is among the entries already.
  const went = useQuery({
    ...api.results.listPosts.queryOptions({ input: { ...at, from: range.from, to: range.to, limit: 200 }, staleTime: 30_000 }),
    placeholderData: keepPreviousData,
  })
  const drawn = useQuery({
    ...api.experiments.slots.queryOptions({ input: { ...at, from: range.from, to: range.to }, staleTime: 30_000 }),
    placeholderData: keepPreviousData,
  })
  const times = useQuery({
    ...api.inbox.blockTimes.queryOptions({ input: { ...at, from: range.from, to: range.to }, staleTime: 30_000 }),
    placeholderData: keepPreviousData,
  })
  const slots = useMemo(() => (drawn.data ?? []).filter(({ filled }) => !filled), [drawn.data])
  const learning = useQuery(api.learning.read.queryOptions({ input: { ...at, weeks: 4 }, staleTime: 60_000 }))

  const entries = calendar.data?.entries ?? []
  const past = useMemo(() => (went.data?.posts ?? []).filter(({ publicationId }) => publicationId === null), [went.data])
  const drafts = calendar.data?.drafts ?? []
  const ahead = entries.filter(({ state, scheduledAt }) => state === 'scheduled' && scheduledAt !== null && new Date(scheduledAt) > now)
  const next = ahead.toSorted((a, b) => (a.scheduledAt ?? '').localeCompare(b.scheduledAt ?? ''))[0]
  const answer =
    calendar.data &&
    (next === undefined
      ? t('calendar:ui.answerNone')
      : t('calendar:ui.answer', { count: ahead.length, when: format.dateTime(next.scheduledAt ?? '') }))
  const suggestions = learning.data?.suggestions ?? []
  const title =
    view === 'month'
      ? format.month(`${day}T12:00:00Z`)
      : t('calendar:ui.range', { from: format.dayShort(`${range.first}T12:00:00Z`), to: format.dayShort(`${range.last}T12:00:00Z`) })

  return (
    <Page
      question={t('calendar:ui.question')}
      answer={answer}
      acts={
        can('write-posts') && (
          <Link
            to={`/b/${brandId}/posts/new`}
            className="inline-flex min-h-9 coarse:min-h-11 items-center gap-2 rounded-md bg-accent px-3 font-medium text-accent-ink hover:brightness-95"
          >
            <PenLine size={16} aria-hidden />
            {t('ui.newPost')}
          </Link>
        )
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <IconButton
          label={t('calendar:ui.before')}
          icon={<ChevronLeft size={18} aria-hidden className="points" />}
          onClick={() => go({ day: moveDay(day, view, -1) })}
        />
        <IconButton
          label={t('calendar:ui.after')}
          icon={<ChevronRight size={18} aria-hidden className="points" />}
          onClick={() => go({ day: moveDay(day, view, 1) })}
        />
        <Button size="small" onClick={() => go({ day: undefined } as CalendarSearch)}>
          {t('calendar:ui.today')}
        </Button>
        <h2 className="flex-1 font-medium" aria-live="polite">
          {title}
        </h2>
        <Select
          label={t('calendar:ui.view.label')}
          hideLabel
          className="w-32"
          value={view}
          onChange={(each) => go({ view: each })}
          choices={views.map((value) => ({ value, label: t(`calendar:ui.view.${value}`) }))}
        />
      </div>
      {calendar.isError && <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.isPending ? (
        <Skeleton height={520} />
      ) : (
        <Suspense fallback={<Skeleton height={520} />}>
          <Grid
            view={view}
            day={day}
            entries={entries}
            past={past}
            suggestions={suggestions}
            slots={slots}
            blocks={times.data ?? noBlocks}
            onOpenBlock={() => void navigate({ to: `/b/${brandId}/inbox/time` })}
            onOpenSlot={({ experimentId, postId, at: moment }) =>
              void navigate(
                postId === null
                  ? { to: `/b/${brandId}/experiments/${experimentId}` }
                  : { to: `/b/${brandId}/posts/${postId}`, search: { at: wallTimeOf(moment, brand.timeZone) } as Record<string, unknown> },
              )
            }
            onOpen={setOpened}
            onOpenPast={({ id }) => void navigate({ to: `/b/${brandId}/results/${id}` })}
            onPick={(wallTime) =>
              can('write-posts') && void navigate({ to: `/b/${brandId}/posts/new`, search: { at: wallTime } as Record<string, unknown> })
            }
            drafts={draftList}
            onDraft={(postId, wallTime) =>
              void navigate({ to: `/b/${brandId}/posts/${postId}`, search: { at: wallTime } as Record<string, unknown> })
            }
          />
        </Suspense>
      )}
      <p className="mt-2 max-w-prose text-small text-quiet">
        {t('calendar:ui.zone', { zone: brand.timeZone.replaceAll('_', ' ') })}{' '}
        {suggestions.length > 0 ? t('calendar:ui.ghosts') : learning.data && say(learning.data.headline)}
      </p>
      <div className="mt-8">
        <Section title={t('calendar:ui.drafts')} note={drafts.length === 0 ? t('calendar:ui.noDrafts') : undefined}>
          <ul ref={draftList}>
            {drafts.map((draft) => (
              <li
                key={draft.postId}
                data-draft={draft.postId}
                className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2"
              >
                <Link to={`/b/${brandId}/posts/${draft.postId}`} dir="auto" className="min-w-0 flex-1 underline-offset-4 hover:underline">
                  {draft.title || draft.excerpt || t('calendar:ui.untitled')}
                </Link>
                <time dateTime={draft.updatedAt} className="text-small text-quiet">
                  {format.relative(draft.updatedAt)}
                </time>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      {opened !== null && <EntryDrawer publication={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
