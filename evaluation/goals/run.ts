/** Goals: does the day on which a number is reached fall into the 80% stretch that was said, out of time, on simulated and on real series. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { toDays, toWeeks } from '../../server/features/forecast/measure.ts'
import { forecastSeries } from '../../statistics/forecast/forecast-series.ts'
import { reachGoal } from '../../statistics/forecast/reach-goal.ts'
import { wilsonInterval } from '../../statistics/estimate/wilson-interval.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { readDaily, readMonthly, readWeekly } from '../forecasts/series.ts'
import type { Row, Run } from '../row.ts'

interface Case {
  known: number[]
  future: number[]
  period: number
}

interface Tally {
  n: number
  held: number
  early: number
  late: number
  /** By whole steps, as the page says it: an end that carries much of the chance is inside. */
  said: number
  /** Reached within what was looked at. */
  reached: number
  chance: number
}

const nothing = (): Tally => ({ n: 0, held: 0, early: 0, late: 0, said: 0, reached: 0, chance: 0 })

/**
 * One goal per case, set from what is known at the cut alone: between nearly nothing and one and a half spreads beyond where the forecast is in the middle of its way. The stretch
 * holds when the first crossing lies within it; where its end is open, when the number is reached later or not at all.
 */
const judge = (cases: Case[], generator: Generator, progress: (words: string) => void, name: string): Tally => {
  const tally = nothing()
  cases.forEach(({ known, future, period }, index) => {
    progress(`goals: ${name}, ${index + 1} of ${cases.length}`)
    const horizon = future.length
    const forecast = forecastSeries(known, { horizon, period, levels: [0.8] })
    if (forecast.kind !== 'forecast') return
    const last = known.findLast((value) => !Number.isNaN(value)) as number
    const middle = Math.floor(horizon / 2)
    const direction = (forecast.mean[horizon - 1] as number) >= last ? 1 : -1
    const drift = (forecast.mean[middle] as number) - last
    const goal =
      last +
      direction * Math.max(1e-9 * Math.abs(last), Math.abs(drift) + (1.5 * generator.uniform() - 0.5) * (forecast.spread[middle] as number))
    if (forecast.floor === 0 && goal <= 0) return
    const { byStep, steps } = reachGoal(forecast, { goal, last, generator: generator.split(index), draws: 1000 })
    const crossing = future.findIndex((value) => (goal >= last ? value >= goal : value <= goal))
    tally.n++
    // A day is a step: where one step carries much of the chance, the day's place among the futures is drawn within it.
    const until = crossing < 0 ? 1 : (byStep[crossing] as number)
    const before = crossing < 0 ? (byStep.at(-1) as number) : crossing === 0 ? 0 : (byStep[crossing - 1] as number)
    const place = before + (until - before) * generator.uniform()
    if (place < 0.1) tally.early++
    else if (place > 0.9) tally.late++
    else tally.held++
    const at = crossing < 0 ? Number.POSITIVE_INFINITY : crossing
    const [from, to] = [steps.early ?? Number.POSITIVE_INFINITY, steps.late ?? Number.POSITIVE_INFINITY]
    if (from <= at && at <= to) tally.said++
    if (crossing >= 0) tally.reached++
    tally.chance += byStep.at(-1) as number
  })
  return tally
}

const rowOf = (name: string, data: string, { n, held, early, late, said, reached, chance }: Tally, isPromised: boolean): Row => {
  const share = held / n
  const [low, high] = wilsonInterval(held, n, 0.95)
  const percent = (part: number) => `${(100 * part).toFixed(1)}%`
  return {
    name: `${name}: 80% stretches that held the day (95% range); came before, after; by whole steps; reached, chance said`,
    ours: `${percent(share)} (${percent(low)}–${percent(high)}); ${percent(early / n)}, ${percent(late / n)}; ${percent(said / n)}; ${percent(reached / n)}, ${percent(chance / n)}`,
    published: '76–84%; –',
    source: 'the promise of docs/methods/goals.md',
    data: `${data}, ${n} goals`,
    // Fewer than forty goals cannot tell 76 from 84%.
    verdict: !isPromised || n < 40 ? 'info' : share >= 0.76 && share <= 0.84 ? 'pass' : 'short',
  }
}

type World = (generator: Generator) => Case
const walk = (generator: Generator, n: number, step: (t: number) => number): number[] => {
  let level = 800 + 2000 * generator.uniform()
  return Array.from({ length: n }, (_, t) => (level += step(t)))
}
const cut = (values: number[], horizon: number, period: number): Case => ({
  known: values.slice(0, -horizon),
  future: values.slice(-horizon),
  period,
})

