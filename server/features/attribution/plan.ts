/** Which holdout a brand can afford and what it could see: regions left out, weeks switched on and off by chance, or one pause; from placebo periods of its own past. */
import type { HoldoutDesign, HoldoutWish } from '../../../contract/attribution.ts'
import { quantile } from '../../../statistics/describe/quantile.ts'
import { designHoldout, type Holdout } from '../../../statistics/lift/design-holdout.ts'
import { assignSwitchback } from '../../../statistics/lift/switchback-assign.ts'
import { analyseSwitchback } from '../../../statistics/lift/switchback-effect.ts'
import { createGenerator, type Generator } from '../../../statistics/random/generator.ts'
import type { DailyHistory } from './history.ts'

export type Planned =
  | { kind: 'design' | 'nothing-visible'; design: HoldoutDesign; tried: HoldoutDesign[] }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'days' | 'periods' | 'regions' }

const [alpha, power] = [0.05, 0.8]
const fewestPairs = 6
const fewestPlacebos = 8
/** No loss is larger than everything: where more would be needed, none is seen. */
const everything = 1

const toDesign = (found: Holdout, units: string[], wished: number): HoldoutDesign => ({
  units: found.units.map((unit) => units[unit] as string),
  days: found.times,
  before: found.before,
  share: found.share,
  blocks: [],
  blockDays: null,
  critical: found.critical,
  smallest: found.smallest,
  smallestInterval: found.smallestInterval,
  power: found.power,
  placebos: found.placebos,
  wished,
})

const planPause = ({ units, days, values }: DailyHistory, wish: HoldoutWish, generator: Generator): Planned => {
  const rows =
    wish.unit === 'region' ? values : [values[0]?.map((_, day) => values.reduce((sum, row) => sum + (row[day] as number), 0)) ?? []]
  if (wish.unit === 'region' && units.length < 3) return { kind: 'too-little-data', have: units.length, need: 3, unit: 'regions' }
  const found = designHoldout(
    rows,
    { wished: -wish.wished, mostShare: wish.mostShare, mostTimes: wish.mostDays, lengths: [7, 14, 21, 28, 42, 56, 84], alpha, power },
    generator,
  )
  if (found.kind === 'too-little-data')
    return { ...found, have: found.unit === 'times' ? days.length : found.have, unit: found.unit === 'times' ? 'days' : 'periods' }
  const main = found.kind === 'design' ? found.chosen : found.best
  return {
    kind: found.kind,
    design: toDesign(main, units, wish.wished),
    tried: found.tried.map((one) => toDesign(one, units, wish.wished)),
  }
}

/** On and off by chance, in pairs of blocks: over the past, where nothing was switched, each assignment is judged by the very test that will decide, and says what it would have needed to see. */
const planSwitchback = ({ days, values }: DailyHistory, wish: HoldoutWish, generator: Generator): Planned => {
  const all = days.map((_, day) => values.reduce((sum, row) => sum + (row[day] as number), 0))
  const tried: HoldoutDesign[] = []
  let shortest = Number.POSITIVE_INFINITY
  for (const blockDays of [2, 3, 4, 7]) {
    for (const pairs of [6, 8, 10, 14]) {
      const length = 2 * pairs * blockDays
      if (length > wish.mostDays || pairs < fewestPairs) continue
      shortest = Math.min(shortest, length)
      const room = all.length - length
      if (room < 7) continue
      /** By placebo: the lost share that the test which will decide would have needed to see it, and how far that test reaches. */
      const needed: number[] = []
      const widths: number[] = []
      const step = Math.max(1, Math.floor(room / 24))
      for (let start = 0; start <= room; start += step) {
        const blocks = assignSwitchback({ times: length, blockLength: blockDays }, generator)
        const on = blocks.flatMap((block) => Array.from({ length: blockDays }, () => (block.on ? 1 : 0)))
        const found = analyseSwitchback(
          { outcomes: all.slice(start, start + length), on, blockLength: blockDays, carryOver: 0, season: 7 },
          generator,
          1 - alpha,
        )
        if (found.kind !== 'effect' || !(found.diagnostics.offMean > 0)) continue
        // An effect moves the whole interval by as much: it is seen once the lower end passes nothing. In the past nothing is off, so its level is that of being on.
        const low = found.effect.interval[0] ?? Number.NEGATIVE_INFINITY
        needed.push(Math.min(everything, -low / found.diagnostics.offMean))
        widths.push(Math.min(everything, (found.effect.average - low) / found.diagnostics.offMean))
      }
      if (needed.length < fewestPlacebos) continue
      const critical = quantile(widths, 0.5)
      const smallest = quantile(needed, power)
      const separate = Math.max(1, Math.floor(all.length / length))
      const doubt = Math.exp(1.2816 / Math.sqrt(2 * Math.min(needed.length, 6 * separate)))
      tried.push({
        units: [],
        days: length,
        before: 0,
        share: 0.5,
        blocks: [],
        blockDays,
        critical,
        smallest,
        smallestInterval: [smallest / doubt, Math.min(everything, smallest * doubt)],
        power: needed.filter((loss) => loss <= wish.wished).length / needed.length,
        placebos: needed.length,
        wished: wish.wished,
      })
    }
  }
  if (tried.length === 0)
    return Number.isFinite(shortest)
      ? { kind: 'too-little-data', have: all.length, need: shortest + 7, unit: 'days' }
      : { kind: 'too-little-data', have: wish.mostDays, need: 4 * fewestPairs, unit: 'days' }
  const enough = tried.filter(({ smallest }) => smallest <= wish.wished).toSorted((a, b) => a.days - b.days || a.smallest - b.smallest)
  const best = tried.reduce((a, b) => (b.smallest < a.smallest ? b : a))
  return enough[0] === undefined ? { kind: 'nothing-visible', design: best, tried } : { kind: 'design', design: enough[0], tried }
}

/**
 * The cheapest design that sees the wished loss with a chance of 80% at an error of 5%, or the sharpest there is. Deterministic. Cost: see designHoldout; some seconds for thirty regions and a year: run in a
 * thread.
 */
export const planHoldout = ({ history, wish }: { history: DailyHistory; wish: HoldoutWish }): Planned => {
  const generator = createGenerator(`holdout/${wish.unit}/${wish.channel ?? ''}`)
  return wish.unit === 'weeks' ? planSwitchback(history, wish, generator) : planPause(history, wish, generator)
}

/** Draws which blocks are on when a design is fixed; `seed` is kept with it only by the blocks themselves. */
export const drawBlocks = (design: HoldoutDesign, seed: string): HoldoutDesign['blocks'] =>
  design.blockDays === null
    ? []
    : assignSwitchback({ times: design.days, blockLength: design.blockDays }, createGenerator(seed)).map(({ from, to, on }) => ({
        fromDay: from,
        toDay: to,
        on,
      }))
