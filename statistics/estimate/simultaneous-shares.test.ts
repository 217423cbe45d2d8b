/** Goodman's intervals against worked figures, and their joint promise. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { simultaneousShares } from './simultaneous-shares.ts'

test('reference values: Goodman’s formula worked by hand for counts 56, 72, 73, 59, 62, 87, 58', () => {
  // The data of May & Johnson 1997 (n = 467); bounds are (A + 2x ± √(A(A + 4x(n − x)/n))) / (2(n + A)) with A = χ²(1 df) at 1 − .05/7 = 7.237.
  const counts = [56, 72, 73, 59, 62, 87, 58]
  const [n, a] = [467, 7.2373]
  const shares = simultaneousShares(counts, 0.95)
  counts.forEach((x, part) => {
    const root = Math.sqrt(a * (a + (4 * x * (n - x)) / n))
    expect(shares[part]?.interval[0]).toBeCloseTo((a + 2 * x - root) / (2 * (n + a)), 4)
    expect(shares[part]?.interval[1]).toBeCloseTo((a + 2 * x + root) / (2 * (n + a)), 4)
  })
  expect(shares[0]?.interval.map((end) => end.toFixed(3))).toEqual(['0.085', '0.166'])
})

test('all intervals of a mix hold together at least as often as said', () => {
  const generator = createGenerator('simultaneous shares')
  const truth = [0.4, 0.3, 0.2, 0.1]
  let held = 0
  for (let world = 0; world < 1000; world++) {
    const counts = truth.map(() => 0)
    for (let post = 0; post < 60; post++) {
      let left = generator.uniform()
      const part = truth.findIndex((share) => (left -= share) < 0)
      counts[part < 0 ? 3 : part] = (counts[part < 0 ? 3 : part] as number) + 1
    }
    if (
      simultaneousShares(counts, 0.9).every(
        ({ interval: [low, high] }, part) => low <= (truth[part] as number) && (truth[part] as number) <= high,
      )
    )
      held++
  }
  expect(held).toBeGreaterThanOrEqual(880)
})

test('shares sum to one, follow their counts when relabelled, and nothing counted gives none', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 10 }), (counts) => {
      const shares = simultaneousShares(counts, 0.8)
      if (counts.every((count) => count === 0)) return expect(shares).toEqual([])
      expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 10)
      expect(simultaneousShares(counts.toReversed(), 0.8)).toEqual(shares.toReversed())
    }),
  )
  expect(() => simultaneousShares([1, -1], 0.8)).toThrow(RangeError)
  expect(() => simultaneousShares([Number.NaN], 0.8)).toThrow(RangeError)
})
