/** Bayesian structural time series against R's CausalImpact, and its intervals on series whose truth is known. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { type BstsEffect, type BstsOptions, estimateBstsEffect, type Interventional } from '../../statistics/lift/bsts-effect.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data/lift')
const known = (data: Interventional, options: BstsOptions): BstsEffect => {
  const answer = estimateBstsEffect(data, options)
  if (answer.kind !== 'effect') throw new Error(`no effect: ${answer.unit} ${answer.have} of ${answer.need}`)
  return answer
}

interface Reference {
  mean: { abs: number; abs_lo: number; abs_hi: number; abs_sd: number; p: number }
  pre: [string, string]
  post: [string, string]
}

const compareWithR = (): Row[] => {
  const references = JSON.parse(readFileSync(path.join(folder, 'causalimpact_reference.json'), 'utf8')) as Record<string, Reference>
  const sets = [
    { name: 'vignette_truth10', file: 'causalimpact_vignette_truth10.csv', response: 'y', time: null },
    { name: 'comparison', file: 'causalimpact_comparison.csv', response: 'CHANGED', time: 'DATE' },
  ]
  return sets.map(({ name, file, response, time }): Row => {
    const rows = parse(readFileSync(path.join(folder, file)), { columns: true }) as Record<string, string>[]
    const { mean, pre, post } = references[name] as Reference
    const at = (mark: string) => (time === null ? Number(mark) - 1 : rows.findIndex((row) => row[time] === mark))
    const controls = Object.keys(rows[0] ?? {}).filter((column) => column !== response && column !== time)
    const column = (of: string) => rows.map((row) => Number(row[of]))
    const { effect } = known(
      { response: column(response), controls: controls.map(column), pre: [at(pre[0]), at(pre[1])], post: [at(post[0]), at(post[1])] },
      {},
    )
    const apart = Math.abs(effect.average - mean.abs) / mean.abs_sd
    const width = (effect.interval[1] - effect.interval[0]) / (mean.abs_hi - mean.abs_lo)
    const digits = name === 'comparison' ? 0 : 2
    const show = (value: number) => value.toFixed(digits)
    return {
      name: `average effect with its 95% interval, ${name} (${apart.toFixed(2)} posterior sd from R, width ${width.toFixed(2)} of R’s)`,
      ours: `${show(effect.average)} [${show(effect.interval[0])}, ${show(effect.interval[1])}]`,
      published: `${show(mean.abs)} [${show(mean.abs_lo)}, ${show(mean.abs_hi)}]; ≤ 0.5 sd, width ± 25%`,
      source: 'R CausalImpact 1.4.1, mean of five seeds',
      data: file,
      verdict: apart <= 0.5 && Math.abs(width - 1) <= 0.25 ? 'pass' : 'short',
    }
  })
}

const walk = (generator: Generator, n: number, persistence: number, sd: number): number[] => {
  let value = persistence < 1 ? (sd / Math.sqrt(1 - persistence ** 2)) * drawNormal(generator) : 0
  return Array.from({ length: n }, () => {
    const now = value
    value = persistence * value + sd * drawNormal(generator)
    return now
  })
}
const noise = (generator: Generator, n: number, sd: number) => walk(generator, n, 0, sd)
const add = (...columns: number[][]) => (columns[0] ?? []).map((_, t) => columns.reduce((sum, column) => sum + (column[t] as number), 20))

interface World {
  name: string
  /** False where the model's assumptions are broken on purpose: shown, not promised. */
  promised: boolean
  season?: number
  make: (generator: Generator, n: number) => { response: number[]; controls: number[][] }
}

const withControl = (rest: (generator: Generator, n: number) => number[]) => (generator: Generator, n: number) => {
  const control = walk(generator, n, 0.8, 1)
  return { response: add(control, rest(generator, n)), controls: [control] }
}

const worlds: World[] = [
  {
    name: 'the vignette’s: y = 1.2 x + noise, x wandering',
    promised: true,
    make: (generator, n) => {
      const control = walk(generator, n, 0.999, 1).map((value) => 100 + value)
      return {
        response: add(
          control.map((value) => 1.2 * value),
          noise(generator, n, 1),
        ),
        controls: [control],
      }
    },
  },
  {
    name: 'three noisy controls of one hidden demand',
    promised: true,
    make: (generator, n) => {
      const demand = walk(generator, n, 0.9, 1)
      const controls = [1, 2, 3].map(() => add(demand, noise(generator, n, 0.5)))
      return { response: add(demand, noise(generator, n, 1)), controls }
    },
  },
  { name: 'a weak control', promised: true, make: withControl((generator, n) => noise(generator, n, 2)) },
  {
    name: 'twenty controls, two matter',
    promised: true,
    make: (generator, n) => {
      const controls = Array.from({ length: 20 }, () => walk(generator, n, 0.8, 1))
      return { response: add(controls[0] as number[], controls[1] as number[], noise(generator, n, 1)), controls }
    },
  },
  { name: 'noise that leans on the day before, AR(.5)', promised: true, make: withControl((generator, n) => walk(generator, n, 0.5, 0.5)) },
  {
    name: 'a weekly season',
    promised: true,
    season: 7,
    make: withControl((generator, n) => {
      const week = noise(generator, 7, 1)
      return noise(generator, n, 0.7).map((value, t) => value + (week[t % 7] as number))
    }),
  },
  { name: 'no controls, white noise', promised: true, make: (generator, n) => ({ response: add(noise(generator, n, 1)), controls: [] }) },
  {
    name: 'a level that drifts slowly (0.03 a time)',
    promised: true,
    make: withControl((generator, n) => add(walk(generator, n, 1, 0.03), noise(generator, n, 0.7))),
  },
  {
    name: 'a level that drifts fast (0.3 a time, noise 0.5)',
    promised: true,
    make: withControl((generator, n) => add(walk(generator, n, 1, 0.3), noise(generator, n, 0.5))),
  },
  {
    name: 'a level whose drift hides in the noise (0.1 a time, noise 0.5)',
    promised: false,
    make: withControl((generator, n) => add(walk(generator, n, 1, 0.1), noise(generator, n, 0.5))),
  },
]

