/** The calendar itself, by FullCalendar: publications and suggested slots at their wall times, dragged or moved by keyboard. */
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import './grid.css'
import Calendar, { type EventDisplayInfo, type EventDropInfo } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction, { Draggable } from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import arabic from '@fullcalendar/react/locales/ar'
import theme from '@fullcalendar/react/themes/classic'
import timeGrid from '@fullcalendar/react/timegrid'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FlaskConical, MessagesSquare } from 'lucide-react'
import type { PlannedSlot } from '../../../contract/experiments.ts'
import type { BlockTime } from '../../../contract/inbox-time.ts'
import type { Suggestion } from '../../../contract/learning.ts'
import type { Publication } from '../../../contract/publishing.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import { useFormat } from '../../languages/format.ts'
import { useNow } from '../../languages/now.ts'
import { useBrand } from '../../session/session.ts'
import { asIfUtc, ScheduleDialog, stateIcons, wallTimeOf } from '../publishing/index.ts'
import { useMoving } from './use-moving.ts'
import type { View } from './views.ts'

interface GridProps {
  view: View
  day: string
  entries: Publication[]
  /** What went out by other hands: read from the network or imported. */
  past: PublishedPost[]
  suggestions: Suggestion[]
  /** Slots that running experiments have drawn and that no post fills yet. */
  slots: PlannedSlot[]
  /** Time set aside for conversations. */
  blocks: BlockTime[]
  onOpenBlock: () => void
  onOpenSlot: (slot: PlannedSlot) => void
  onOpen: (publication: Publication) => void
  onOpenPast: (post: PublishedPost) => void
  onPick: (wallTime: string) => void
  /** The list whose drafts (`data-draft`) can be dragged to a slot. */
  drafts: RefObject<HTMLElement | null>
  onDraft: (postId: string, wallTime: string) => void
}

const viewNames = { month: 'dayGridMonth', week: 'timeGridWeek', list: 'listWeek' }
const movable = new Set(['scheduled', 'approved', 'missed'])
type Shown =
  | { kind: 'entry'; publication: Publication }
  | { kind: 'past'; post: PublishedPost }
  | { kind: 'ghost'; suggestion: Suggestion }
  | { kind: 'experiment'; slot: PlannedSlot }
  | { kind: 'block'; block: BlockTime }

