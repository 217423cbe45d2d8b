/** Holdouts and switchbacks on simulated brands: is the promised power there, are false alarms as rare and intervals as honest as said. */
import { compareHoldout, designHoldout } from '../../statistics/lift/design-holdout.ts'
import { assignSwitchback } from '../../statistics/lift/switchback-assign.ts'
import { analyseSwitchback } from '../../statistics/lift/switchback-effect.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'

const leaning = (generator: Generator, n: number, persistence: number, sd: number): number[] => {
  let value = 0
  return Array.from({ length: n }, () => {
    value = persistence * value + sd * Math.sqrt(1 - persistence ** 2) * drawNormal(generator)
    return value
  })
}

/** Sales of cities: sizes apart by a factor of ten, one demand with a week, noise of each city's own that leans on the day before. */
const drawCities = (generator: Generator, cities: number, n: number): number[][] => {
  const demand = leaning(generator, n, 0.95, 0.15)
  const week = leaning(generator, 7, 0, 0.2)
  return Array.from({ length: cities }, () => {
    const size = 100 * 10 ** generator.uniform()
    const own = leaning(generator, n, 0.5, 0.1)
    return own.map((value, t) => size * Math.exp(value + (demand[t] as number) + (week[t % 7] as number)))
  })
}

const [history, wished] = [540, 0.12]
const tryHoldouts = (seed: number, count: number, progress: (words: string) => void): Row[] => {
  const generator = createGenerator(`holdout/${seed}`)
  const data = `${count} simulated brands, ${history} days, 12 cities, seed ${seed}`
  let [designs, promised, saw, alarms] = [0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    if (i % 20 === 0) progress(`holdouts: ${i} of ${count}`)
    const own = generator.split(i)
    const all = drawCities(own, 12, history + 60)
    const past = all.map((row) => row.slice(0, history))
    const design = designHoldout(past, { wished, mostShare: 0.3 }, own)
    if (design.kind !== 'design') continue
    designs++
    const { units, times, before, critical, power } = design.chosen
    promised += power
    const error = compareHoldout(all, units, { start: history, times, before })
    if (Math.abs(error) > critical) alarms++
    if ((1 + error) * (1 + wished) - 1 > critical) saw++
  }
  const [have, seen, wrong] = [promised / designs, saw / designs, alarms / designs]
  return [
    {
      name: `holdouts said to see an effect of ${100 * wished}%: seen afterwards (promised on average)`,
      ours: `${(100 * seen).toFixed(1)}% (${(100 * have).toFixed(1)}%)`,
      published: '≥ 80%',
      source: 'the promise of docs/methods/bsts.md',
      data: `${data}; ${designs} designs`,
      verdict: seen >= 0.8 ? 'pass' : 'short',
    },
    {
      name: 'the same holdouts, false alarms where nothing happened',
      ours: `${(100 * wrong).toFixed(1)}%`,
      published: '≤ 5% (8% with luck of the draw)',
      source: 'the promise of docs/methods/bsts.md',
      data,
      verdict: wrong <= 0.08 ? 'pass' : 'short',
    },
  ]
}

const trySwitchbacks = (seed: number, count: number, progress: (words: string) => void): Row => {
  const generator = createGenerator(`switchback/${seed}`)
  const [times, blockLength, carryOver, truth] = [84, 4, 1, 0.5]
  let [held, alarms, seen] = [0, 0, 0]
  for (let i = 0; i < count; i++) {
    if (i % 20 === 0) progress(`switchbacks: ${i} of ${count}`)
    const own = generator.split(i)
    const blocks = assignSwitchback({ times, blockLength }, own)
    const on = new Uint8Array(times)
    for (const block of blocks) if (block.on) on.fill(1, block.from, block.to + 1)
    const quiet = leaning(own, times, 0.5, 1).map((value, t) => 20 + value + 0.02 * t + 2 * Math.sin((2 * Math.PI * t) / 7))
    // A day after switching the effect is half there.
    const loud = quiet.map((value, t) => value + (truth * ((on[t] as number) + (on[Math.max(0, t - 1)] as number))) / 2)
    const analyse = (outcomes: number[]) => analyseSwitchback({ outcomes, on, blockLength, carryOver, season: 7 }, own.split('draws'), 0.9)
    const [effect, none] = [analyse(loud), analyse(quiet)]
    if (effect.kind !== 'effect' || none.kind !== 'effect') throw new Error('a switchback of 84 days is long enough')
    const [low, high] = effect.effect.interval
    if ((low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY)) held++
    if (effect.effect.p <= 0.05) seen++
    if (none.effect.p <= 0.05) alarms++
  }
  return {
    name: 'switchback of 21 blocks of 4 days: 90% intervals hold the effect; false alarms at .05; effect seen',
    ours: [held, alarms, seen].map((part) => `${((100 * part) / count).toFixed(1)}%`).join(', '),
    published: '85–95%, ≤ 6%, –',
    source: 'Bojinov, Simchi-Levi & Zhao 2023: exact under no effect',
    data: `${count} simulated experiments, seed ${seed}`,
    verdict: held / count >= 0.85 && held / count <= 0.95 && alarms / count <= 0.06 ? 'pass' : 'short',
  }
}

export const run: Run = async ({ seed, quick, progress }) => [
  ...tryHoldouts(seed, quick ? 40 : 400, progress),
  trySwitchbacks(seed, quick ? 40 : 300, progress),
]
