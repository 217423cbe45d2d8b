/** Places of groups: sure ones are sure, equal ones are anywhere. */
import { expect, test } from 'vitest'
import { normalCumulative } from '../distributions/normal.ts'
import { createGenerator } from '../random/generator.ts'
import { drawApart } from './pool-groups.ts'
import { rankGroups } from './rank-groups.ts'

test('reference value: of two normal groups one is first with the chance Φ(d / √(v₁ + v₂))', () => {
  const { draws } = drawApart([0.3, 0], [0.2, 0.1], createGenerator('rank'), { draws: 40_000 })
  const [first, second] = rankGroups(draws)
  expect(first?.among[0]).toBeCloseTo(normalCumulative(0.3 / Math.sqrt(0.3)), 1.7)
  expect((first?.among[0] ?? 0) + (second?.among[0] ?? 0)).toBeCloseTo(1, 6)
  expect(first?.among[1]).toBeCloseTo(1, 9)
})

test('far groups have their place, ties share the better one, and ragged draws are refused', () => {
  expect(
    rankGroups([
      [3, 3],
      [1, 1],
      [2, 2],
    ]).map(({ interval }) => interval),
  ).toEqual([
    [1, 1],
    [3, 3],
    [2, 2],
  ])
  expect(rankGroups([[1], [1]]).map(({ among }) => among)).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect(rankGroups([])).toEqual([])
  expect(() => rankGroups([[1], [1, 2]])).toThrow('Group 2 has 2 draws')
})
