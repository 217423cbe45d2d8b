/** Change points against augurs on the same series, and how time grows with the length of a series. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { findChanges } from '../../statistics/detect/find-changes.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Bench, Ratio } from '../main.ts'
import { findPeer } from './peers.ts'
import { shown, timeInTurns, timeOnce } from './timing.ts'

const rounds = 7

/** White noise around a level that moves every 250 observations. */
const makeSeries = (n: number, seed: number): Float64Array => {
  const source = createGenerator(`bench changes/${seed}`)
  let level = 100
  return Float64Array.from({ length: n }, (_, i) => {
    if (i % 250 === 0) level += 8 * drawNormal(source)
    return level + 3 * drawNormal(source)
  })
}

interface Augurs {
  initSync: (options: { module: Uint8Array }) => void
  ChangepointDetector: { normalGamma: () => Detector; defaultArgpcp: () => Detector }
}
interface Detector {
  detectChangepoints: (series: Float64Array) => { indices: number[] }
}

const loadAugurs = async (): Promise<Augurs> => {
  const file = findPeer('@bsull/augurs/changepoint')
  const augurs = (await import(pathToFileURL(file).href)) as Augurs
  augurs.initSync({ module: readFileSync(path.join(path.dirname(file), 'changepoint_bg.wasm')) })
  return augurs
}

export const bench: Bench = async (progress) => {
  const { ChangepointDetector } = await loadAugurs()
  const ratios: Ratio[] = []
  for (const n of [200, 1000]) {
    progress(`change points: ${n} observations`)
    const series = makeSeries(n, n)
    const { ours, peer } = await timeInTurns(
      rounds,
      () => findChanges(series),
      () => ChangepointDetector.normalGamma().detectChangepoints(series),
    )
    const name = `change points with intervals, ${n} observations`
    ratios.push({ name: `${name}: against augurs (places only)`, ours: shown(ours), peer: shown(peer), ratio: peer / ours, atLeast: 1 })
    if (n === 1000) ratios.push({ name: `${name}: allowed time`, ours: shown(ours), peer: '5 ms', ratio: 5 / ours, atLeast: 1 })
  }
  let before: { n: number; ms: number } | null = null
  for (const n of [1e4, 1e5, 1e6, 1e7]) {
    progress(`change points: ${n} observations`)
    const series = makeSeries(n, 3)
    const ms = await timeOnce(() => findChanges(series))
    if (before !== null)
      ratios.push({
        name: `change points grow from ${before.n} to ${n} observations`,
        ours: shown(ms),
        peer: `10 × ${shown(before.ms)}`,
        ratio: (10 * before.ms) / ms,
        atLeast: null,
      })
    before = { n, ms }
    // A minute is enough to see how it grows.
    if (ms > 60_000) break
  }
  return ratios
}
