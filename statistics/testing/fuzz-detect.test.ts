/** Hostile input for change points, outliers, streams and verdicts. */
import fc from 'fast-check'
import { test } from 'vitest'
import { estimateNoise, varianceGiven } from '../detect/estimate-noise.ts'
import { findChanges } from '../detect/find-changes.ts'
import { findOutliers } from '../detect/find-outliers.ts'
import { judgeRegime } from '../detect/judge-regime.ts'
import { betaBinomialTail, findRateDrift } from '../detect/rate-drift.ts'
import { removeSeason } from '../detect/remove-season.ts'
import { scoreCovering, scoreF1 } from '../detect/score-changes.ts'
import { measureMisfit, segmentSeries } from '../detect/segment-series.ts'
import { startWatch, watchNext } from '../detect/watch-stream.ts'
import { startTogether, watchDay } from '../detect/watch-together.ts'
import { fuzz, hostileArray, hostileNumber, roughNumber } from './hostile.ts'

const share = fc.oneof(fc.constantFrom(0.5, 0.95), hostileNumber)
const rough = fc.array(roughNumber, { minLength: 10, maxLength: 120 })

test('change points', () => {
  for (const series of [hostileArray(80), rough]) fuzz([series, share], (values, level) => findChanges(values, { level }))
})

test('outliers: missing values are passed over, and stay what they are', () => {
  for (const series of [hostileArray(80), rough])
    fuzz([series, hostileNumber, hostileNumber], (values, threshold, reach) => findOutliers(values, { threshold, reach }))
})

test('seasons: missing values stay where they are', () => {
  fuzz([hostileArray(80), fc.oneof(fc.constant(undefined), fc.array(hostileNumber, { maxLength: 3 }))], removeSeason, {
    allows: (path, value) => path.startsWith('values') && Number.isNaN(value),
  })
})

test('what change points are made of, on finite values', () => {
  const finite = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 60 })
  fuzz([finite, fc.double({ min: 0, max: 0.99, noNaN: true })], (values, highest) => [
    estimateNoise(values, highest),
    varianceGiven(values, highest),
  ])
  fuzz(
    [finite, fc.double({ min: 0, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })],
    (values, dependence, penalty) =>
      segmentSeries(
        measureMisfit(
          Float64Array.from(values),
          values.map((_, i) => i),
          dependence,
        ),
        penalty,
        3,
      ),
  )
})

test('streams', () => {
  fuzz([hostileArray(60), hostileArray(30)], (baseline, values) => {
    const watch = startWatch(baseline)
    if ('kind' in watch) return watch
    return values.map((value) => watchNext(watch, value))
  })
  fuzz([fc.array(roughNumber, { minLength: 30, maxLength: 60 }), hostileArray(30)], (baseline, values) => {
    let watch = startWatch(baseline)
    for (const value of values) if (!('kind' in watch)) watch = watchNext(watch, value).watch
    return watch
  })
})

test('many streams', () => {
  fuzz([hostileNumber, hostileNumber, hostileArray(40)], (count, promise, values) => {
    let watch = startTogether(Math.min(count, 5), { daysBetweenFalseAlarms: promise })
    for (const value of values) watch = watchDay(watch, Array<number>(watch.series.length).fill(value)).watch
    return watch
  })
  fuzz([hostileArray(40)], (values) => {
    let watch = startTogether(1, { daysBetweenFalseAlarms: 1 })
    for (const value of values) watch = watchDay(watch, [value]).watch
    return watch
  })
})

test('verdicts', () => {
  const day = fc.oneof(fc.nat(1000), fc.constantFrom(Number.NaN, 0, -1, 1e308, Number.POSITIVE_INFINITY))
  const series = fc.array(day, { maxLength: 460 })
  fuzz(
    [series, fc.array(series, { maxLength: 4 }), hostileNumber, share, fc.tuple(hostileNumber, hostileNumber, hostileNumber)],
    (own, panel, index, level, [blockLength, blockCount, year]) => [
      judgeRegime({ own, panel, siblings: panel, index: own.length - 30 }, { level }),
      judgeRegime({ own, panel, index }, { level, blockLength, blockCount, year }),
    ],
    { runs: 150 },
  )
})

test('scores', () => {
  const points = fc.array(fc.oneof(fc.nat(100), hostileNumber), { maxLength: 6 })
  fuzz([fc.array(points, { maxLength: 3 }), points, hostileNumber, hostileNumber], (annotations, found, margin, n) => [
    scoreF1(annotations, found, margin),
    scoreCovering(annotations, found, n),
  ])
})

test('rates that drift', () => {
  const counts = fc.oneof(fc.nat(60), hostileNumber)
  const day = fc.tuple(counts, counts).map(([n, failed]) => ({ n, failed }))
  const decent = fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]) => ({ n: Math.max(a, b), failed: Math.min(a, b) }))
  for (const one of [day, decent])
    fuzz([fc.array(one, { maxLength: 30 }), fc.array(one, { maxLength: 7 }), share], (baseline, recent, alpha) =>
      findRateDrift(baseline, recent, alpha),
    )
  fuzz([counts, counts, hostileNumber, hostileNumber], betaBinomialTail)
})
