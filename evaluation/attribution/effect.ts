/** Worlds where the effect of every channel is known: what each model credits against it, and whether a holdout's interval holds it. */
import type { Holdout, HoldoutWish } from '../../contract/attribution.ts'
import { measureHoldout } from '../../server/features/attribution/measure.ts'
import type { DailyHistory } from '../../server/features/attribution/history.ts'
import { drawBlocks, planHoldout } from '../../server/features/attribution/plan.ts'
import { creditFirstTouch } from '../../statistics/credit/first-touch.ts'
import { type Journeys, type Path, packJourneys, sum } from '../../statistics/credit/journeys.ts'
import { creditLastTouch } from '../../statistics/credit/last-touch.ts'
import { creditLinear } from '../../statistics/credit/linear-touch.ts'
import { creditMarkov } from '../../statistics/credit/markov.ts'
import { creditPositionBased } from '../../statistics/credit/position-based.ts'
import { creditShapley } from '../../statistics/credit/shapley-journeys.ts'
import { creditTimeDecay } from '../../statistics/credit/time-decay.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { drawPoisson } from '../../statistics/random/poisson.ts'
import type { Row } from '../row.ts'

const channels = 5
const models: [string, (journeys: Journeys) => { conversions: Float64Array }][] = [
  ['first', creditFirstTouch],
  ['last', creditLastTouch],
  ['linear', creditLinear],
  ['time decay', (journeys) => creditTimeDecay(journeys)],
  ['position', (journeys) => creditPositionBased(journeys)],
  ['Shapley', creditShapley],
  ['Markov', (journeys) => creditMarkov(journeys)],
]

/**
 * People who differ in how much they want to buy anyway. The last channel meets those who would have bought (a search for the brand's name) and adds nothing; the others add what their strength
 * says. `lost[c]` is what would be missing without channel c, exact over the people drawn.
 */
const drawKnownWorld = (generator: Generator, people: number) => {
  const strength = Array.from({ length: channels }, (_, c) => (c === channels - 1 ? 0 : 0.01 + 0.09 * generator.uniform()))
  const reach = Array.from({ length: channels }, () => 0.1 + 0.4 * generator.uniform())
  const lost = new Float64Array(channels)
  const paths = new Map<string, Path & { conversions: number; nulls: number }>()
  let conversions = 0
  for (let person = 0; person < people; person++) {
    const want = generator.uniform() ** 4
    const touches: number[] = []
    for (let c = 0; c < channels; c++) if (generator.uniform() < (c === channels - 1 ? 0.8 * want : (reach[c] as number))) touches.push(c)
    const chance = (without: number) => {
      let stays = 1 - 0.25 * want
      for (const c of touches) if (c !== without) stays *= 1 - (strength[c] as number)
      return 1 - stays
    }
    const whole = chance(-1)
    for (const c of touches) lost[c] = (lost[c] as number) + whole - chance(c)
    const buys = generator.uniform() < whole
    if (touches.length === 0) continue
    if (buys) conversions++
    // The harvest comes last, the others in any order.
    const order = touches.filter((c) => c !== channels - 1).sort(() => generator.uniform() - 0.5)
    const way = touches.includes(channels - 1) ? [...order, channels - 1] : order
    const key = way.join()
    const path = paths.get(key) ?? { touches: way, conversions: 0, nulls: 0 }
    if (buys) path.conversions++
    else path.nulls++
    paths.set(key, path)
  }
  return { journeys: packJourneys(channels, [...paths.values()]), lost, conversions }
}

/** How far each model's shares lie from the true ones (half the sum of absolute differences), and what it hands to a channel that adds nothing. */
export const creditAgainstTruth = (seed: number, worlds: number): Row[] => {
  const generator = createGenerator(`effect/${seed}`)
  const drawn = Array.from({ length: worlds }, () => drawKnownWorld(generator, 30_000))
  return models.map(([model, credit]): Row => {
    let [distance, harvest, over] = [0, 0, 0]
    for (const { journeys, lost } of drawn) {
      const found = credit(journeys).conversions
      const [all, truth] = [sum(found), sum(lost)]
      distance += found.reduce((total, value, c) => total + Math.abs(value / all - (lost[c] as number) / truth), 0) / 2
      harvest += (found[channels - 1] as number) / all
      over += all / truth
    }
    return {
      name: `${model}: share credited to the wrong channel; to a channel that adds nothing; credited in all, over what would be missing`,
      ours: `${((100 * distance) / worlds).toFixed(0)}%; ${((100 * harvest) / worlds).toFixed(0)}%; ${(over / worlds).toFixed(1)} times`,
      published: '0%; 0%; 1 would be the effect',
      source: 'credit is not effect',
      data: `${worlds} simulated worlds of ${channels} channels and 30,000 people, seed ${seed}`,
      verdict: 'info',
    }
  })
}

