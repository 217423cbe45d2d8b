/** The simulator's dice: repeatable by name, and fair. */
import { expect, test } from 'vitest'
import { createGenerator, hashName, uniformOf } from './generator.ts'

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const many = (draw: () => number, n = 40_000) => Array.from({ length: n }, draw)

test('a name gives the same numbers always; the first ones are pinned', () => {
  const draw = () => many(createGenerator('athar').uniform, 3)
  expect(draw()).toEqual(draw())
  expect(draw().map((value) => Math.round(value * 4294967296))).toEqual([2245164559, 3560058112, 3651264301])
  expect(hashName('a')).not.toBe(hashName('b'))
})

test('names that are alike give numbers that are not', () => {
  const firsts = Array.from({ length: 5000 }, (_, i) => createGenerator(`post/${i}`).uniform())
  expect(average(firsts)).toBeCloseTo(0.5, 1)
  const pairs = firsts.slice(1).map((value, i) => (value - 0.5) * (firsts[i]! - 0.5))
  expect(Math.abs(average(pairs))).toBeLessThan(0.004)
  const single = Array.from({ length: 5000 }, (_, i) => uniformOf(`post/${i}`))
  expect(Math.abs(average(single) - 0.5)).toBeLessThan(0.02)
})

test('normal, Poisson and weighted draws have the moments they claim', () => {
  const random = createGenerator('moments')
  const normals = many(random.normal)
  expect(Math.abs(average(normals))).toBeLessThan(0.02)
  expect(average(normals.map((value) => value ** 2))).toBeCloseTo(1, 1)
  for (const mean of [0.3, 7, 120, 2000]) {
    const drawn = many(() => random.poisson(mean), 8000)
    expect(Math.abs(average(drawn) - mean)).toBeLessThan(5 * Math.sqrt(mean / 8000))
    const spread = average(drawn.map((value) => (value - mean) ** 2))
    expect(spread / mean).toBeGreaterThan(0.9)
    expect(spread / mean).toBeLessThan(1.1)
  }
  expect(random.poisson(0)).toBe(0)
  const chosen = many(() => random.weighted([1, 0, 3]))
  expect(chosen.filter((i) => i === 1)).toEqual([])
  expect(average(chosen.map((i) => (i === 2 ? 1 : 0)))).toBeCloseTo(0.75, 1)
})
