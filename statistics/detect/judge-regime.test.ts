/** Held to planted truths, and to a t interval by hand: the verdict us, platform or season. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { judgeRegime } from './judge-regime.ts'

const noise = (seed: number | string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}

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

  it('rests on a pooled t interval: blocks of logs 1 2 3 2 and 3 4 5 4 differ by 2 ± 3.7074 · 0.57735 (t table, 6 degrees, 99%)', () => {
    const own = [1, 2, 3, 2, 3, 4, 5, 4].flatMap((log) => Array.from({ length: 7 }, () => Math.exp(log) - 1))
    const { own: shift } = judgeRegime({ own, index: 28 })
    expect(shift?.value).toBeCloseTo(2, 10)
    expect(shift?.interval[1]).toBeCloseTo(2 + 3.707428 * Math.sqrt(1 / 3), 5)
    expect(shift?.n).toBe(8)
  })
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
