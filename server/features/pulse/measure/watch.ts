/** Watches all series of a brand together, day by day, and places each shift that it finds. */
import { startTogether, watchDay, type WatchTogether } from '../../../../statistics/detect/watch-together.ts'
import { frozenPlace, type Place, placeShift } from './place.ts'
import { type SeriesToWatch, toLevels } from './series.ts'
import { type Still, startStill, standStill } from './still.ts'
import { type Rests, surpriseOf, windows } from './surprise.ts'

/** One false alarm a year at most, on average, of all series of a brand together. */
export const promisedDays = 365

/** Levels as compared: logarithms for amounts. Places are those of the series' own points. */
export interface FoundShift extends Place {
  /** Which of the series. */
  series: number
  /** The last day that was known when it was found. */
  found: number
  direction: 'up' | 'down'
}

/** So many values must be known before the first surprise. */
export const needed = { day: windows.day.fewest + windows.day.gap, week: windows.week.fewest + windows.week.gap } as const

/** Older days than this say nothing about where a shift lies. */
const sight = { day: 150, week: 80 } as const
/** A shift that is told lies at most this far back. */
const reach = { day: 28, week: 8 } as const

interface Follow {
  levels: number[]
  step: 'day' | 'week'
  at: Map<string, number>
  /** The first day of the level that holds now. */
  start: number
  rests: Rests
  /** Posts a day, in step with the levels; null where they are not known. */
  posts: readonly number[] | null
  /** What was left of each day; NaN where it is not known. */
  surprises: number[]
  /** How the values go on standing still. */
  still: Still
}

/** The place that an alarm points at; null where nothing is to be told. */
const placeAlarm = ({ levels, step, start }: Follow, at: number, direction: 'up' | 'down'): Place | null => {
  const from = Math.max(start, at - sight[step] + 1)
  const placed = placeShift(levels.slice(from, at + 1), reach[step], direction)
  // A change whose size may as well be none is nothing to tell yet.
  if (placed === null || (placed.shift.interval[0] <= 0 && placed.shift.interval[1] >= 0)) return null
  const [low, high] = placed.interval
  return { ...placed, index: from + placed.index, interval: [from + low, from + high] }
}

/** The promise of watchDay is for days that hang together in no way; real ones do a little, also after surpriseOf. With three times as much asked of it, it is kept. */
const margin = 3
/** A tenth of the promise is left to numbers that stand still. */
const faultShare = 10

/**
 * A series that has shifted starts anew, but not from nothing: what is left of a day has no level any more, so the days of earlier levels
 * still tell how far out a day lies. Without them a second shift within months is found late or never. The days between an earlier shift
 * and its alarm are among them: they make the watch a little slower, never louder.
 */
const remember = (watch: WatchTogether, series: number, { surprises, start }: Follow): WatchTogether => ({
  ...watch,
  series: watch.series.map((one, at) =>
    at === series ? { ...one, known: surprises.slice(0, start).filter((value) => !Number.isNaN(value)) } : one,
  ),
})

const keep = (watch: WatchTogether, series: number, before: WatchTogether): WatchTogether => ({
  ...watch,
  series: watch.series.map((one, at) => (at === series ? (before.series[at] as typeof one) : one)),
})

/**
 * Replays the watch from the first day to the last: the same data give the same shifts. Alarms come from watchDay, whose promise holds for
 * all series together; an alarm of a level that only wanders, or whose size may be none, is not told, which can only make false ones rarer. Pure. Cost: about
 * 20 ms for a series of 500 days.
 */
export const watchAll = (all: readonly SeriesToWatch[], { daysBetweenFalseAlarms = promisedDays } = {}): FoundShift[] => {
  if (all.length === 0) return []
  const follows = all.map(
    (series): Follow => ({
      levels: toLevels(series),
      step: series.step,
      at: new Map(series.points.map(({ day }, index) => [day, index])),
      start: 0,
      rests: { level: [], posting: [] },
      posts: series.step === 'day' ? (series.posts ?? null) : null,
      surprises: [],
      still: startStill(),
    }),
  )
  const days = [...new Set(all.flatMap(({ points }) => points.map(({ day }) => day)))].sort()
  const found: FoundShift[] = []
  let watch = startTogether(all.length, { daysBetweenFalseAlarms: margin * daysBetweenFalseAlarms })
  for (const day of days) {
    const values = follows.map((follow) => {
      const at = follow.at.get(day)
      if (at === undefined) return Number.NaN
      const surprise = surpriseOf(follow, at, follow.start, follow.rests)
      follow.surprises[at] = surprise
      return surprise
    })
    const stuck = follows.flatMap((follow, series) => {
      const at = follow.at.get(day)
      if (at === undefined) return []
      const run = standStill(follow.still, follow.levels[at] as number, 1 / (faultShare * daysBetweenFalseAlarms * all.length))
      return run === null ? [] : [{ series, at, run }]
    })
    const before = watch
    const { watch: after, alarms } = watchDay(before, values)
    watch = after
    for (const { series, direction } of alarms) {
      const follow = follows[series] as Follow
      const at = follow.at.get(day) as number
      const placed = placeAlarm(follow, at, direction)
      if (placed === null) {
        watch = keep(watch, series, before)
        continue
      }
      follow.start = placed.index
      // Seen from the old level, these days say nothing about how days usually lie.
      for (let day = placed.index; day <= at; day++) follow.rests.level[day] = follow.rests.posting[day] = Number.NaN
      watch = remember(watch, series, follow)
      found.push({ series, found: at, direction, ...placed })
    }
    for (const { series, at, run } of stuck) {
      const follow = follows[series] as Follow
      const index = at - run + 1
      if (index <= follow.start) continue
      follow.start = index
      watch = { ...watch, series: watch.series.map((one, which) => (which === series ? (startTogether(1).series[0] as typeof one) : one)) }
      const shift = frozenPlace(follow.levels, index, at)
      found.push({ series, found: at, direction: shift.shift.value > 0 ? 'up' : 'down', ...shift })
    }
  }
  return found
}
