/** The weights of the burst score, fitted with every series left out in turn: what they are worth on a series not seen. */
import { measureBaseline } from '../../statistics/classify/growth-baseline.ts'
import { describeWindow } from '../../statistics/classify/growth-jumps.ts'
import { tidyReadings } from '../../statistics/classify/growth-readings.ts'
import { scanWindows } from '../../statistics/classify/jump-windows.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import type { Row } from '../row.ts'
import { areaUnderRoc, fitLogistic } from './weigh.ts'
import { plantBurst, type Series, toAccount } from './worlds.ts'

interface Window {
  terms: number[]
  fromDay: number
  toDay: number
}

const windowsOf = (series: Series): Window[] => {
  const readings = tidyReadings(toAccount(series))
  const baseline = measureBaseline(readings.days, readings.followers, readings.unit)
  return scanWindows(baseline, 1, 1.5).map((window) => {
    const { score, largest, size } = describeWindow(window)
    return {
      terms: [1, score, largest, size],
      fromDay: readings.days[window.from] as number,
      toDay: readings.days[window.to] as number,
    }
  })
}

const inside = (windows: Window[], { from, to }: { from: number; to: number }) =>
  windows.filter((window) => window.fromDay < to && window.toDay > from)

const alarmRate = 0.15

/**
 * Planted bursts against the same days without them. A window that is not there scores least of all. The line is drawn on the other
 * series for 0.15 alarms an account and year, and the alarms and bursts above it are counted on the series left out.
 */
export const validateWeights = (sets: Series[][], data: string[], seed: number, repeats: number): Row[] => {
  const all = sets.flatMap((series, set) =>
    series.map((one, i) => {
      const generator = createGenerator(`validate/${set}/${i}/${seed}`)
      const calm = windowsOf(one)
      const trials = Array.from({ length: repeats }, (_, r) => {
        const planted = plantBurst(one, generator.split(r))
        return { hit: inside(windowsOf(planted.series), planted), calm: inside(calm, planted) }
      })
      return { name: one.name, set, calm, trials, years: ((one.days.at(-1) as number) - (one.days[0] as number)) / 365.25 }
    }),
  )
  const results = all.map((left) => {
    const others = all.filter(({ name }) => name !== left.name)
    const negatives = others.flatMap(({ calm }) => calm.map(({ terms }) => terms))
    const weigh = (weights: number[], { terms }: Pick<Window, 'terms'>) =>
      terms.reduce((sum, term, j) => sum + term * (weights[j] as number), 0)
    const positives = others.flatMap(({ trials }) =>
      trials.flatMap(({ hit }) => hit.toSorted((a, b) => (b.terms[1] as number) - (a.terms[1] as number)).slice(0, 1)),
    )
    const rows = [...negatives, ...positives.map(({ terms }) => terms)]
    const weights = fitLogistic(
      rows,
      rows.map((_, i) => i >= negatives.length),
    )
    const calmScores = negatives.map((terms) => weigh(weights, { terms })).sort((a, b) => b - a)
    const line = calmScores[Math.floor(alarmRate * others.reduce((sum, { years }) => sum + years, 0))] ?? Number.POSITIVE_INFINITY
    const best = (windows: Window[]) => windows.reduce((most, window) => Math.max(most, weigh(weights, window) - line), -99)
    return {
      set: left.set,
      years: left.years,
      alarms: left.calm.filter((window) => weigh(weights, window) > line).length,
      bursts: left.trials.map(({ hit }) => best(hit)),
      calm: left.trials.map(({ calm }) => best(calm)),
    }
  })
  return data.map((words, set): Row => {
    const own = results.filter((result) => result.set === set)
    const bursts = own.flatMap((result) => result.bursts)
    const rate = own.reduce((sum, { alarms }) => sum + alarms, 0) / own.reduce((sum, { years }) => sum + years, 0)
    return {
      name: 'weights fitted without the series: ROC-AUC of bursts against the same days without; found; alarms per account and year',
      ours: `${areaUnderRoc(
        bursts,
        own.flatMap((result) => result.calm),
      ).toFixed(3)}; ${((100 * bursts.filter((value) => value > 0).length) / bursts.length).toFixed(1)}%; ${rate.toFixed(2)}`,
      published: '≤ 0.2 alarms',
      source: 'docs/methods/growth.md',
      data: `${words}, seed ${seed}`,
      verdict: rate <= 0.2 ? 'pass' : 'short',
    }
  })
}
