/** Held to R's CausalImpact 1.4.1: what an intervention did to one series. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BstsEffect, estimateBstsEffect, type Interventional } from './bsts-effect.ts'
import { vignette } from './bsts-vignette.test-data.ts'

const data: Interventional = { response: vignette.response, controls: [vignette.control], pre: [0, 69], post: [70, 99] }
const known = (answer: ReturnType<typeof estimateBstsEffect>): BstsEffect => {
  if (answer.kind !== 'effect') throw new Error(JSON.stringify(answer))
  return answer
}
const quick = { draws: 300, burn: 100 }

describe('estimateBstsEffect', () => {
  it('finds the vignette’s effect as R does: 10.51 [9.81, 11.19], sd 0.355, relative 9.87%', () => {
    const { effect, diagnostics, byPeriod, inclusion } = known(estimateBstsEffect(data))
    expect(Math.abs(effect.average - 10.51)).toBeLessThan(0.355 / 2)
    const width = effect.interval[1] - effect.interval[0]
    expect(width / (11.19447 - 9.80733)).toBeGreaterThan(0.75)
    expect(width / (11.19447 - 9.80733)).toBeLessThan(1.25)
    expect(effect.relative.value).toBeCloseTo(0.0987, 2)
    expect(effect.p).toBeLessThan(0.005)
    expect(effect.cumulative.value).toBeCloseTo(30 * effect.average, 8)
    expect(diagnostics).toMatchObject({ n: 70, postN: 30, missing: 0 })
    expect(byPeriod).toHaveLength(100)
    expect(byPeriod[69]?.cumulative).toBeNull()
    expect(byPeriod[99]?.cumulative?.value).toBeCloseTo(effect.cumulative.value, 8)
    expect(inclusion[0]?.probability).toBeGreaterThan(0.99)
  })

  it('gives the same answer for the same seed and another for another', () => {
    expect(estimateBstsEffect(data, quick)).toEqual(estimateBstsEffect(data, quick))
    expect(known(estimateBstsEffect(data, { ...quick, seed: 2 })).effect).not.toEqual(known(estimateBstsEffect(data, quick)).effect)
  })

  it('follows a change of unit and of origin', () => {
    const base = known(estimateBstsEffect(data, quick)).effect
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), fc.double({ min: -1000, max: 1000, noNaN: true }), (unit, origin) => {
        const moved = known(estimateBstsEffect({ ...data, response: vignette.response.map((y) => origin + unit * y) }, quick)).effect
        expect(moved.average / unit).toBeCloseTo(base.average, 3)
        expect(moved.interval[1] / unit).toBeCloseTo(base.interval[1], 3)
      }),
      { numRuns: 5 },
    )
  })

  it('bears missing values before and after: they are not counted', () => {
    const response = vignette.response.map((y, t) => (t % 10 === 3 ? Number.NaN : y))
    const { effect, diagnostics } = known(estimateBstsEffect({ ...data, response }, quick))
    expect(diagnostics).toMatchObject({ n: 63, missing: 7, postN: 27 })
    expect(Math.abs(effect.average - 10.5)).toBeLessThan(0.6)
  })

  it('takes a weekly season out', () => {
    const week = [0, 3, -2, 1, 0, -4, 2]
    const response = vignette.response.map((y, t) => y + 3 * (week[t % 7] as number))
    const seasonal = known(estimateBstsEffect({ ...data, response }, { ...quick, season: 7 }))
    const plain = known(estimateBstsEffect({ ...data, response }, quick))
    expect(Math.abs(seasonal.effect.average - 10.5)).toBeLessThan(1)
    expect(seasonal.diagnostics.noiseSd).toBeLessThan(plain.diagnostics.noiseSd / 2)
  })

  it('leaves out a control that never varied, and works without any', () => {
    const { diagnostics, inclusion } = known(
      estimateBstsEffect({ ...data, controls: [Array.from({ length: 100 }, () => 5), vignette.control] }, quick),
    )
    expect(diagnostics.constantControls).toEqual([0])
    expect(inclusion.map(({ control }) => control)).toEqual([1])
    expect(
      known(estimateBstsEffect({ ...data, controls: [], post: [70, 80] }, { ...quick, kind: 'trend' })).effect.interval[0],
    ).toBeLessThan(100)
  })

  it('says what is too little', () => {
    const few = (response: number[], pre: [number, number], post: [number, number]) =>
      estimateBstsEffect({ response, controls: [], pre, post }, quick)
    expect(few([1, 2, 3], [0, 1], [2, 2])).toEqual({ kind: 'too-little-data', have: 2, need: 10, unit: 'times-before' })
    expect(
      few(
        Array.from({ length: 20 }, () => 4),
        [0, 14],
        [15, 19],
      ),
    ).toMatchObject({ kind: 'too-little-data', unit: 'spread' })
    expect(few([...vignette.response.slice(0, 15), Number.NaN], [0, 14], [15, 15])).toMatchObject({ unit: 'times-after', have: 0 })
  })

  it('refuses what is broken, by its place', () => {
    const broken = (change: Partial<Interventional>) => () => estimateBstsEffect({ ...data, ...change }, quick)
    expect(broken({ controls: [vignette.control.map((x, t) => (t === 4 ? Number.NaN : x))] })).toThrow('Value 5 of control 1')
    expect(broken({ response: vignette.response.map((y, t) => (t === 4 ? Infinity : y)) })).toThrow('Value 5 of the response')
    expect(broken({ controls: [[1, 2]] })).toThrow('has 2 values')
    expect(broken({ post: [60, 99] })).toThrow('must start when')
    expect(broken({ post: [70, 100] })).toThrow('within the 100 times')
  })
})
