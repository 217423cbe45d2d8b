/** Packs paths as the database gives them into journeys for the kernels; rare keys beyond what a picture can show are taken together. */
import { type Journeys, packJourneys } from '../../../statistics/credit/journeys.ts'
import { type PathRow, pathSeparator } from './store/paths.ts'

export interface Packed {
  journeys: Journeys
  keys: string[]
  /** Touches of each key. */
  touches: number[]
}

export const restKey = '…'
/** Of a touch that belongs to no campaign, post or pillar. */
export const noneKey = ''

/** `rename` maps a touch's key to another (a post to its pillar). Cost: O(touches). */
export const packPaths = (rows: readonly PathRow[], mostKeys: number, rename: (key: string) => string = (key) => key): Packed => {
  const counts = new Map<string, number>()
  const split = rows.map((row) => row.path.split(pathSeparator).map(rename))
  split.forEach((path, i) => {
    const { conversions, nulls } = rows[i] as PathRow
    for (const key of path) counts.set(key, (counts.get(key) ?? 0) + conversions + nulls)
  })
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const shown = sorted.length <= mostKeys ? sorted : sorted.slice(0, mostKeys - 1)
  const index = new Map(shown.map(([key], at) => [key, at]))
  const keys = shown.map(([key]) => key)
  const touches = shown.map(([, count]) => count)
  if (shown.length < sorted.length) {
    keys.push(restKey)
    touches.push(sorted.slice(shown.length).reduce((sum, [, count]) => sum + count, 0))
  }
  const rest = keys.length - 1
  // Different paths may have become the same one.
  const paths = new Map<string, { touches: number[]; conversions: number; value: number; nulls: number }>()
  split.forEach((path, i) => {
    const row = rows[i] as PathRow
    const numbers = path.map((key) => index.get(key) ?? rest)
    const name = numbers.join()
    const known = paths.get(name)
    if (known === undefined) paths.set(name, { touches: numbers, conversions: row.conversions, value: row.value ?? 0, nulls: row.nulls })
    else {
      known.conversions += row.conversions
      known.value += row.value ?? 0
      known.nulls += row.nulls
    }
  })
  return { journeys: packJourneys(Math.max(1, keys.length), [...paths.values()]), keys, touches }
}
