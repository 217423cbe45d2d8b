/** Held to published critical values: which prior a structural time series starts from. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { bstsDefaults, checkPrior, measureDrift } from './bsts-prior.ts'

const shape = { kind: 'level', season: 0 } as const
const standard = (values: Float64Array) => {
  const centre = values.reduce((a, b) => a + b) / values.length
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - centre) ** 2, 0) / (values.length - 1))
  return values.map((value) => (value - centre) / sd)
}

describe('measureDrift', () => {
  it('of white noise passes 0.347 one time in ten and 0.463 one in twenty (Kwiatkowski et al. 1992, table 1)', () => {
    const generator = createGenerator('drift')
    const runs = 4000
    const drifts = Array.from({ length: runs }, () => measureDrift(Float64Array.from({ length: 100 }, () => drawNormal(generator))))
    expect(drifts.filter((drift) => drift > 0.347).length / runs).toBeCloseTo(0.1, 1)
    expect(Math.abs(drifts.filter((drift) => drift > 0.463).length / runs - 0.05)).toBeLessThan(0.015)
  })

  it('does not mind shift, scale or gaps, and is 0 for a constant', () => {
    const values = Float64Array.from([1, 3, 2, 5, 4, 6])
    expect(measureDrift(values.map((value) => 7 * value - 100))).toBeCloseTo(measureDrift(values), 12)
    expect(measureDrift(Float64Array.from([1, 3, Number.NaN, 2, 5, 4, 6]))).toBeCloseTo(measureDrift(values), 12)
    expect(measureDrift(new Float64Array(5).fill(3))).toBe(0)
  })
})

describe('checkPrior', () => {
  const generator = createGenerator('prior')
  const x = standard(Float64Array.from({ length: 100 }, () => drawNormal(generator)))

  it('keeps the default where a control explains most and the level stays, but for the one time in ten that its line allows', () => {
    const kept = Array.from({ length: 60 }, (_, i) => {
      const own = generator.split(i)
      const series = standard(x.map((value) => value + 0.2 * drawNormal(own)))
      const { prior } = checkPrior(series, [x], shape, own)
      return prior.levelWeight === bstsDefaults.levelWeight && prior.r2Weight === bstsDefaults.r2Weight
    })
    expect(kept.filter(Boolean).length / 60).toBeGreaterThan(0.78)
  })

  it('widens the step of a level that wanders, and takes the weight from a noise guess that does not hold', () => {
    let level = 0
    const series = standard(x.map((value) => value + (level += 0.3 * drawNormal(generator))))
    expect(checkPrior(series, [x], shape, createGenerator(1)).prior.levelSd).toBeGreaterThan(bstsDefaults.levelSd)
    const weak = standard(x.map((value) => 0.2 * value + drawNormal(generator)))
    expect(checkPrior(weak, [x], shape, createGenerator(1)).prior.r2Weight).toBe(1)
  })
})
