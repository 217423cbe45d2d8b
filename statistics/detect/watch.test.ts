/** Held to planted truths: the watch over a stream, and the verdict us, platform or season. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { judgeRegime } from './judge-regime.ts'
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

describe('the verdict', () => {
  const year = 364
  const at = year + 60
  /** 480 days around 100 a day; `effects` multiply the days from `from` on. */
  const account = (seed: string, effects: { from: number; to?: number; times: number }[] = []) =>
    noise(seed, 480).map((value, day) => {
      const times = effects.reduce((product, { from, to = 480, times }) => (day >= from && day < to ? product * times : product), 1)
      return 100 * times * Math.exp(0.1 * value)
    })
  const group = (name: string, effects?: { from: number; to?: number; times: number }[]) =>
    Array.from({ length: 8 }, (_, i) => account(`${name} ${i}`, effects))
  const halved = [{ from: at, times: 0.5 }]

  it('is us when only our account fell', () => {
    expect(judgeRegime({ own: account('own', halved), panel: group('peer'), index: at }).verdict).toBe('us')
  })
  it('is the platform when peers fell alike', () => {
    expect(judgeRegime({ own: account('own', halved), panel: group('peer', halved), index: at }).verdict).toBe('platform')
  })
  it('is both when we fell much further', () => {
    const further = [{ from: at, times: 0.25 }]
    expect(judgeRegime({ own: account('own', further), panel: group('peer', halved), index: at }).verdict).toBe('us-and-platform')
  })
  it('is the season when the same days of last year fell alike', () => {
    const yearly = [at - year, at].map((from) => ({ from, to: from + 40, times: 0.5 }))
    expect(judgeRegime({ own: account('own', yearly), panel: group('peer', yearly), index: at }).verdict).toBe('season')
  })
  it('is open without peers, and nothing where nothing moved', () => {
    expect(judgeRegime({ own: account('own', halved), index: at })).toMatchObject({ verdict: 'unclear', reason: 'no-panel' })
    expect(judgeRegime({ own: account('own'), panel: group('peer'), index: at }).verdict).toBe('no-change')
    expect(judgeRegime({ own: [1, 2], index: 1 })).toMatchObject({ verdict: 'unclear', reason: 'too-little-history', own: null })
  })
  it('does not depend on the unit, nor on the order of the peers', () => {
    const own = account('own', halved)
    const panel = group('peer')
    const first = judgeRegime({ own: own.map((v) => v * 1e6), panel: panel.map((p) => p.map((v) => v * 1e6)), index: at })
    const second = judgeRegime({ own: own.map((v) => v * 1e9), panel: panel.map((p) => p.map((v) => v * 1e9)).reverse(), index: at })
    expect(first.verdict).toBe(second.verdict)
    expect(first.beyondPanel?.value).toBeCloseTo(second.beyondPanel?.value ?? Number.NaN, 4)
  })
})
