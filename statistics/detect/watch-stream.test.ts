/** Held to planted truths: the watch over a stream. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { type Alarm, startWatch, type Watch, watchNext } from './watch-stream.ts'

const follow = (baseline: number[], stream: number[]) => {
  let watch = startWatch(baseline)
  if ('kind' in watch) throw new Error('the baseline was too short')
  const alarms: (Alarm & { at: number })[] = []
  stream.forEach((value, at) => {
    const next = watchNext(watch as Watch, value)
    watch = next.watch
    if (next.alarm) alarms.push({ ...next.alarm, at })
  })
  return alarms
}
const noise = (seed: number | string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}

describe('the watch', () => {
  it('adds up what Page (1954) adds up', () => {
    const watch: Watch = { mean: 0, deviation: 1, dependence: 0, last: 0, up: 0, down: 0, upSince: 0, downSince: 0, seen: 0 }
    const after = [1, 2, -1, 3].reduce((state, value) => watchNext(state, value).watch, watch)
    expect([after.up, after.down]).toEqual([3, 0])
  })
  it('sees a shift soon after it comes and says about where it began', () => {
    const [alarm] = follow(
      noise('base', 100),
      noise('stream', 80).map((value, i) => value + (i < 40 ? 0 : 3)),
    )
    expect(alarm?.direction).toBe('up')
    expect(alarm?.at).toBeGreaterThanOrEqual(40)
    expect(alarm?.at).toBeLessThan(60)
    expect(Math.abs((alarm?.since ?? 0) - 40)).toBeLessThan(8)
  })
  it('stays calm over one outlier and over missing values', () => {
    const stream = noise('calm', 60)
    stream[20] = 50
    stream[30] = Number.NaN
    expect(follow(noise('base', 100), stream)).toEqual([])
  })
  it('asks for thirty values that differ', () => {
    expect(startWatch([1, 2, 3])).toEqual({ kind: 'too-little-data', have: 3, need: 30 })
    expect(startWatch(Array<number>(40).fill(2))).toMatchObject({ kind: 'too-little-data' })
  })
})