const [before, after] = [70, 30]
interface Tally {
  world: World
  held: number
  flagged: number
}

const coverNull = (world: World, seed: number, count: number, progress: (words: string) => void): Tally => {
  const generator = createGenerator(`bsts/${seed}/${world.name}`)
  let [held, flagged] = [0, 0]
  for (let i = 0; i < count; i++) {
    if (i % 20 === 0) progress(`structural time series, ${world.name}: ${i} of ${count}`)
    const { response, controls } = world.make(generator.split(i), before + after)
    const data: Interventional = { response, controls, pre: [0, before - 1], post: [before, before + after - 1] }
    // Nothing after the start enters the model: an effect added to every time moves the answer by as much, so the true effect may be 0.
    const { effect } = known(data, { seed: i, level: 0.9, season: world.season ?? 0, draws: 1000, burn: 200 })
    if (effect.interval[0] <= 0 && effect.interval[1] >= 0) held++
    if (effect.p <= 0.025) flagged++
  }
  return { world, held, flagged }
}

const tellCoverage = (
  name: string,
  { held, flagged }: { held: number; flagged: number },
  of: { count: number; data: string; promised: boolean },
): Row => {
  const [share, alarms] = [held / of.count, flagged / of.count]
  return {
    name: `90% intervals hold the true effect, null effects flagged: ${name}`,
    ours: `${(100 * share).toFixed(1)}%, ${(100 * alarms).toFixed(1)}%`,
    published: of.promised ? '85–95%, ≤ 6%' : 'no promise: see docs/methods/bsts.md',
    source: 'the promise of docs/methods/bsts.md',
    data: of.data,
    verdict: !of.promised ? 'info' : share >= 0.85 && share <= 0.95 && alarms <= 0.06 ? 'pass' : 'short',
  }
}

const coverWorlds = (seed: number, count: number, progress: (words: string) => void): Row[] => {
  const data = `${count} series of ${before} + ${after}, seed ${seed}`
  const tallies = worlds.map((world) => coverNull(world, seed, count, progress))
  const promised = tallies.filter(({ world }) => world.promised)
  const sum = (part: (tally: Tally) => number) => promised.reduce((total, tally) => total + part(tally), 0)
  const all = { held: sum(({ held }) => held), flagged: sum(({ flagged }) => flagged) }
  return [
    tellCoverage('all promised worlds together', all, {
      count: count * promised.length,
      data: `${promised.length} × ${data}`,
      promised: true,
    }),
    ...tallies.map((tally) => tellCoverage(tally.world.name, tally, { count, data, promised: tally.world.promised })),
  ]
}

const timeDraws = (seed: number): Row => {
  const generator = createGenerator(seed)
  const control = walk(generator, 100, 0.9, 1)
  const data: Interventional = { response: add(control, noise(generator, 100, 1)), controls: [control], pre: [0, 69], post: [70, 99] }
  known(data, { draws: 300, burn: 0 })
  const started = performance.now()
  known(data, { draws: 3000, burn: 0 })
  const perHundred = (performance.now() - started) / 30
  return {
    name: '100 draws, level and one control, 100 times (ms)',
    ours: perHundred.toFixed(1),
    published: '50 (R, C++ inside: 0.5 s for 1,000)',
    source: 'causalimpact_reference.json, another machine',
    data: `simulated, seed ${seed}`,
    verdict: 'info',
  }
}

export const run: Run = async ({ seed, quick, progress }) => {
  const absent: Row = {
    name: 'average effects of R’s CausalImpact',
    ours: '–',
    published: '–',
    source: '–',
    data: 'the causalimpact files are not here',
    verdict: 'no-data',
  }
  return [
    ...(existsSync(path.join(folder, 'causalimpact_reference.json')) ? compareWithR() : [absent]),
    ...coverWorlds(seed, quick ? 40 : 200, progress),
    timeDraws(seed),
  ]
}
