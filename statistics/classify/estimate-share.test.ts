/** Held to Rogan & Gladen 1978 by hand, and to intervals that hold when the detector itself is only estimated. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawBinomial } from '../random/binomial.ts'
import { compareShares, estimateShare } from './estimate-share.ts'

const sure = { found: 90_000, missed: 10_000, mistaken: 5_000, cleared: 95_000 }

describe('the share of fakes', () => {
  it('is the corrected one: (apparent + specificity − 1) / (sensitivity + specificity − 1)', () => {
    const { value, apparent } = estimateShare({ n: 10_000, flagged: 2200, detector: sure }, createGenerator('share'))
    expect(apparent).toBe(0.22)
    expect(value).toBeCloseTo((0.22 - 0.05) / 0.85, 2)
  })
  it('holds the truth nine times in ten from none to sixty per cent', () => {
    const source = createGenerator('coverage')
    for (const truth of [0, 0.1, 0.3, 0.6]) {
      let held = 0
      for (let world = 0; world < 150; world++) {
        const [sensitivity, specificity] = [0.8 + 0.15 * source.uniform(), 0.9 + 0.08 * source.uniform()]
        const found = drawBinomial(source, 288, sensitivity)
        const cleared = drawBinomial(source, 288, specificity)
        const fakes = drawBinomial(source, 400, truth)
        const flagged = drawBinomial(source, fakes, sensitivity) + drawBinomial(source, 400 - fakes, 1 - specificity)
        const { interval } = estimateShare(
          { n: 400, flagged, detector: { found, missed: 288 - found, mistaken: 288 - cleared, cleared } },
          source.split(world),
        )
        if (interval[0] <= truth + 1e-9 && truth <= interval[1]) held++
      }
      expect(held / 150).toBeGreaterThan(0.83)
    }
  })
  it('is surer of a population that was nearly all looked at', () => {
    const width = (population: number | null) => {
      const { interval } = estimateShare({ n: 300, flagged: 60, detector: sure, population }, createGenerator('population'))
      return interval[1] - interval[0]
    }
    expect(width(310)).toBeLessThan(0.4 * width(null))
  })
  it('of two audits differs with less doubt than each has, since the detector is the same', () => {
    const detector = { found: 40, missed: 10, mistaken: 5, cleared: 45 }
    const [before, after] = [
      { n: 2000, flagged: 300, detector },
      { n: 2000, flagged: 500, detector },
    ]
    const { value, interval } = compareShares(before, after, createGenerator('two'))
    const alone = estimateShare(after, createGenerator('two'))
    expect(value).toBeGreaterThan(0.05)
    expect(interval[1] - interval[0]).toBeLessThan(alone.interval[1] - alone.interval[0])
  })
  it('refuses impossible counts', () => {
    expect(() => estimateShare({ n: 3, flagged: 4, detector: sure }, createGenerator(1))).toThrow('4 of 3')
    expect(() => estimateShare({ n: 3.5, flagged: 1, detector: sure }, createGenerator(1))).toThrow('whole')
    expect(() => estimateShare({ n: 30, flagged: 1, detector: sure, population: 10 }, createGenerator(1))).toThrow('30')
  })
})
