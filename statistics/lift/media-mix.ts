/** What each channel's spend brought back: a media mix with carry-over and saturation, which says so where the data cannot tell. */
import { mean } from '../describe/mean.ts'
import { quantileSorted } from '../describe/quantile.ts'
import { variance } from '../describe/variance.ts'
import { factorCholesky, solveLower, solveUpper } from '../linear/cholesky.ts'
import { createGenerator, type Generator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { type MixDraw, drawMix, respond } from './media-mix-draws.ts'

export interface Mix {
  /** Sales or revenue per week, in order; NaN is missing. */
  response: ArrayLike<number>
  /** Spend per week of each channel; `activity` (impressions, clicks) drives the curve in its place where it is known. */
  channels: { spend: ArrayLike<number>; activity?: ArrayLike<number> }[]
  /** Columns that move sales and that advertising does not move (price, holidays, competitors). */
  controls?: ArrayLike<number>[]
}

export interface MixOptions {
  /** Of the intervals (default 0.9). */
  level?: number
  /** What one of the response is worth in the money of the spend (default 1: the response is money). Only the prior needs it. */
  worth?: number
  /** Weeks in a year (52), 0 for no season, and its waves (default 2). */
  period?: number
  waves?: number
  seed?: number | string
  draws?: number
  burn?: number
}

interface Ranged {
  value: number
  interval: [number, number]
}

/**
 * `no-spend`, `never-varied`: nothing to compare. `moves-with-others`: its spend follows other channels. `follows-the-base`: it follows season, trend or
 * controls. `too-wide`: the interval holds 0, or its ends are more than a factor of four apart.
 */
export type CannotTell = 'no-spend' | 'never-varied' | 'moves-with-others' | 'follows-the-base' | 'too-wide'

export type ChannelAnswer =
  | {
      kind: 'roas'
      channel: number
      /** Response per unit of spend, all of it against none; and of one per cent more. */
      roas: Ranged
      marginal: Ranged
      /** Share of the response. */
      share: Ranged
      /** Share of a week's effect that is left a week later; mean spends at half of the most the channel can do. */
      decay: Ranged
      half: Ranged
    }
  /** `interval` is what the ROAS could be, where it could be computed. */
  | { kind: 'cannot-tell'; channel: number; reason: CannotTell; interval: [number, number] | null; shared: number }

export type MediaMix =
  | {
      kind: 'mix'
      method: 'media-mix'
      level: number
      channels: ChannelAnswer[]
      diagnostics: { n: number; missing: number; draws: number; explained: number; noise: number; dependence: number }
    }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'weeks' | 'spread' | 'channels' }

export const mixDefaults = {
  /** Prior sd of what one of money brings back, in money. */
  roasSd: 5,
  /** Spend whose sd is below this share of its mean never varied. */
  least: 0.1,
  /** Spend explained beyond this by other channels, or by the base, cannot be told from them (a variance inflation of 10). */
  mostShared: 0.9,
  /** An interval whose ends lie further apart than this factor is of no use. */
  mostFactor: 4,
  /** Sd of ln ROAS that no data take away: the true curve is not Hill's, and the truth of weeks without any spend lies outside the data. */
  formDoubt: 0.2,
  /** The same for the return of a little more, which is a slope and hangs on the form more than a level does. */
  slopeDoubt: 0.3,
}
export const fewestWeeks = 52

/** Squares of what lies beyond are no numbers any more; deviations below the least are none either. */
const [largest, leastSd] = [1e100, 1e-100]

const check = ({ response, channels, controls = [] }: Mix) => {
  const n = response.length
  const column = (name: string, values: ArrayLike<number>, isMissingFine: boolean, isNegativeFine: boolean) => {
    if (values.length !== n) throw new RangeError(`${name} has ${values.length} weeks, the response has ${n}.`)
    for (let t = 0; t < n; t++) {
      const value = values[t] as number
      if (isMissingFine && Number.isNaN(value)) continue
      if (!(Math.abs(value) <= largest))
        throw new RangeError(`Week ${t + 1} of ${name} is missing or infinite; fill it in (0 where nothing was spent).`)
      if (!isNegativeFine && value < 0) throw new RangeError(`Week ${t + 1} of ${name} is negative (${value}); spend is 0 or more.`)
    }
  }
  column('the response', response, true, true)
  channels.forEach(({ spend, activity }, c) => {
    column(`channel ${c + 1}`, spend, false, false)
    if (activity) column(`the activity of channel ${c + 1}`, activity, false, false)
  })
  controls.forEach((control, c) => column(`control ${c + 1}`, control, false, true))
}