export const Grid = ({
  view,
  day,
  entries,
  past,
  suggestions,
  slots,
  blocks,
  onOpenBlock,
  onOpenSlot,
  onOpen,
  onOpenPast,
  onPick,
  drafts,
  onDraft,
}: GridProps) => {
  const { t, i18n } = useTranslation()
  const { brand, can } = useBrand()
  const format = useFormat()
  const { move, asking, stopAsking } = useMoving()
  const taken = useRef<string | null>(null)
  const now = useNow()
  const zone = brand.timeZone
  const mayPublish = can('publish')

  const events = useMemo(() => {
    const wallOf = (entry: Publication) =>
      entry.publishedAt !== null
        ? wallTimeOf(entry.publishedAt, zone)
        : entry.scheduledAt !== null
          ? wallTimeOf(entry.scheduledAt, zone)
          : null
    const taken = new Set([
      ...entries.map((entry) => wallOf(entry)?.slice(0, 13)),
      ...slots.map(({ at }) => wallTimeOf(at, zone).slice(0, 13)),
    ])
    return [
      ...entries.flatMap((publication) => {
        const wall = wallOf(publication)
        return wall === null
          ? []
          : [
              {
                id: publication.id,
                start: asIfUtc(wall),
                title: publication.excerpt,
                editable: mayPublish && movable.has(publication.state),
                extendedProps: { shown: { kind: 'entry', publication } satisfies Shown },
              },
            ]
      }),
      ...past.map((post) => ({
        id: post.id,
        start: asIfUtc(wallTimeOf(post.publishedAt, zone)),
        title: post.text,
        editable: false,
        extendedProps: { shown: { kind: 'past', post } satisfies Shown },
      })),
      // A drawn slot stays where chance put it: it cannot be dragged.
      ...slots.map((slot) => ({
        id: `drawn-${slot.slotId}`,
        start: asIfUtc(wallTimeOf(slot.at, zone)),
        title: `${slot.title}: ${slot.arm}`,
        editable: false,
        extendedProps: { shown: { kind: 'experiment', slot } satisfies Shown },
      })),
      // Drawn an hour high like everything else, so that it can be pressed; its minutes stand in the inbox.
      ...blocks.map((block) => ({
        id: `block-${block.blockId}-${block.at}`,
        start: asIfUtc(wallTimeOf(block.at, zone)),
        title: t('calendar:ui.slot.block'),
        editable: false,
        extendedProps: { shown: { kind: 'block', block } satisfies Shown },
      })),
      // A slot that is taken already is no suggestion any more.
      ...suggestions.flatMap((suggestion) => {
        const wall = wallTimeOf(suggestion.at, zone)
        return taken.has(wall.slice(0, 13))
          ? []
          : [
              {
                id: `slot-${suggestion.at}`,
                start: asIfUtc(wall),
                title: t(`calendar:ui.slot.${suggestion.kind}`),
                editable: false,
                extendedProps: { shown: { kind: 'ghost', suggestion } satisfies Shown },
              },
            ]
      }),
    ]
  }, [entries, past, suggestions, slots, zone, mayPublish, t, blocks])

  const onDrop = ({ event, revert }: EventDropInfo) => {
    const { shown } = event.extendedProps as { shown: Shown }
    if (shown.kind !== 'entry' || event.start === null) return revert()
    move({ publication: shown.publication, to: event.start.toISOString().slice(0, 16), revert })
  }
  useEffect(() => {
    if (drafts.current === null || !mayPublish) return
    const draggable = new Draggable(drafts.current, {
      itemSelector: '[data-draft]',
      // The drop does not always name what was dropped, so it is noted when it is taken.
      eventData: (element) => {
        taken.current = element.dataset['draft'] ?? null
        return { create: false, duration: '01:00' }
      },
    })
    return () => draggable.destroy()
  }, [drafts, mayPublish])
  const nowOnWall = asIfUtc(wallTimeOf(now, zone))
  return (
    <div className="calendar">
      <Calendar
        // Another view or day is another calendar: FullCalendar reads these only at its beginning.
        key={`${view} ${day} ${i18n.language}`}
        plugins={[dayGrid, timeGrid, list, interaction, theme]}
        initialView={viewNames[view]}
        initialDate={day}
        locale={i18n.language === 'ar' ? { ...arabic, code: format.locale } : format.locale}
        direction={i18n.dir() === 'rtl' ? 'rtl' : 'ltr'}
        firstDay={brand.weekStartsOn % 7}
        // Wall times of the brand stand here as if they were UTC, so that daylight saving never moves a post on the picture.
        timeZone="UTC"
        now={nowOnWall}
        nowIndicator
        headerToolbar={false}
        height={view === 'week' ? 620 : 'auto'}
        allDaySlot={false}
        scrollTime="07:00:00"
        slotDuration="01:00:00"
        snapDuration="00:15:00"
        defaultTimedEventDuration="01:00:00"
        dayMaxEvents={4}
        eventInteractive
        eventDisplay="block"
        eventDurationEditable={false}
        events={events}
        eventDrop={onDrop}
        droppable
        drop={({ dateStr, allDay }) => {
          if (taken.current !== null) onDraft(taken.current, wallOfPlace(dateStr, allDay))
        }}
        eventClick={({ event }) => {
          const { shown } = event.extendedProps as { shown: Shown }
          if (shown.kind === 'entry') onOpen(shown.publication)
          else if (shown.kind === 'past') onOpenPast(shown.post)
          else if (shown.kind === 'experiment') onOpenSlot(shown.slot)
          else if (shown.kind === 'block') onOpenBlock()
          else onPick(wallTimeOf(shown.suggestion.at, zone))
        }}
        dateClick={({ dateStr, allDay }) => onPick(wallOfPlace(dateStr, allDay))}
        noEventsContent={() => t('calendar:ui.nothing')}
        slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
        eventClass={({ event }) => classOf((event.extendedProps as { shown?: Shown }).shown)}
        eventContent={(info: EventDisplayInfo) => (
          <EventWords
            shown={(info.event.extendedProps as { shown?: Shown }).shown}
            time={format.wallClock(info.event.start ?? new Date(0))}
          />
        )}
      />
      {asking !== null && (
        <ScheduleDialog
          publications={[asking.publication]}
          initial={asking.to}
          onClose={() => {
            // When it was scheduled the calendar reads its new place from the server; when not, it goes back.
            asking.revert()
            stopAsking()
          }}
        />
      )}
    </div>
  )
}

/** A place in the grid as a wall time; a day without an hour means nine in the morning. */
const wallOfPlace = (dateStr: string, allDay: boolean) => (allDay ? `${dateStr.slice(0, 10)}T09:00` : dateStr.slice(0, 16))

/** What has no kind yet is a draft on its way to a slot. */
const classOf = (shown: Shown | undefined) =>
  shown === undefined ? 'ghost' : shown.kind === 'entry' ? `entry entry-${shown.publication.state}` : shown.kind

const EventWords = ({ shown, time }: { shown: Shown | undefined; time: string }) => {
  const { t } = useTranslation()
  if (shown === undefined) return <span className="event-words">{time}</span>
  if (shown.kind === 'ghost')
    return (
      <span className="event-words">
        <span>{time}</span>
        <span className="truncate">{t(`calendar:ui.slot.${shown.suggestion.kind}`)}</span>
      </span>
    )
  if (shown.kind === 'experiment')
    return (
      <span className="event-words" title={`${shown.slot.title}: ${shown.slot.arm}`}>
        <FlaskConical size={12} aria-hidden className="shrink-0" />
        <span className="sr-only">{t('calendar:ui.slot.experiment')}</span>
        <span>{time}</span>
        <span dir="auto" className="truncate">
          {shown.slot.arm}
        </span>
      </span>
    )
  if (shown.kind === 'block')
    return (
      <span className={`event-words ${shown.block.off ? 'line-through' : ''}`}>
        <MessagesSquare size={12} aria-hidden className="shrink-0" />
        <span>{time}</span>
        <span className="truncate">{t(shown.block.off ? 'calendar:ui.slot.blockOff' : 'calendar:ui.slot.block')}</span>
      </span>
    )
  const state = shown.kind === 'past' ? 'published' : shown.publication.state
  const words = shown.kind === 'past' ? shown.post.text.slice(0, 140) : shown.publication.excerpt
  const Icon = stateIcons[state]
  return (
    <span className="event-words" title={words}>
      <Icon size={12} aria-hidden className="shrink-0" />
      <span className="sr-only">{t(`publishing:ui.state.${state}`)}</span>
      <span>{time}</span>
      <span dir="auto" className="truncate">
        {words}
      </span>
    </span>
  )
}
