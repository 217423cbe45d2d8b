/** Attribution against exact answers, a published example, and worlds whose truth is known. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { bootstrapCredit } from '../../statistics/credit/bootstrap-credit.ts'
import { chooseOrder } from '../../statistics/credit/choose-order.ts'
import { creditFirstTouch } from '../../statistics/credit/first-touch.ts'
import { type Journeys, packJourneys, sum } from '../../statistics/credit/journeys.ts'
import { creditLastTouch } from '../../statistics/credit/last-touch.ts'
import { creditLinear } from '../../statistics/credit/linear-touch.ts'
import { creditMarkov, findRemovalEffects } from '../../statistics/credit/markov.ts'
import { findShapleyValues } from '../../statistics/credit/shapley.ts'
import { creditShapley } from '../../statistics/credit/shapley-journeys.ts'
import { estimateUntraceable } from '../../statistics/credit/untraceable-share.ts'
import { drawBinomial } from '../../statistics/random/binomial.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import type { Row, Run } from '../row.ts'
import { coverHoldouts, creditAgainstTruth } from './effect.ts'
import { chainOf, drawJourneys, drawWorld } from './worlds.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data/attribution')
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const worst = (differences: ArrayLike<number>) => Array.from(differences, Math.abs).reduce((a, b) => Math.max(a, b), 0)
const promise = 'the promise of docs/methods/attribution.md'

interface Named {
  journeys: Journeys
  names: string[]
}

const readPaths = (): Named => {
  const rows = parse(read('PathData.csv'), { columns: true }) as Record<string, string>[]
  const index = new Map<string, number>()
  const numbered = rows.map((row) => ({
    touches: (row.path ?? '').split(' > ').map((name) => index.set(name, index.get(name) ?? index.size).get(name) ?? 0),
    conversions: Number(row.total_conversions),
    value: Number(row.total_conversion_value),
    nulls: Number(row.total_null),
  }))
  return { journeys: packJourneys(index.size, numbered), names: [...index.keys()] }
}

const comparePaths = ({ journeys, names }: Named): Row[] => {
  const data = 'ChannelAttribution’s PathData, 10,000 paths'
  const total = sum(journeys.conversions)
  const [exact] = JSON.parse(read('exact_removal_effects_order_1.json')) as { conv: Record<string, number> }[]
  const { heuristic } = JSON.parse(read('channelattribution_reference_order_1.json')) as { heuristic: Record<string, unknown[]> }
  const off = worst(creditMarkov(journeys).conversions.map((value, i) => value - (exact?.conv[names[i] ?? ''] ?? Number.NaN))) / total
  const least = [1, 2, 3, 4].map((order) => creditMarkov(journeys, order).conversions.reduce((a, b) => Math.min(a, b)))
  const rules = { first: creditFirstTouch, last: creditLastTouch, linear: creditLinear }
  const apart = Object.entries(rules).map(([rule, credit]) => {
    const ours = credit(journeys).conversions
    return worst(
      Float64Array.from(
        names,
        (name, i) => (ours[i] ?? 0) - Number(heuristic[`${rule}_touch_conversions`]?.[heuristic.channel_name?.indexOf(name) ?? -1]),
      ),
    )
  })
  return [
    {
      name: 'Markov order 1: largest |attributed − exact|, share of conversions',
      ours: off.toExponential(1),
      published: '≤ 1e-6',
      source: 'absorbing-chain linear algebra',
      data,
      verdict: off <= 1e-6 ? 'pass' : 'short',
    },
    {
      name: 'least credit of an observed channel, orders 1, 2, 3, 4 (conversions)',
      ours: least.map((value) => value.toFixed(2)).join(', '),
      published: '> 0 (ChannelAttribution loses a rare channel)',
      source: promise,
      data,
      verdict: least.every((value) => value > 0) ? 'pass' : 'short',
    },
    {
      name: 'first, last, linear: largest difference (conversions)',
      ours: worst(apart).toExponential(1),
      published: '0 to the digits printed (1e-9)',
      source: 'ChannelAttribution 2.2.4',
      data,
      verdict: worst(apart) <= 1e-6 ? 'pass' : 'short',
    },
    {
      name: 'order chosen by BIC, of 1 to 4',
      ours: String(chooseOrder(journeys).order),
      published: '–',
      source: '–',
      data,
      verdict: 'info',
    },
  ]
}

const compareExample = (): Row => {
  const example = JSON.parse(read('worked_example_social5.json')) as {
    transition: Record<string, Record<string, number>>
    published_removal_effects: Record<string, number>
  }
  const channels = Object.keys(example.published_removal_effects)
  const columns = [...channels, 'Conversion', 'Null']
  const world = ['Start', ...channels].map((from) => columns.map((to) => example.transition[from]?.[to] ?? 0))
  const { removal } = findRemovalEffects(chainOf(world))
  const off = worst(removal.map((effect, i) => effect - (example.published_removal_effects[channels[i] ?? ''] ?? Number.NaN)))
  return {
    name: 'worked example of five channels: largest difference of a removal effect',
    ours: off.toExponential(1),
    published: '≤ 1e-5 (its matrix has six digits)',
    source: 'Iskriyana/attribution-markov-chains',
    data: 'worked_example_social5',
    verdict: off <= 1e-5 ? 'pass' : 'short',
  }
}

const coverTruth = (seed: number, worlds: number, progress: (words: string) => void): Row => {
  const generator = createGenerator(`attribution/${seed}`)
  const count = 4000
  let [held, asked] = [0, 0]
  for (let w = 0; w < worlds; w++) {
    progress(`${w} of ${worlds} worlds`)
    const world = drawWorld(generator, 5)
    const { base, removal } = findRemovalEffects(chainOf(world))
    const total = sum(removal)
    const journeys = drawJourneys(generator, world, count)
    const credit = (drawn: Journeys) => creditMarkov(drawn).conversions
    const { lower, upper } = bootstrapCredit(journeys, credit, { generator: generator.split(w), replicates: 200 })
    removal.forEach((effect, channel) => {
      const truth = (effect / total) * base * count
      asked++
      if (truth >= (lower[channel] ?? 0) && truth <= (upper[channel] ?? 0)) held++
    })
  }
  const share = held / asked
  return {
    name: '90% bootstrap intervals hold the true credit, Markov order 1',
    ours: `${(100 * share).toFixed(1)}% of ${asked}`,
    published: '85–95%',
    source: promise,
    data: `${worlds} simulated worlds of 5 channels and ${count} journeys, seed ${seed}`,
    verdict: share >= 0.85 && share <= 0.95 ? 'pass' : 'short',
  }
}

/** Worlds where the origin of every conversion is known: some leave no trace, some records miss the origin, few answer, and memory errs both ways. */
const coverUntraceable = (seed: number, worlds: number): Row => {
  const generator = createGenerator(`untraceable/${seed}`)
  let [held, asked] = [0, 0]
  for (let world = 0; world < worlds; world++) {
    const uniform = (from: number, to: number) => from + (to - from) * generator.uniform()
    const count = Math.round(uniform(200, 2000))
    const [without, forgot, confused] = [uniform(0.05, 0.6), uniform(0, 0.15), uniform(0, 0.2)]
    const none = drawBinomial(generator, count, without)
    const single = drawBinomial(generator, count - none, 0.6)
    let missedRate = 0
    const groups = [single, count - none - single].map((conversions, at) => {
      const missed = uniform(0.05, 0.5)
      missedRate += (at === 0 ? 0.6 : 0.4) * missed
      const answered = drawBinomial(generator, conversions, uniform(0.1, 0.5))
      const truly = drawBinomial(generator, answered, missed)
      const other = drawBinomial(generator, truly, 1 - confused) + drawBinomial(generator, answered - truly, forgot)
      return { conversions, named: answered - other, other }
    })
    const check = (n: number, error: number) => {
      const wrong = drawBinomial(generator, n, error)
      return { right: n - wrong, wrong }
    }
    const recall = { recorded: check(60, forgot), unrecorded: check(60, confused) }
    const found = estimateUntraceable({ withoutTrace: none, groups, recall }, { generator, draws: 1500 })
    if (found.kind !== 'share') continue
    const truth = without + (1 - without) * missedRate
    asked++
    if (truth >= found.interval[0] && truth <= found.interval[1]) held++
  }
  const share = held / asked
  return {
    name: '90% intervals hold the true untraceable share',
    ours: `${(100 * share).toFixed(1)}% of ${asked}`,
    published: '85–95%',
    source: 'the promise of docs/guides/attribution.md',
    data: `${worlds} simulated worlds with silence and misremembering, seed ${seed}`,
    verdict: share >= 0.85 && share <= 0.95 ? 'pass' : 'short',
  }
}

