/** Blocked assignment: balance in every block, the same from the same seed, and every order equally likely. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignPosts } from './assign-posts.ts'

const weeks = (count: number) => Array.from({ length: 7 * count }, (_, day) => day % 7)
const countOf = (arms: number[], count: number) => Array.from({ length: count }, (_, arm) => arms.filter((other) => other === arm).length)
const spreadOf = (counts: number[]) => Math.max(...counts) - Math.min(...counts)

test('permuted blocks of two give each of the four orders of two pairs equally often (Rosenberger & Lachin 2016, 3.7: AB or BA in each)', () => {
  const seen = new Map<string, number>()
  for (let seed = 0; seed < 4000; seed++) {
    const order = assignPosts({ blocks: [1, 1, 1, 1], arms: 2 }, seed).arms.join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect([...seen.keys()].sort()).toEqual(['0101', '0110', '1001', '1010'])
  // Chi-square with three degrees of freedom stays below 16.27 in 999 of 1,000 cases.
  expect([...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(16.27)
})

test('any schedule comes out balanced, over all and in each block, and sets hold each arm once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 120 }),
      fc.integer({ min: 2, max: 5 }),
      fc.nat(),
      (blocks, arms, seed) => {
        const drawn = assignPosts({ blocks, arms }, seed)
        expect(spreadOf(countOf(drawn.arms, arms))).toBeLessThanOrEqual(1)
        for (const block of new Set(blocks)) {
          const own = drawn.arms.filter((_, post) => blocks[post] === block)
          expect(spreadOf(countOf(own, arms))).toBeLessThanOrEqual(arms === 2 ? 1 : 2)
        }
        for (const set of new Set(drawn.sets)) {
          const own = drawn.arms.filter((_, post) => drawn.sets[post] === set)
          expect(new Set(own).size).toBe(own.length)
        }
      },
    ),
  )
})

test('the same plan and seed give the same arms; another seed others; a longer plan keeps what was drawn', () => {
  const plan = { blocks: weeks(8), arms: 2 }
  const drawn = assignPosts(plan, 'spring')
  expect(assignPosts(plan, 'spring')).toEqual(drawn)
  expect(assignPosts(plan, 'autumn').arms).not.toEqual(drawn.arms)
  expect(assignPosts({ ...plan, blocks: weeks(12) }, 'spring').arms.slice(0, 56)).toEqual(drawn.arms)
  // Written down once: a change of the generator would break every stored plan.
  expect(drawn.arms.slice(0, 14).join('')).toBe('00010101110101')
})

test('names of blocks do not matter for balance, and impossible plans are refused', () => {
  expect(countOf(assignPosts({ blocks: ['mon.morning', 'mon.evening', 'mon.morning', 'mon.evening'], arms: 2 }, 1).arms, 2)).toEqual([2, 2])
  expect(() => assignPosts({ blocks: weeks(1), arms: 1 }, 1)).toThrow('two arms or more')
  expect(() => assignPosts({ blocks: [], arms: 2 }, 1)).toThrow('0 posts cannot fill 2 arms')
})
