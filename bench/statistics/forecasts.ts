/** Forecasts against augurs’ automatic exponential smoothing on the same series: milliseconds a series, intervals included. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { forecastSeries } from '../../statistics/forecast/forecast-series.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Bench, Ratio } from '../main.ts'
import { findPeer } from './peers.ts'
import { shown, timeInTurns } from './timing.ts'

const rounds = 5
const seriesEach = 8

interface Ets {
  fit: (series: Float64Array) => void
  predict: (horizon: number, level: number) => { point: number[] }
}
interface Augurs {
  initSync: (options: { module: Uint8Array }) => void
  AutoETS: new (seasonLength: number, spec: string) => Ets
}

/** Growth, a season and noise that grows with the level. */
const makeSeries = (n: number, period: number, seed: number): Float64Array => {
  const source = createGenerator(`bench forecasts/${n}/${seed}`)
  let level = 1000
  return Float64Array.from({ length: n }, (_, t) => {
    level *= 1 + 0.003 + 0.01 * drawNormal(source)
    return level * (1 + 0.2 * Math.sin((2 * Math.PI * t) / period)) * (1 + 0.03 * drawNormal(source))
  })
}

export const bench: Bench = async (progress) => {
  const file = findPeer('@bsull/augurs/ets')
  const { initSync, AutoETS } = (await import(pathToFileURL(file).href)) as Augurs
  initSync({ module: readFileSync(path.join(path.dirname(file), 'ets_bg.wasm')) })
  const ratios: Ratio[] = []
  for (const { name, n, period, theirs, horizon } of [
    { name: 'ten years of months', n: 120, period: 12, theirs: 12, horizon: 18 },
    // Fifty-two starting values a season are more than its smoothing can fit: without a season there, with one here.
    { name: 'ten years of weeks', n: 520, period: 52, theirs: 1, horizon: 13 },
    { name: 'a year of days', n: 365, period: 7, theirs: 7, horizon: 28 },
  ]) {
    progress(`forecasts: ${name}`)
    const series = Array.from({ length: seriesEach }, (_, seed) => makeSeries(n, period, seed))
    const { ours, peer } = await timeInTurns(
      rounds,
      () => {
        for (const values of series) forecastSeries(values, { horizon, period, levels: [0.95] })
      },
      () => {
        for (const values of series) {
          const model = new AutoETS(theirs, 'ZZZ')
          model.fit(values)
          model.predict(horizon, 0.95)
        }
      },
    )
    const [own, other] = [ours / seriesEach, peer / seriesEach]
    ratios.push(
      { name: `forecast of ${name}: against augurs AutoETS`, ours: shown(own), peer: shown(other), ratio: other / own, atLeast: null },
      { name: `forecast of ${name}: allowed time`, ours: shown(own), peer: '50 ms', ratio: 50 / own, atLeast: 1 },
    )
  }
  return ratios
}
