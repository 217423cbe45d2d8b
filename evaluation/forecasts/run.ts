/** Forecasts against the M competitions, a real daily series, and goals whose chance is known. */
import { forecastSeries } from '../../statistics/forecast/forecast-series.ts'
import { reachGoal } from '../../statistics/forecast/reach-goal.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'
import { type Competition, readDaily, readMonthly, readWeekly, scoreOf, type Scores } from './series.ts'

const missing = (name: string, published: string, source: string, data: string): Row => ({
  name,
  ours: '',
  published,
  source,
  data: `${data} (not here)`,
  verdict: 'no-data',
})

interface Total extends Scores {
  msPerSeries: number
  n: number
  impossible: number
}

const average = (series: Competition[], period: number, lag: number, progress: (words: string) => void): Total => {
  const total: Total = { smape: 0, mase: 0, msis: 0, covered80: 0, covered95: 0, msPerSeries: 0, n: series.length, impossible: 0 }
  series.forEach((one, index) => {
    const started = performance.now()
    const answer = forecastSeries(one.train, { horizon: one.test.length, period })
    total.msPerSeries += (performance.now() - started) / series.length
    if (answer.kind !== 'forecast') throw new Error(`series ${index + 1} was answered with ${answer.kind}`)
    const [bounds80, bounds95] = answer.intervals as [(typeof answer.intervals)[0], (typeof answer.intervals)[0]]
    if (bounds95.lower.some((low) => low < 0) || bounds95.upper.some((high) => !Number.isFinite(high))) total.impossible++
    const scores = scoreOf(one, { mean: answer.mean, bounds80, bounds95 }, lag)
    for (const key of Object.keys(scores) as (keyof Scores)[]) total[key] += scores[key] / series.length
    progress(`forecasts: ${index + 1} of ${series.length}`)
  })
  return total
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const verdict = (passes: boolean) => (passes ? 'pass' : 'short')

const commonRows = (name: string, data: string, total: Total): Row[] => [
  {
    name: `${name}: 95% intervals that held the future`,
    ours: percent(total.covered95),
    published: '93–97%',
    source: 'MEASURING.md',
    data,
    verdict: verdict(total.covered95 >= 0.93 && total.covered95 <= 0.97),
  },
  {
    name: `${name}: 80% intervals that held the future`,
    ours: percent(total.covered80),
    published: '76–84%',
    source: 'MEASURING.md',
    data,
    verdict: verdict(total.covered80 >= 0.76 && total.covered80 <= 0.84),
  },
  {
    name: `${name}: series with a negative or infinite bound`,
    ours: String(total.impossible),
    published: '0',
    source: 'MEASURING.md',
    data,
    verdict: verdict(total.impossible === 0),
  },
  {
    name: `${name}: milliseconds a series`,
    ours: total.msPerSeries.toFixed(1),
    published: '≤ 50; augurs AutoETS 46',
    source: 'MEASURING.md',
    data,
    verdict: verdict(total.msPerSeries <= 50),
  },
]

const weekly = (progress: (words: string) => void): Row[] => {
  const series = readWeekly()
  const source = 'M4 competition, published scores over all 359 series'
  const data = 'M4 weekly 1–180'
  if (series === null) return [missing('M4 weekly', '8.70 / 2.53 / 20.1', source, data)]
  const ours = average(series, 52, 1, progress)
  const naive = series.reduce(
    (sum, one) => {
      const last = one.train.at(-1) as number
      const flat = one.test.map(() => last)
      const { smape, mase } = scoreOf(
        one,
        { mean: flat, bounds80: { lower: flat, upper: flat }, bounds95: { lower: flat, upper: flat } },
        1,
      )
      return { smape: sum.smape + smape / series.length, mase: sum.mase + mase / series.length }
    },
    { smape: 0, mase: 0 },
  )
  const row = (name: string, value: number, published: string, most: number): Row => ({
    name: `M4 weekly: ${name}`,
    ours: value.toFixed(3),
    published,
    source,
    data,
    verdict: verdict(value <= most),
  })
  return [
    row('sMAPE', ours.smape, 'ETS 8.727, augurs 8.706, best 6.726; pass ≤ 8.70', 8.7),
    row('MASE', ours.mase, 'ETS 2.527, augurs 2.548, best 2.133; pass ≤ 2.53', 2.53),
    row('MSIS', ours.msis, 'ETS 20.4, augurs 20.1, best 16.2; pass ≤ 20.1', 20.1),
    // These series are easier in sMAPE and harder in MASE than all 359; against the naive forecast the two can be compared.
    {
      ...row('sMAPE as a share of the naive forecast’s', ours.smape / naive.smape, 'ETS .953, best .734', 0.95),
      verdict: verdict(ours.smape / naive.smape <= 0.95),
    },
    row('MASE as a share of the naive forecast’s', ours.mase / naive.mase, 'ETS .910, best .768', 0.911),
    ...commonRows('M4 weekly', data, ours),
  ]
}

const monthly = (progress: (words: string) => void): Row[] => {
  const series = readMonthly()
  const source = 'M3 competition (Makridakis & Hibon 2000), over all 1,428 series'
  const data = 'M3 monthly, every other series (714)'
  if (series === null) return [missing('M3 monthly', '14.47 / .896', source, data)]
  const ours = average(series, 12, 12, progress)
  return [
    {
      name: 'M3 monthly: sMAPE',
      ours: ours.smape.toFixed(3),
      published: 'Theta 13.892, Comb 14.466, augurs 15.206; pass ≤ 14.47',
      source,
      data,
      verdict: verdict(ours.smape <= 14.47),
    },
    {
      name: 'M3 monthly: MASE',
      ours: ours.mase.toFixed(3),
      published: 'Theta .858, Comb .896, augurs .873; pass ≤ .896',
      source,
      data,
      verdict: verdict(ours.mase <= 0.896),
    },
    ...commonRows('M3 monthly', data, ours),
  ]
}

/** Four weeks ahead from every seventh day of the second half of a year. */
const daily = (): Row[] => {
  const users = readDaily()
  const data = 'Upworthy, daily users 2013'
  const name = 'a real site’s days, 4 weeks ahead'
  if (users === null) return [missing(name, '', 'MEASURING.md', data)]
  const [days, horizon] = [users.length, 28]
  let [ours, repeated, inside, n] = [0, 0, 0, 0]
  for (let origin = 150; origin + horizon <= days; origin += 7) {
    const answer = forecastSeries(users.slice(0, origin), { horizon, period: 7, levels: [0.8] })
    if (answer.kind !== 'forecast') throw new Error(answer.kind)
    for (let h = 0; h < horizon; h++) {
      const truth = users[origin + h] as number
      ours += Math.abs(truth - (answer.mean[h] as number))
      repeated += Math.abs(truth - (users[origin - 7 + (h % 7)] as number))
      const [bounds] = answer.intervals
      if (truth >= (bounds?.lower[h] ?? Number.NaN) && truth <= (bounds?.upper[h] ?? Number.NaN)) inside++
      n++
    }
  }
  return [
    {
      name: `${name}: absolute error as a share of “last week again”`,
      ours: (ours / repeated).toFixed(3),
      published: '< 1',
      source: 'the same days of the week before',
      data,
      verdict: verdict(ours < repeated),
    },
    { name: `${name}: 80% intervals that held the future`, ours: percent(inside / n), published: '', source: '', data, verdict: 'info' },
  ]
}

/** Followers that grow at random: of goals said to be reached with a chance of p, about p are. */
const goals = (seed: number, worlds: number, progress: (words: string) => void): Row[] => {
  const source = createGenerator(`evaluation goals/${seed}`)
  const groups = [0, 1, 2, 3, 4].map(() => ({ said: 0, reached: 0, n: 0 }))
  for (let world = 0; world < worlds; world++) {
    progress(`forecasts: goal ${world + 1} of ${worlds}`)
    const slope = 2 * source.uniform()
    const wander = 1 + 4 * source.uniform()
    let level = 1000
    const followers = Array.from({ length: 182 }, () => (level += slope + wander * drawNormal(source)))
    const [known, future] = [followers.slice(0, 156), followers.slice(156)]
    const last = known.at(-1) as number
    const goal = last + 60 * source.uniform()
    const answer = forecastSeries(known, { horizon: 26 })
    if (answer.kind !== 'forecast') throw new Error(answer.kind)
    const { byStep } = reachGoal(answer, { goal, last, generator: source.split(world), draws: 1000 })
    const chance = byStep.at(-1) as number
    const group = groups[Math.min(4, Math.floor(chance * 5))] as (typeof groups)[0]
    group.said += chance
    group.reached += future.some((value) => value >= goal) ? 1 : 0
    group.n++
  }
  const off = groups.filter(({ n }) => n >= 20).map(({ said, reached, n }) => Math.abs(said - reached) / n)
  const worst = Math.max(...off)
  return [
    {
      name: 'goals: largest gap between the chance that was said and how often it came true, by fifths',
      ours: percent(worst),
      published: '≤ 10%',
      source: 'the promise of docs/methods/forecast.md',
      data: `${worlds} simulated accounts, seed ${seed}`,
      verdict: verdict(worst <= 0.1),
    },
  ]
}

export const run: Run = async ({ seed, quick, progress }) => [
  ...weekly(progress),
  ...monthly(progress),
  ...daily(),
  ...goals(seed, quick ? 150 : 600, progress),
]
