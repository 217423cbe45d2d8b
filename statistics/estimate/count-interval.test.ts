/** Byar's interval against the exact Poisson limits. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countInterval } from './count-interval.ts'

test('reference values: the exact 95% limits of Garwood 1936 within two per cent', () => {
  const exact: [number, number, number][] = [
    [1, 0.0253, 5.5716],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [30, 20.2409, 42.8269],
    [100, 81.3637, 121.6272],
  ]
  for (const [count, low, high] of exact) {
    const [ours, theirs] = countInterval(count, 0.95)
    expect(Math.abs(ours - low)).toBeLessThan(Math.max(0.02, 0.02 * low))
    expect(Math.abs(theirs - high) / high).toBeLessThan(0.02)
  }
})

test('it holds its count, grows with it and widens with the level; what is no count is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (count) => {
      const [low, high] = countInterval(count, 0.8)
      expect(low).toBeLessThanOrEqual(count)
      expect(high).toBeGreaterThan(count)
      const [lower, higher] = countInterval(count, 0.95)
      expect(lower).toBeLessThanOrEqual(low)
      expect(higher).toBeGreaterThan(high)
      expect(countInterval(count + 1, 0.8)[1]).toBeGreaterThan(high)
    }),
  )
  for (const count of [-1, 1.5, Number.NaN]) expect(() => countInterval(count, 0.8)).toThrow(RangeError)
})
