/** Outcomes of posts freed from blocks and drift, held to least squares by hand. */
import { expect, test } from 'vitest'
import { adjustPosts, growBasis, removeBasis } from './adjust-posts.ts'

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0)

test('a straight line is taken out exactly: R’s cars, dist on speed, residual sum of squares 11353.52', () => {
  // Ezekiel 1930; R’s datasets::cars, anova(lm(dist ~ speed)).
  const speed = [
    4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17, 17, 17, 18, 18, 18, 18,
    19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25,
  ]
  const dist = [
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32, 40, 32, 40, 50, 42, 56, 76,
    84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
  ]
  const basis: Float64Array[] = []
  growBasis(basis, new Float64Array(50).fill(1))
  growBasis(basis, Float64Array.from(speed))
  const rest = removeBasis(basis, Float64Array.from(dist))
  expect(dot(rest, rest)).toBeCloseTo(11353.52, 2)
})

test('blocks that differ by a factor leave nothing, and columns stay orthonormal', () => {
  const blocks = Array.from({ length: 28 }, (_, i) => i % 7)
  const { residuals, basis, tamed } = adjustPosts({ counts: blocks.map((block) => 100 * 2 ** block), blocks })
  expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(1e-10)
  expect(tamed).toBe(0)
  basis.forEach((column, i) => basis.forEach((other, j) => expect(dot(column, other)).toBeCloseTo(i === j ? 1 : 0, 12)))
})

test('a viral post is drawn in, and the others hardly move', () => {
  const counts = Array.from({ length: 40 }, (_, i) => 90 + ((i * 37) % 21))
  const blocks = counts.map((_, i) => i % 2)
  const calm = adjustPosts({ counts, blocks })
  const viral = adjustPosts({ counts: counts.with(11, 100_000), blocks })
  expect(viral.tamed).toBeGreaterThanOrEqual(1)
  expect(Math.max(...viral.residuals)).toBeLessThan(0.5)
  expect(Math.abs((viral.residuals[30] ?? 9) - (calm.residuals[30] ?? 0))).toBeLessThan(0.05)
})

test('missing counts and missing exposures are left out, and a zero is a count', () => {
  const answer = adjustPosts({ counts: [1, Number.NaN, 0, 3], exposures: [10, 10, 10, Number.NaN], blocks: [0, 0, 0, 0] })
  expect(answer.places).toEqual([0, 2])
  expect(answer.logs[1]).toBeCloseTo(Math.log(0.5 / 10), 12)
})

test('what is no count is refused by its place, and so are more blocks than a week has hours', () => {
  expect(() => adjustPosts({ counts: [1, -1], blocks: [0, 0] })).toThrow('post 2: -1')
  expect(() => adjustPosts({ counts: [1, Number.POSITIVE_INFINITY], blocks: [0, 0] })).toThrow('post 2')
  expect(() => adjustPosts({ counts: [1], blocks: [] })).toThrow('needs a count')
  const many = Array.from({ length: 200 }, (_, i) => i)
  expect(() => adjustPosts({ counts: many, blocks: many })).toThrow('200 different blocks')
})