const standardise = (values: ArrayLike<number>) => {
  const [centre, sd] = [mean(values), Math.sqrt(variance(values))]
  return Float64Array.from(values, (value) => (value - centre) / sd)
}

const layBase = (n: number, controls: ArrayLike<number>[], period: number, waves: number): Float64Array[] => {
  const base: Float64Array[] = [
    new Float64Array(n).fill(1),
    Float64Array.from({ length: n }, (_, t) => (t - (n - 1) / 2) / (n / Math.sqrt(12))),
  ]
  if (period > 1 && n >= 1.5 * period)
    for (let wave = 1; wave <= waves; wave++)
      for (const turn of [Math.sin, Math.cos])
        base.push(Float64Array.from({ length: n }, (_, t) => Math.SQRT2 * turn((2 * Math.PI * wave * t) / period)))
  for (const control of controls) if (variance(control) > 0) base.push(standardise(control))
  return base
}

/** The share of a column's variance that others explain (R², constant among the others). */
const explainedBy = (column: Float64Array, others: Float64Array[]): number => {
  const p = others.length
  const gram = new Float64Array(p * p)
  const right = new Float64Array(p)
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, t) => sum + value * (b[t] as number), 0)
  others.forEach((a, i) => {
    others.forEach((b, j) => {
      gram[i * p + j] = product(a, b) + (i === j ? 1e-9 * product(a, a) : 0)
    })
    right[i] = product(a, column)
  })
  const total = variance(column) * (column.length - 1)
  if (!(total > 0) || !factorCholesky(gram, p)) return 1
  const weights: Float64Array = solveUpper(gram, p, solveLower(gram, p, right))
  let left = 0
  column.forEach((value, t) => {
    left += (value - others.reduce((sum, other, i) => sum + (weights[i] as number) * (other[t] as number), 0)) ** 2
  })
  return 1 - left / total
}

const range = (values: number[], level: number): Ranged => {
  const sorted = Float64Array.from(values).sort()
  return { value: mean(sorted), interval: [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)] }
}

/**
 * Return on ad spend of each channel with intervals, over the weeks given. Assumes that spend was not set by knowing demand better than season, trend and controls do: a regression
 * cannot see that. Source: Jin, Wang, Sun, Chan & Koehler 2017 (Google); with a prior on the return itself as in Zhang et al. 2023, "Media mix model calibration with Bayesian priors" (Google). Needs 52 weeks and 6 per
 * column. Errors: RangeError that names channel and week. Same data and seed, same answer. Cost: about 0.5 s for 5 channels over 200 weeks.
 */
export const estimateMediaMix = (mix: Mix, options: MixOptions = {}): MediaMix => {
  const { level = 0.9, worth = 1, period = 52, waves = 2, seed = 1, draws = 600, burn = 500 } = options
  if (!(level > 0 && level < 1)) throw new RangeError(`the level of an interval lies between 0 and 1, not ${level}`)
  if (!(worth >= 1e-100 && worth <= 1e100)) throw new RangeError(`what one of the response is worth is above 0, not ${worth}`)
  for (const [name, count, least, most] of [
    ['period', period, 0, 10_000],
    ['waves', waves, 0, 50],
    ['draws', draws, 1, 1e6],
    ['burn', burn, 0, 1e6],
  ] as const)
    if (!(Number.isInteger(count) && count >= least && count <= most))
      throw new RangeError(`${name} is ${count}; give a whole number from ${least}`)
  check(mix)
  const { response, channels, controls = [] } = mix
  const n = response.length
  const seen = Float64Array.from(response).filter((value) => !Number.isNaN(value))
  if (channels.length === 0) return { kind: 'too-little-data', have: 0, need: 1, unit: 'channels' }
  const base = n > 1 ? layBase(n, controls, period, waves) : []
  const need = Math.max(fewestWeeks, 6 * (base.length + channels.length))
  if (seen.length < need) return { kind: 'too-little-data', have: seen.length, need, unit: 'weeks' }
  const [centre, sd] = [mean(seen), Math.sqrt(variance(seen))]
  if (!(sd > Math.max(leastSd, 1e-12 * Math.abs(centre)))) return { kind: 'too-little-data', have: 1, need: 2, unit: 'spread' }

  const drives = channels.map(({ spend, activity }) => activity ?? spend)
  const why = drives.map((drive, c): CannotTell | null => {
    const [average, spent] = [mean(drive), mean(channels[c]?.spend ?? [])]
    if (!(average > leastSd && spent > leastSd)) return 'no-spend'
    return Math.sqrt(variance(drive)) < mixDefaults.least * average ? 'never-varied' : null
  })
  const used = drives.flatMap((_, c) => (why[c] === 'no-spend' ? [] : [c]))
  const scaled = used.map((c) => {
    const drive = drives[c] as ArrayLike<number>
    const average = mean(drive)
    return Float64Array.from(drive, (value) => value / average)
  })
  const spent = used.map((c) => mean(channels[c]?.spend ?? []))
  const scaledMix = {
    response: Float64Array.from(response, (value) => (value - centre) / sd),
    channels: scaled,
    base,
    reach: Float64Array.from(spent, (spend) => (mixDefaults.roasSd * spend) / (worth * sd)),
  }
  const generator = createGenerator(seed)
  const found = drawMix(scaledMix, generator.split('media-mix'), { draws, burn })
  return answer(mix, { level, found, scaled, spent, used, why, base, sd, centre, seen, generator: generator.split('form') })
}

