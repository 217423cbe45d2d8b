/** Corrections for families of tests, held to R’s p.adjust. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustBenjaminiHochberg, adjustBenjaminiYekutieli, adjustHolm } from './adjust-p.ts'

/** The fifteen p values of Benjamini & Hochberg 1995, section 4.1 (Neuhaus et al. 1992). */
const neuhaus = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]

test('of Benjamini & Hochberg’s fifteen, their procedure rejects four at 5%, and Holm’s three', () => {
  expect(adjustBenjaminiHochberg(neuhaus).filter((q) => q <= 0.05)).toHaveLength(4)
  expect(adjustHolm(neuhaus).filter((p) => p <= 0.05)).toHaveLength(3)
  expect(adjustBenjaminiHochberg(neuhaus)[3]).toBeCloseTo(0.035625, 12)
  // Σ 1/i for fifteen is 3.3182290.
  expect(adjustBenjaminiYekutieli(neuhaus)[3]).toBeCloseTo(0.035625 * 3.318228993, 8)
})

test('R’s p.adjust(c(0.01, 0.04, 0.03)): holm 0.03 0.06 0.06, BH 0.03 0.04 0.04', () => {
  adjustHolm([0.01, 0.04, 0.03]).forEach((p, i) => expect(p).toBeCloseTo([0.03, 0.06, 0.06][i] as number, 12))
  adjustBenjaminiHochberg([0.01, 0.04, 0.03]).forEach((p, i) => expect(p).toBeCloseTo([0.03, 0.04, 0.04][i] as number, 12))
})

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })

test('no correction helps a p value, none leaves 0 to 1, order and places are kept', () => {
  fc.assert(
    fc.property(family, (ps) => {
      for (const adjust of [adjustHolm, adjustBenjaminiHochberg, adjustBenjaminiYekutieli]) {
        const answer = adjust(ps)
        ps.forEach((p, i) => {
          expect(answer[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12))
          expect(answer[i]).toBeLessThanOrEqual(1)
          ps.forEach((other, j) => {
            if (p < other) expect(answer[i]).toBeLessThanOrEqual(answer[j] as number)
          })
        })
        expect(adjust([...ps].reverse())).toEqual([...answer].reverse())
      }
    }),
  )
})

test('one test pays nothing, none is none, and what is no probability is refused by its place', () => {
  expect(adjustHolm([0.03])).toEqual([0.03])
  expect(adjustBenjaminiYekutieli([])).toEqual([])
  expect(() => adjustHolm([0.5, Number.NaN])).toThrow('p value 2')
  expect(() => adjustBenjaminiHochberg([1.5])).toThrow('p value 1 is 1.5')
})
