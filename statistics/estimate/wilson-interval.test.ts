/** Wilson's interval against published tables, and what must hold for any count. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson-interval.ts'

test('reference values: Newcombe 1998, table I, method 3', () => {
  // doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
  const published: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]
  for (const [count, n, low, high] of published) {
    const [ours, theirs] = wilsonInterval(count, n, 0.95)
    expect(ours).toBeCloseTo(low, 4)
    expect(theirs).toBeCloseTo(high, 4)
  }
})

test('it holds the share, stays within 0 and 1, mirrors, and narrows with n', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const count = Math.round(part * n)
      const [low, high] = wilsonInterval(count, n, 0.8)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(count / n + 1e-12)
      expect(high).toBeGreaterThanOrEqual(count / n - 1e-12)
      const [mirroredLow, mirroredHigh] = wilsonInterval(n - count, n, 0.8)
      expect(mirroredLow).toBeCloseTo(1 - high, 10)
      expect(mirroredHigh).toBeCloseTo(1 - low, 10)
      const [finerLow, finerHigh] = wilsonInterval(4 * count, 4 * n, 0.8)
      expect(finerHigh - finerLow).toBeLessThan(high - low)
    }),
  )
})

test('nothing counted is nothing known; what cannot be is refused', () => {
  expect(wilsonInterval(0, 0, 0.95)).toEqual([0, 1])
  expect(() => wilsonInterval(3, 2, 0.95)).toThrow(RangeError)
  expect(() => wilsonInterval(-1, 2, 0.95)).toThrow(RangeError)
  expect(() => wilsonInterval(Number.NaN, 2, 0.95)).toThrow(RangeError)
  expect(() => wilsonInterval(1, 2, 1)).toThrow(RangeError)
})
