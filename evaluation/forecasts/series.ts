/** The series that forecasts are held to, and the scores of the M competitions. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '../../../shared/data/forecast')

export interface Competition {
  train: number[]
  test: number[]
}

/** Null where the data is not here. */
const readFile = (file: string): string | null => {
  const place = path.join(folder, file)
  return existsSync(place) ? readFileSync(place, 'utf8') : null
}

export const readMonthly = (): Competition[] | null =>
  readFile('m3_monthly_odd.jsonl')
    ?.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Competition) ?? null

const readWide = (file: string): number[][] | null =>
  readFile(file)
    ?.trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      line
        .split(',')
        .slice(1)
        .map((cell) => cell.replaceAll('"', ''))
        .filter((cell) => cell !== '' && cell !== 'NA')
        .map(Number),
    ) ?? null

export const readWeekly = (): Competition[] | null => {
  const [train, test] = [readWide('m4_Weekly-train_1-180.csv'), readWide('m4_Weekly-test_1-180.csv')]
  return train === null || test === null ? null : train.map((values, i) => ({ train: values, test: test[i] ?? [] }))
}

export const readDaily = (): number[] | null =>
  readFile('upworthy_daily_users_2013.csv')
    ?.trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => Number(line.split(',')[1])) ?? null

/** Mean absolute change over `lag` steps: what MASE and MSIS are measured in. */
export const scaleOf = (train: ArrayLike<number>, lag: number): number => {
  let sum = 0
  for (let t = lag; t < train.length; t++) sum += Math.abs((train[t] as number) - (train[t - lag] as number))
  return sum / (train.length - lag)
}

export interface Scores {
  smape: number
  mase: number
  msis: number
  covered80: number
  covered95: number
}

/** Scores of one series as the M4 competition defines them (Makridakis, Spiliotis & Assimakopoulos 2020, doi:10.1016/j.ijforecast.2019.04.014). */
export const scoreOf = (
  { train, test }: Competition,
  forecast: { mean: ArrayLike<number>; bounds80: Bounds; bounds95: Bounds },
  lag: number,
): Scores => {
  const scale = scaleOf(train, lag)
  const scores: Scores = { smape: 0, mase: 0, msis: 0, covered80: 0, covered95: 0 }
  const h = test.length
  test.forEach((truth, step) => {
    const value = forecast.mean[step] as number
    const [low, high] = [forecast.bounds95.lower[step] as number, forecast.bounds95.upper[step] as number]
    scores.smape += (200 * Math.abs(truth - value)) / (Math.abs(truth) + Math.abs(value)) / h
    scores.mase += Math.abs(truth - value) / scale / h
    scores.msis += (high - low + 40 * Math.max(0, low - truth) + 40 * Math.max(0, truth - high)) / scale / h
    scores.covered95 += (truth >= low && truth <= high ? 1 : 0) / h
    scores.covered80 +=
      (truth >= (forecast.bounds80.lower[step] as number) && truth <= (forecast.bounds80.upper[step] as number) ? 1 : 0) / h
  })
  return scores
}
interface Bounds {
  lower: ArrayLike<number>
  upper: ArrayLike<number>
}
