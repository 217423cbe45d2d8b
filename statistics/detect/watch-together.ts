/** Watches many series day by day, and keeps one promise for all of them together: how seldom it raises a false alarm. */

/** Bets on how far out the newest value lies among those before it: steep ones for large shifts, flat ones for small. */
const powers = [0.1, 0.3, 0.6] as const
const directions = ['up', 'down'] as const

interface Wager {
  direction: 'up' | 'down'
  power: number
  /** Shiryaev–Roberts evidence: the sum, over every day a shift could have begun, of what betting since that day has won. */
  evidence: number
  /** The best of these days and what betting since then has won. */
  won: number
  since: number
}

export interface WatchedSeries {
  /** Values since the start or since the last alarm, in any order. */
  known: readonly number[]
  wagers: readonly Wager[]
}

export interface WatchTogether {
  /** Days watched so far; missing ones count. */
  day: number
  /** At least this many days pass, on average, before a false alarm of any of the series. */
  daysBetweenFalseAlarms: number
  series: readonly WatchedSeries[]
}

export interface SharedAlarm {
  series: number
  direction: 'up' | 'down'
  /**
   * The day, counted from the first watched one, from which betting has won. Right within three days most times, but a lucky streak
   * before the shift can pull it weeks back: show the place and its range from findChanges.
   */
  since: number
  /** Times the threshold that the evidence has reached; 1 is just enough. */
  strength: number
}

const fresh = (day: number): WatchedSeries => ({
  known: [],
  wagers: directions.flatMap((direction) => powers.map((power) => ({ direction, power, evidence: 0, won: 1, since: day }))),
})

/** The start of a watch over `count` series. Errors: a RangeError for a count that is none, or a promise below one day. Cost: O(count). */
export const startTogether = (count: number, { daysBetweenFalseAlarms = 365 } = {}): WatchTogether => {
  if (!(Number.isInteger(count) && count >= 1 && count <= 100_000))
    throw new RangeError(`${count} series cannot be watched; give a whole number from 1 to 100,000.`)
  if (!(daysBetweenFalseAlarms >= 1 && daysBetweenFalseAlarms <= 1e9))
    throw new RangeError(`The days between false alarms are ${daysBetweenFalseAlarms}; give a number from 1 to 1,000,000,000.`)
  return { day: 0, daysBetweenFalseAlarms, series: Array.from({ length: count }, () => fresh(0)) }
}

/** What one unit staked on a rank becomes; its mean over all ranks is at most 1, so that nobody wins against chance. */
export const payOut = (p: number, power: number): number => power * p ** (power - 1)

const follow = (wager: Wager, known: readonly number[], value: number, day: number): Wager => {
  const further = known.reduce((n, other) => n + Number(wager.direction === 'up' ? other >= value : other <= value), 0)
  const paid = payOut((further + 1) / (known.length + 1), wager.power)
  const [won, since] = wager.won > 1 ? [wager.won, wager.since] : [1, day]
  return { ...wager, evidence: (wager.evidence + 1) * paid, won: won * paid, since }
}

/**
 * The watch after one more day: `values` has one value a series, without season and without what a day owes to the day before (NaN is
 * missing). The state handed in is not changed. A series that raised an alarm starts anew, so that the same shift is told once.
 *
 * Each value is ranked among those since the start of its series (conformal p-values, ties against the alarm); wagers on the ranks are
 * added up as Shiryaev–Roberts sums, each of which, less the days gone by, is a supermartingale while a series keeps exchanging its days.
 * So is their mean over all wagers and series, however the series hang together: the mean time to the first false alarm of any of them
 * is at least `daysBetweenFalseAlarms`. It does not hold for a series whose days hang together. Sources: e-detectors, Shin, Ramdas &
 * Rinaldo 2024, New England Journal of Statistics in Data Science 2(2), doi:10.51387/23-NEJSDS51; conformal ranks, Vovk et al. 2021,
 * arXiv:2102.10439. Errors: a RangeError for another number of values, or an infinite one. Cost: O(series · days since their start).
 */
export const watchDay = (watch: WatchTogether, values: ArrayLike<number>): { watch: WatchTogether; alarms: SharedAlarm[] } => {
  if (values.length !== watch.series.length)
    throw new RangeError(`${values.length} values came for ${watch.series.length} series; give one a series, NaN where it is missing.`)
  const threshold = watch.daysBetweenFalseAlarms * watch.series.length
  const alarms: SharedAlarm[] = []
  const series = watch.series.map((one, at) => {
    const value = values[at] as number
    if (Number.isNaN(value)) return one
    if (!Number.isFinite(value)) throw new RangeError(`The value of series ${at + 1} is infinite; leave it empty.`)
    const wagers = one.wagers.map((wager) => follow(wager, one.known, value, watch.day))
    const evidence = wagers.reduce((sum, wager) => sum + wager.evidence, 0) / wagers.length
    if (evidence < threshold) return { known: [...one.known, value], wagers }
    const best = wagers.reduce((a, b) => (b.evidence > a.evidence ? b : a))
    alarms.push({ series: at, direction: best.direction, since: best.since, strength: evidence / threshold })
    return fresh(watch.day + 1)
  })
  return { watch: { ...watch, day: watch.day + 1, series }, alarms }
}
