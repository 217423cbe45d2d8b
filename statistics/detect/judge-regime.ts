/** Was it us, the platform, or the season? A change of one account against the brand's other accounts, a panel of peers and last year. */
import { studentQuantile } from '../distributions/student-t.ts'

export interface Shift {
  /** Change of the mean logarithm: 0.1 is about +10%. */
  value: number
  interval: [number, number]
  /** Blocks of own history, or accounts of a group, that it was measured from. */
  n: number
}

export interface RegimeVerdict {
  verdict: 'no-change' | 'us' | 'platform' | 'season' | 'us-and-platform' | 'unclear'
  /** Why nothing firmer could be said. */
  reason?: 'too-little-history' | 'no-panel'
  level: number
  own: Shift | null
  season: Shift | null
  panel: Shift | null
  siblings: Shift | null
  /** Own beyond the panel, with the season taken out of neither: peers have it too. */
  beyondPanel: Shift | null
  beyondSeason: Shift | null
}

interface Measured {
  value: number
  error: number
  degrees: number
  n: number
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
const variance = (values: number[]) => values.reduce((sum, v) => sum + (v - mean(values)) ** 2, 0) / (values.length - 1)

/** Means of whole blocks: a block of a week carries no weekly season and little of what one day owes to the day before. */
const blocks = (series: ArrayLike<number>, from: number, count: number, length: number): number[] =>
  Array.from({ length: count }, (_, block) => {
    const values: number[] = []
    for (let i = from + block * length; i < from + (block + 1) * length; i++) {
      const value = series[i]
      if (value !== undefined && value >= 0 && value < Number.POSITIVE_INFINITY) values.push(Math.log(value + 1))
    }
    return values.length * 2 >= length ? mean(values) : Number.NaN
  }).filter((value) => !Number.isNaN(value))

const measureShift = (series: ArrayLike<number>, index: number, count: number, length: number): Measured | null => {
  const before = blocks(series, index - count * length, count, length)
  const after = blocks(series, index, count, length)
  if (before.length < 3 || after.length < 3) return null
  const n = before.length + after.length
  const pooled = (variance(before) * (before.length - 1) + variance(after) * (after.length - 1)) / (n - 2)
  return { value: mean(after) - mean(before), error: Math.sqrt(pooled * (1 / before.length + 1 / after.length)), degrees: n - 2, n }
}

const measureGroup = (group: readonly ArrayLike<number>[], index: number, count: number, length: number): Measured | null => {
  const shifts = group.flatMap((series) => measureShift(series, index, count, length)?.value ?? [])
  if (shifts.length < 3) return null
  return { value: mean(shifts), error: Math.sqrt(variance(shifts) / shifts.length), degrees: shifts.length - 1, n: shifts.length }
}

/** Difference of two measured shifts, degrees of freedom by Welch and Satterthwaite. */
const beyond = (a: Measured | null, b: Measured | null): Measured | null => {
  if (!a || !b) return null
  const error = Math.hypot(a.error, b.error)
  const degrees = error > 0 ? error ** 4 / (a.error ** 4 / a.degrees + b.error ** 4 / b.degrees) : a.degrees
  return { value: a.value - b.value, error, degrees, n: a.n }
}

/**
 * Compares the change at `index` (daily values, 0 or more; NaN is missing) with the same days a year before, with a panel of peers on the
 * platform and with the brand's other accounts. A shift counts when its interval leaves zero out. What the season explains is the
 * season's; what peers share is the platform's; the rest is ours. Without a panel a change can be the season's, but not more. Source:
 * difference in differences with few groups, Donald & Lang 2007, doi:10.1162/rest.89.2.221. Errors: a RangeError for an index, a
 * level or lengths that cannot be. Cost: O(series · window).
 */
export const judgeRegime = (
  input: { own: ArrayLike<number>; siblings?: readonly ArrayLike<number>[]; panel?: readonly ArrayLike<number>[]; index: number },
  { blockLength = 7, blockCount = 4, year = 364, level = 0.99 } = {},
): RegimeVerdict => {
  const { own: series, siblings: others = [], panel: peers = [], index } = input
  for (const [name, value] of Object.entries({ blockLength, blockCount, year }))
    if (!(Number.isInteger(value) && value >= 1 && value <= 10_000))
      throw new RangeError(`${name} is ${value}; give a whole number from 1.`)
  if (!Number.isSafeInteger(index)) throw new RangeError(`The change is at ${index}; give the index of a day.`)
  if (!(level > 0 && level <= 1 - 1e-9)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  const own = measureShift(series, index, blockCount, blockLength)
  const season = measureShift(series, index - year, blockCount, blockLength)
  const panel = measureGroup(peers, index, blockCount, blockLength)
  const siblings = measureGroup(others, index, blockCount, blockLength)
  const [beyondPanel, beyondSeason] = [beyond(own, panel), beyond(own, season)]
  const state = (measured: Measured | null): Shift | null => {
    if (!measured) return null
    const half = studentQuantile((1 + level) / 2, measured.degrees) * measured.error
    return { value: measured.value, interval: [measured.value - half, measured.value + half], n: measured.n }
  }
  const moved = (measured: Measured | null, like = 0): boolean => {
    const shift = state(measured)
    if (!shift || (like !== 0 && Math.sign(shift.value) !== Math.sign(like))) return false
    return shift.interval[0] > 0 || shift.interval[1] < 0
  }
  const evidence = {
    level,
    own: state(own),
    season: state(season),
    panel: state(panel),
    siblings: state(siblings),
    beyondPanel: state(beyondPanel),
    beyondSeason: state(beyondSeason),
  }
  if (!own) return { verdict: 'unclear', reason: 'too-little-history', ...evidence }
  if (!moved(own)) return { verdict: 'no-change', ...evidence }
  if (moved(season, own.value) && !moved(beyondSeason)) return { verdict: 'season', ...evidence }
  if (!panel) return { verdict: 'unclear', reason: 'no-panel', ...evidence }
  if (!moved(panel, own.value)) return { verdict: moved(beyondPanel) ? 'us' : 'unclear', ...evidence }
  return { verdict: moved(beyondPanel, own.value) ? 'us-and-platform' : 'platform', ...evidence }
}
