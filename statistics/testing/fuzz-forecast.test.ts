/** Hostile input for forecasts, goals, smoothing and the search for a minimum. */
import fc from 'fast-check'
import { test } from 'vitest'
import { chooseComponents } from '../forecast/choose-components.ts'
import { changesComponent, etsComponent, longSeasonComponent, thetaComponent } from '../forecast/components.ts'
import { foresee, runEts } from '../forecast/ets-recursion.ts'
import { fitEts } from '../forecast/fit-ets.ts'
import { forecastSeries } from '../forecast/forecast-series.ts'
import { reachGoal } from '../forecast/reach-goal.ts'
import { findSeason, isSeasonal, startFrom } from '../forecast/start-season.ts'
import { minimise } from '../optimise/minimise.ts'
import { createGenerator } from '../random/generator.ts'
import { fuzz, hostileArray, hostileNumber, roughNumber } from './hostile.ts'

const rough = fc.array(roughNumber, { minLength: 10, maxLength: 90 })
const calm = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 0, maxLength: 70 })
const period = fc.constantFrom(1, 2, 7, 12, 26)

test('forecasts: lower bounds of what may be negative are the only ones without a floor', () => {
  for (const series of [hostileArray(80), rough])
    fuzz(
      [series, fc.oneof(fc.constantFrom(1, 5, 40), hostileNumber), fc.oneof(period, hostileNumber)],
      (values, horizon, season) => forecastSeries(values, { horizon: Math.min(horizon, 60), period: season }),
      {
        allows: (path, value) => path === 'floor' && value === Number.NEGATIVE_INFINITY,
        runs: 120,
      },
    )
})

test('goals', () => {
  fuzz(
    [rough, hostileNumber, hostileNumber],
    (values, goal, last) => {
      const answer = forecastSeries(values, { horizon: 8 })
      return answer.kind === 'forecast' ? reachGoal(answer, { goal, last, generator: createGenerator(1), draws: 200 }) : answer.kind
    },
    { runs: 60 },
  )
})

test('what forecasts are made of, on finite values', () => {
  fuzz(
    [calm, period],
    (values, m) => [
      findSeason(values, m, 'additive'),
      findSeason(values, m, 'multiplicative'),
      isSeasonal(values, m),
      startFrom(values, 'none', new Float64Array(1), 10),
    ],
    { runs: 150 },
  )
  fuzz(
    [calm, period],
    (values, m) => {
      const series = Float64Array.from(values)
      const fit = fitEts(series, 'additive', { trend: 'damped', season: 'none', period: 1 })
      const parts = [
        thetaComponent(series),
        changesComponent(series),
        longSeasonComponent(series, m),
        fit === null ? null : etsComponent(series, fit),
      ]
      // A part may run away by itself; the forecast holds it. Here it must only answer.
      return [chooseComponents(series, m)?.parts.length, parts.map((part) => part?.foresee([series.length], 3).length)]
    },
    { runs: 40 },
  )
  fuzz([calm, fc.double({ min: 0, max: 1, noNaN: true })], (values, alpha) => {
    const shape = { trend: 'damped', season: 'none', period: 1 } as const
    const out = new Float64Array(4)
    const seasonal = new Float64Array(1)
    foresee(shape, 0.9, { level: values[0] ?? 0, slope: 0, seasonal, place: 0 }, out)
    const { squares, n } = runEts(
      Float64Array.from(values),
      shape,
      { alpha, beta: alpha / 2, gamma: 0, phi: 0.9 },
      { level: values[0] ?? 0, slope: 0, seasonal },
    )
    return [squares, n, out]
  })
})

test('the search for a minimum', () => {
  fuzz(
    [hostileArray(5), hostileNumber],
    (start, centre) => minimise((at) => at.reduce((sum, value) => sum + (value - centre) ** 2, 0), start, { mostCalls: 200 }).calls,
    { runs: 150 },
  )
})

test('forecasts of what was never negative have no end below zero', () => {
  const counts = fc.oneof(
    fc.array(fc.constantFrom(0, 0, 0, 1, 2, Number.NaN), { minLength: 10, maxLength: 90 }),
    fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 10, maxLength: 90 }),
  )
  fuzz(
    [counts, period],
    (series, season) => {
      const answer = forecastSeries(series, { horizon: 14, period: season })
      if (answer.kind === 'forecast' && answer.intervals.some(({ lower }) => lower.some((value) => value < 0)))
        throw new Error('a count below zero')
      return answer
    },
    { runs: 60 },
  )
})

test('goals of any course that somebody could hand in', () => {
  const step = fc.record({ mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }), spread: fc.double({ min: 0, max: 1e6, noNaN: true }) })
  fuzz(
    [
      fc.array(step, { maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      hostileNumber,
      hostileNumber,
      fc.constantFrom(100, 3, Number.NaN),
    ],
    (steps, persistence, goal, last, draws) => {
      const course = { mean: Float64Array.from(steps, ({ mean }) => mean), spread: Float64Array.from(steps, ({ spread }) => spread) }
      return reachGoal({ ...course, persistence, floor: 0, paths: [] }, { goal, last, generator: createGenerator(1), draws })
    },
  )
})
