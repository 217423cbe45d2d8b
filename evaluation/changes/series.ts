/** Series without a change, for false alarms, and the public series with people's marks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { drawPoisson } from '../../statistics/random/poisson.ts'

type Draw = (generator: Generator, n: number) => number[]

const normals: Draw = (generator, n) => Array.from({ length: n }, () => drawNormal(generator))

/** Stationary series; none of them ever changes its level. */
export const stationary: Record<string, Draw> = {
  'white noise': normals,
  'AR(1) .5': (generator, n) => {
    let last = drawNormal(generator) / Math.sqrt(0.75)
    return normals(generator, n).map((news) => {
      last = 0.5 * last + news
      return last
    })
  },
  'weekly season': (generator, n) => {
    const week = normals(generator, 7)
    return normals(generator, n).map((value, i) => value + 2 * (week[i % 7] ?? 0))
  },
  'Poisson 20': (generator, n) => Array.from({ length: n }, () => drawPoisson(generator, 20)),
  'Poisson 2': (generator, n) => Array.from({ length: n }, () => drawPoisson(generator, 2)),
}

export interface Marked {
  name: string
  values: Float64Array
  annotations: number[][]
}

const folder = path.join(import.meta.dirname, '../../../shared/data/changepoint/tcpd')
const readJson = (...parts: string[]) => JSON.parse(readFileSync(path.join(folder, ...parts), 'utf8'))

/** The univariate series of the Turing Change Point Dataset that are here; an empty list when they are not. */
export const readMarked = (): Marked[] => {
  if (!existsSync(folder)) return []
  const annotations = readJson('annotations.json') as Record<string, Record<string, number[]>>
  return readdirSync(path.join(folder, 'series'))
    .sort()
    .map((file) => {
      const { name, series } = readJson('series', file) as { name: string; series: { raw: (number | null)[] }[] }
      const values = Float64Array.from(series[0]?.raw ?? [], (value) => value ?? Number.NaN)
      return { name, values, annotations: Object.values(annotations[name] ?? {}) }
    })
}

/** A published method's mean score over these series. */
export const readPublished = (score: 'cover' | 'f1', method: string, names: string[]): number => {
  const scores = readJson('published_scores', `default_${score}_scores.json`) as Record<string, Record<string, number>>
  return names.reduce((sum, name) => sum + (scores[name]?.[method] ?? Number.NaN), 0) / names.length
}