interface Frame {
  level: number
  found: MixDraw[]
  scaled: Float64Array[]
  spent: number[]
  used: number[]
  why: (CannotTell | null)[]
  base: Float64Array[]
  sd: number
  centre: number
  seen: Float64Array
  generator: Generator
}

const answer = ({ channels, response }: Mix, frame: Frame): MediaMix => {
  const { generator, level, found, scaled, spent, used, why, base, sd, centre, seen } = frame
  const n = response.length
  const curves = scaled.map((spend, i) =>
    respond(
      spend,
      mean(found.map(({ decay }) => decay[i] as number)),
      mean(found.map(({ half }) => half[i] as number)),
      1,
      new Float64Array(n),
    ),
  )
  const more = scaled.map((spend) => spend.map((value) => 1.01 * value))
  const [one, other] = [new Float64Array(n), new Float64Array(n)]
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

  const answers = channels.map((_, channel): ChannelAnswer => {
    const i = used.indexOf(channel)
    const doubts = found.map(() => drawNormal(generator))
    const form = doubts.map((doubt) => Math.exp(mixDefaults.formDoubt * doubt))
    if (i < 0) return { kind: 'cannot-tell', channel, reason: why[channel] ?? 'no-spend', interval: null, shared: Number.NaN }
    const perSpend = sd / (spent[i] as number)
    const roas = range(
      found.map(({ weight }, d) => (weight[i] as number) * perSpend * (form[d] as number)),
      level,
    )
    const curve = curves[i] as Float64Array
    const byBase = explainedBy(curve, base)
    const shared = explainedBy(curve, [...base, ...curves.filter((__, j) => j !== i)])
    const [low, high] = roas.interval
    const reason: CannotTell | null =
      why[channel] ??
      (byBase > mixDefaults.mostShared
        ? 'follows-the-base'
        : shared > mixDefaults.mostShared
          ? 'moves-with-others'
          : low * high <= 0 || Math.max(high / low, low / high) > mixDefaults.mostFactor
            ? 'too-wide'
            : null)
    if (reason !== null) return { kind: 'cannot-tell', channel, reason, interval: roas.interval, shared }
    const marginal = found.map(({ weight, decay, half, shape }, draw) => {
      const [d, h, s] = [decay[i] as number, half[i] as number, shape[i] as number]
      const now = total(respond(scaled[i] as Float64Array, d, h, s, one))
      const then = total(respond(more[i] as Float64Array, d, h, s, other))
      return ((weight[i] as number) * perSpend * Math.exp(mixDefaults.slopeDoubt * (doubts[draw] as number)) * (then / now - 1)) / 0.01
    })
    return {
      kind: 'roas',
      channel,
      roas,
      marginal: range(marginal, level),
      share: range(
        found.map(({ weight }, draw) => ((weight[i] as number) * (form[draw] as number) * sd) / centre),
        level,
      ),
      decay: range(
        found.map(({ decay }) => decay[i] as number),
        level,
      ),
      half: range(
        found.map(({ half }) => half[i] as number),
        level,
      ),
    }
  })
  const noise = mean(found.map((draw) => draw.noise / Math.sqrt(1 - draw.dependence ** 2)))
  return {
    kind: 'mix',
    method: 'media-mix',
    level,
    channels: answers,
    diagnostics: {
      n: seen.length,
      missing: n - seen.length,
      draws: found.length,
      explained: Math.max(0, 1 - noise ** 2),
      noise: noise * sd,
      dependence: mean(found.map(({ dependence }) => dependence)),
    },
  }
}