const compareShapley = (seed: number): Row => {
  const generator = createGenerator(`shapley/${seed}`)
  const journeys = drawJourneys(generator, drawWorld(generator, 10), 2000)
  const paths = Array.from(journeys.conversions, (conversions, i) => ({
    conversions,
    channels: [...journeys.touches.subarray(journeys.offsets[i], journeys.offsets[i + 1])],
  })).filter(({ conversions }) => conversions > 0)
  const worth = (members: Uint8Array) =>
    paths.reduce((all, { conversions, channels }) => all + (channels.every((channel) => members[channel]) ? conversions : 0), 0)
  const closed = creditShapley(journeys).conversions
  const off = worst(findShapleyValues(10, worth).map((value, i) => value - (closed[i] ?? Number.NaN))) / sum(journeys.conversions)
  return {
    name: 'Shapley: closed form against all 1,024 coalitions, share of conversions',
    ours: off.toExponential(1),
    published: '≤ 1e-6',
    source: 'Shapley 1953',
    data: `simulated, 10 channels, seed ${seed}`,
    verdict: off <= 1e-6 ? 'pass' : 'short',
  }
}

const timePaths = (seed: number, count: number): Row[] => {
  const generator = createGenerator(`speed/${seed}`)
  const journeys = drawJourneys(generator, drawWorld(generator, 12), count, false)
  return [
    [1, 1.4],
    [3, 2.7],
  ].map(([order = 1, peer = 0]): Row => {
    const started = performance.now()
    creditMarkov(journeys, order)
    const seconds = (performance.now() - started) / 1000
    return {
      name: `${count.toLocaleString('en')} paths of 12 channels, Markov order ${order} (s)`,
      ours: seconds.toFixed(2),
      published: `${peer} for a million`,
      source: 'ChannelAttribution (C++), another machine',
      data: `simulated, seed ${seed}`,
      verdict: count < 1_000_000 ? 'info' : seconds <= peer ? 'pass' : 'short',
    }
  })
}

export const run: Run = async ({ seed, quick, progress }) => {
  const absent: Row = {
    name: 'exact answers, reference package, worked example',
    ours: '–',
    published: '–',
    source: '–',
    data: 'attribution data is not here',
    verdict: 'no-data',
  }
  return [
    ...(existsSync(folder) ? [...comparePaths(readPaths()), compareExample()] : [absent]),
    coverTruth(seed, quick ? 20 : 120, progress),
    coverUntraceable(seed, quick ? 200 : 1000),
    compareShapley(seed),
    ...creditAgainstTruth(seed, quick ? 3 : 20),
    ...coverHoldouts(seed, quick ? 20 : 150, progress),
    ...timePaths(seed, quick ? 100_000 : 1_000_000),
  ]
}