const dayAt = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)

/** Orders of a day: weekly season, a slow drift, regions that move together and apart, Poisson counts. */
const drawHistory = (generator: Generator, units: number, days: number): DailyHistory => {
  const size = Array.from({ length: units }, () => 4 + 30 * generator.uniform())
  const weekly = Array.from({ length: 7 }, () => 0.8 + 0.4 * generator.uniform())
  let together = 0
  const common = Array.from({ length: days }, () => {
    together = 0.95 * together + 0.02 * drawNormal(generator)
    return Math.exp(together)
  })
  return {
    units: Array.from({ length: units }, (_, unit) => `region ${unit + 1}`),
    days: Array.from({ length: days }, (_, day) => dayAt(day)),
    values: Array.from({ length: units }, (_, unit) =>
      Array.from({ length: days }, (_, day) =>
        drawPoisson(generator, (size[unit] as number) * (weekly[day % 7] as number) * (common[day] as number)),
      ),
    ),
  }
}

/** Plans on the past, draws the days of the holdout with a known loss, and asks whether the answer's interval holds it. */
export const coverHoldouts = (seed: number, worlds: number, progress: (words: string) => void): Row[] =>
  (['region', 'weeks', 'channel'] as const).map((unit): Row => {
    const generator = createGenerator(`holdouts/${seed}/${unit}`)
    let [held, asked, quiet, alarms, seen, strong] = [0, 0, 0, 0, 0, 0]
    for (let world = 0; world < worlds; world++) {
      progress(`holdouts by ${unit}: ${world} of ${worlds}`)
      const loss = world % 2 === 0 ? 0 : 0.05 + 0.4 * generator.uniform()
      const wish: HoldoutWish = {
        unit,
        channel: 'x',
        wished: 0.2,
        mostDays: unit === 'weeks' ? 56 : 28,
        mostShare: 0.4,
        outcome: 'conversions',
        currency: null,
      }
      const [past, most] = [240, 84]
      // One world without any holdout; the loss thins out what the holdout would have left out.
      const whole = drawHistory(generator.split(world), 12, past + most)
      const before = { ...whole, days: whole.days.slice(0, past), values: whole.values.map((row) => row.slice(0, past)) }
      const planned = planHoldout({ history: before, wish })
      if (planned.kind === 'too-little-data') continue
      const design = { ...planned.design, blocks: drawBlocks(planned.design, `${seed}/${world}`) }
      const isOff = (day: number) =>
        unit === 'weeks' ? design.blocks.some((block) => day >= block.fromDay && day <= block.toDay && !block.on) : day >= 0
      const out = new Set(design.units)
      const history: DailyHistory = {
        units: whole.units,
        days: whole.days.slice(0, past + design.days),
        values: whole.values.map((row, at) =>
          row
            .slice(0, past + design.days)
            .map((value, day) =>
              day < past
                ? value
                : (unit !== 'region' || out.has(whole.units[at] as string)) && isOff(day - past)
                  ? drawThinned(generator, value, 1 - loss)
                  : value,
            ),
        ),
      }
      const holdout: Holdout = {
        id: `00000000-0000-7000-8000-${String(world).padStart(12, '0')}`,
        title: '',
        state: 'running',
        wish,
        design,
        startsOn: dayAt(past),
        endsOn: dayAt(past + design.days - 1),
        createdBy: '',
        reason: null,
      }
      const { lost } = measureHoldout({ history, holdout, start: past, fixedOnly: true })
      if (lost === null) continue
      asked++
      if (loss >= lost.interval[0] && loss <= lost.interval[1]) held++
      if (loss === 0) {
        quiet++
        if (lost.interval[0] > 0 || lost.interval[1] < 0) alarms++
      } else if (loss >= design.smallest) {
        strong++
        if (lost.interval[0] > 0) seen++
      }
    }
    const share = held / asked
    return {
      name: `holdout by ${unit}: 95% intervals hold the true loss; false alarms; losses seen of those it said it could see`,
      ours: `${(100 * share).toFixed(1)}% of ${asked}; ${((100 * alarms) / Math.max(1, quiet)).toFixed(1)}%; ${((100 * seen) / Math.max(1, strong)).toFixed(0)}% of ${strong}`,
      published: '90–99%; ≤ 5%; ≥ 80%',
      source: 'the promise of docs/guides/attribution.md',
      data: `${worlds} simulated brands of 12 regions, half without a loss, seed ${seed}`,
      verdict: share >= 0.9 && alarms / Math.max(1, quiet) <= 0.08 ? 'pass' : 'short',
    }
  })

/** Each order stays with a chance of `keep`: a loss of customers, not a scaled count. */
const drawThinned = (generator: Generator, count: number, keep: number): number => {
  let kept = 0
  for (let order = 0; order < count; order++) if (generator.uniform() < keep) kept++
  return kept
}
