/** Capacity: loads people, work and the habit of posting, and hands them to the pure steps. */
import { Temporal } from 'temporal-polyfill'
import { type Format, formats } from '../../../contract/content.ts'
import type { Capacity, CapacityWeek, FormatHours } from '../../../contract/creative.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listBetween } from '../publishing/index.ts'
import { listPosts } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import { judgeCapacity, judgeWeek, sayWeek } from './decide.ts'
import { level, measurePieceHours, type PieceHours } from './measure/hours.ts'
import { type Cadence, measureHabit, measureWeeks, type WeekNeed } from './measure/weeks.ts'
import { settingsOf, todayOf } from './read.ts'
import { type DeliverableRow, listAllDeliverables } from './store/briefs.ts'
import { listPeople, type Scope } from './store/people.ts'
import { findStrategy } from './store/strategy.ts'

const dayMs = 86_400_000
const unknownCadence: Cadence = { source: 'unknown', perWeek: 0, deviation: 0, mix: [] }

/** What a piece of each format takes, from delivered pieces with logged hours where there are enough. */
export const pieceHoursOf = (work: DeliverableRow[], expected: Awaited<ReturnType<typeof settingsOf>>['expectedHours']) => {
  const known = new Map<Format, PieceHours>()
  return (format: Format): PieceHours => {
    const found =
      known.get(format) ??
      measurePieceHours(
        work.filter((piece) => piece.format === format && piece.deliveredAt !== null).map(({ loggedHours }) => loggedHours),
        expected[format],
        format,
      )
    known.set(format, found)
    return found
  }
}

const showFormat = (format: Format, hours: PieceHours, work: DeliverableRow[], today: string): FormatHours => {
  const logged = work.filter((piece) => piece.format === format && piece.deliveredAt !== null && piece.loggedHours > 0)
  return {
    format,
    source: hours.source,
    hours: {
      value: hours.mean,
      interval: hours.interval,
      level,
      n: hours.n,
      evidence: {
        method: say(`creative:method.hours.${hours.source}`, { n: hours.n }),
        period: hours.source === 'logged' ? { from: logged.at(-1)?.createdAt.toISOString().slice(0, 10) ?? today, to: today } : null,
        n: hours.n,
        assumptions:
          hours.source === 'logged'
            ? [{ words: say('creative:method.likePast'), holds: null }]
            : [{ words: say('creative:method.asExpected'), holds: null }],
        rows:
          hours.source === 'logged'
            ? {
                columns: [say('creative:column.piece'), say('creative:column.hours')],
                cells: logged.slice(0, 200).map(({ title, loggedHours }) => [title, loggedHours]),
                total: logged.length,
              }
            : null,
        page: null,
      },
    },
  }
}

const showWeek = (week: WeekNeed, cadence: Cadence): CapacityWeek => {
  const standing = judgeWeek(week)
  return {
    starts: week.starts,
    inHouse: week.inHouse,
    outside: week.outside,
    needed: {
      value: week.needed.value,
      interval: week.needed.interval,
      level,
      n: week.rows.length,
      evidence: {
        method: say('creative:method.week'),
        period: { from: week.starts, to: Temporal.PlainDate.from(week.starts).add({ days: 6 }).toString() },
        n: week.rows.length,
        assumptions: [
          { words: say('creative:method.independent'), holds: null },
          ...(cadence.source === 'past' ? [{ words: say('creative:method.habit'), holds: null }] : []),
        ],
        rows: {
          columns: ['piece', 'format', 'count', 'due', 'hours', 'person'].map((key) => say(`creative:column.${key}`)),
          cells: week.rows.map(({ title, format, count, dueOn, hours, person }) => [
            title,
            format,
            Math.round(count * 100) / 100,
            dueOn,
            Math.round(hours * 100) / 100,
            person,
          ]),
          total: week.rows.length,
        },
        page: null,
      },
    },
    pieces: week.pieces,
    standing,
    words: sayWeek(week, standing),
  }
}

/** How many posts a week the brand means to make, or is used to making. */
const readCadence = async (services: Services, scope: Scope, today: string, zone: string, weekStartsOn: number): Promise<Cadence> => {
  const from = new Date(services.now().getTime() - 63 * dayMs)
  const { posts } = await listPosts(services.database.db, { ...scope, from, limit: 1000 })
  const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  const habit = measureHabit(
    posts.map(({ publishedAt, format }) => ({ day: dayOf(publishedAt), format })),
    today,
    weekStartsOn,
  )
  const strategy = await findStrategy(services.database.db, scope)
  const meant = strategy?.cadence.reduce((sum, { perWeek }) => sum + perWeek, 0) ?? 0
  // What is meant wins over what was done; which formats it will be, only the habit can tell.
  if (meant > 0) return { source: 'strategy', perWeek: meant, deviation: 0, mix: habit?.mix ?? [{ format: 'other', share: 1 }] }
  return habit ?? unknownCadence
}

/** The next weeks: what they need against what exists, and what is beyond us. Cost: about 50 ms for a brand with 1,000 posts. */
export const readCapacity = async (services: Services, scope: Scope, weeks: number): Promise<Capacity> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  const zone = brand?.timeZone ?? 'UTC'
  const weekStartsOn = brand?.weekStartsOn ?? 1
  const now = services.now()
  const [today, people, work, settings, planned] = await Promise.all([
    todayOf(services, scope),
    listPeople(db, scope),
    listAllDeliverables(db, scope),
    settingsOf(db, scope),
    listBetween(db, scope, new Date(now.getTime() - 7 * dayMs), new Date(now.getTime() + (weeks + 1) * 7 * dayMs)),
  ])
  const cadence = await readCadence(services, scope, today, zone, weekStartsOn)
  const open = (await listAllDeliverables(db, scope, { open: true })).map((row) => ({ ...row }))
  const hoursOf = pieceHoursOf(work, settings.expectedHours)
  const needs = measureWeeks({
    today,
    weekStartsOn,
    weeks,
    people,
    pieces: open,
    cadence,
    planned: planned.flatMap(({ scheduledAt, publishedAt }) => {
      const at = publishedAt ?? scheduledAt
      return at === null ? [] : [Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()]
    }),
    hoursOf,
  })
  const used = formats.filter(
    (format) =>
      settings.expectedHours[format] !== undefined ||
      work.some((piece) => piece.format === format) ||
      cadence.mix.some((one) => one.format === format),
  )
  return {
    ...judgeCapacity(needs, people, open.filter(({ dueOn }) => dueOn === null).length),
    weeks: needs.map((week) => showWeek(week, cadence)),
    formatHours: used.map((format) => showFormat(format, hoursOf(format), work, today)),
    cadence: {
      source: cadence.source,
      perWeek: cadence.source === 'unknown' ? null : cadence.perWeek,
      words: say(`creative:cadence.${cadence.source}`, { perWeek: Math.round(cadence.perWeek * 10) / 10 }),
    },
  }
}