/** Followers and weekly numbers as they come: drift with noise, drift that wanders, bursts, a season, a level that returns. */
const worlds: Record<string, World> = {
  'followers that grow with noise, days': (generator) => {
    const [slope, noise] = [0.5 + 3 * generator.uniform(), 1 + 5 * generator.uniform()]
    return cut(
      walk(generator, 365 + 120, () => slope + noise * drawNormal(generator)),
      120,
      7,
    )
  },
  'followers whose growth wanders, days': (generator) => {
    let slope = 1 + 3 * generator.uniform()
    return cut(
      walk(generator, 365 + 120, () => {
        slope += 0.05 * drawNormal(generator)
        return slope + 2 * drawNormal(generator)
      }),
      120,
      7,
    )
  },
  'followers with a post that takes off now and then, days': (generator) => {
    const slope = 0.5 + generator.uniform()
    return cut(
      walk(generator, 365 + 120, () => slope + drawNormal(generator) + (generator.uniform() < 0.02 ? 40 * generator.uniform() : 0)),
      120,
      7,
    )
  },
  'reach of weeks that grows with a season': (generator) => {
    const [growth, noise] = [0.002 * generator.uniform(), 0.05 + 0.1 * generator.uniform()]
    const values = Array.from(
      { length: 156 + 26 },
      (_, t) => 5000 * Math.exp(growth * t + 0.15 * Math.sin((2 * Math.PI * t) / 52) + noise * drawNormal(generator)),
    )
    return cut(values, 26, 52)
  },
}

const growth = path.join(import.meta.dirname, '../../../shared/data/growth/decred_series.csv')

/** Counts of people who stay, as followers do. */
const followed = new Set(['members', 'subscribers', 'watchers', 'stars'])

/** The follower and member series as days, else as weeks where most days were not read; cut twice a series. */
const readGrowth = (): Case[] | null => {
  if (!existsSync(growth)) return null
  const series = new Map<string, { observedAt: string; value: number }[]>()
  for (const line of readFileSync(growth, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [platform, account, metric, , utc = '', value] = line.split(',')
    if (metric === undefined || !followed.has(metric)) continue
    const key = `${platform}/${account}/${metric}`
    series.set(key, [...(series.get(key) ?? []), { observedAt: utc, value: Number(value) }])
  }
  return [...series.values()].flatMap((readings) => {
    const days = toDays(readings, 'UTC')
    const read = days.filter(({ value }) => value !== null).length
    const [steps, horizon, period] = read * 2 >= days.length ? ([days, 90, 7] as const) : ([toWeeks(days), 13, 52] as const)
    const values = steps.map(({ value }) => value ?? Number.NaN)
    return [1, 2, 3].flatMap((back) => {
      const upto = values.slice(0, values.length - (back - 1) * horizon)
      const known = upto.slice(0, -horizon).filter((value) => !Number.isNaN(value)).length
      return known < 24 ? [] : [cut(upto, horizon, period)]
    })
  })
}

export const run: Run = async ({ seed, quick, progress }) => {
  const generator = createGenerator(`evaluation goals/${seed}`)
  const count = quick ? 60 : 300
  const simulated = Object.entries(worlds).map(([name, world]) => {
    const own = generator.split(name)
    return {
      name,
      tally: judge(
        Array.from({ length: count }, (_, i) => world(own.split(i))),
        own,
        progress,
        name,
      ),
    }
  })
  const all = nothing()
  for (const { tally } of simulated) for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key]
  const [weekly, monthly, daily, followers] = [readWeekly(), readMonthly(), readDaily(), readGrowth()]
  const take = <One>(cases: One[]) => (quick ? cases.slice(0, 40) : cases)
  const real: { name: string; data: string; cases: Case[] | null }[] = [
    {
      name: 'M4, weeks, 13 ahead',
      data: 'M4 weekly 1–180',
      cases: weekly && take(weekly).map(({ train, test }) => ({ known: train, future: test, period: 52 })),
    },
    {
      name: 'M3, months, 18 ahead',
      data: 'every other monthly series of M3',
      cases: monthly && take(monthly).map(({ train, test }) => ({ known: train, future: test, period: 12 })),
    },
    {
      name: 'a real site’s days, 28 ahead',
      data: 'Upworthy, daily users 2013',
      cases:
        daily &&
        Array.from({ length: Math.max(0, Math.floor((daily.length - 120) / 5)) }, (_, i) => cut(daily.slice(0, 120 + 5 * i), 28, 7)),
    },
    { name: 'real followers and members, a quarter ahead', data: 'Decred community', cases: followers },
  ]
  return [
    rowOf('all simulated worlds together', `seed ${seed}`, all, true),
    ...simulated.map(({ name, tally }) => rowOf(name, `simulated, seed ${seed}`, tally, false)),
    ...real.map(
      ({ name, data, cases }): Row =>
        cases === null
          ? {
              name,
              ours: '',
              published: '76–84%',
              source: 'the promise of docs/methods/goals.md',
              data: `${data} (not here)`,
              verdict: 'no-data',
            }
          : rowOf(name, data, judge(cases, generator.split(name), progress, name), true),
    ),
  ]
}
