/** Planted pods are found, chance and popular posts are not called one. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { findPods, type PodAnswer } from './find-pods.ts'

/** People speak under posts by chance, popular posts draw more; members of the pod under most of them. */
const draw = (name: string, members: number): PodAnswer => {
  const generator = createGenerator(name)
  const [people, posts]: [number[], number[]] = [[], []]
  for (let post = 0; post < 60; post++) {
    const pull = post % 6 === 0 ? 0.12 : 0.03
    for (let person = 0; person < 300; person++) {
      const isMember = person < members && post < 15
      if (generator.uniform() < (isMember ? 0.9 : person < members ? 0 : pull)) {
        people.push(person)
        posts.push(post)
      }
    }
  }
  const found = findPods(people, posts)
  if (found.kind !== 'pods') throw new Error(found.kind)
  return found
}

test('five or more of a pod of six are found and nobody else, and more often together than expected', () => {
  const [pod, ...others] = draw('planted', 6).pods
  expect(others).toEqual([])
  expect(pod?.people.length).toBeGreaterThanOrEqual(5)
  expect(pod?.people.every((person) => person < 6)).toBe(true)
  expect(pod?.together).toBeGreaterThan(2 * (pod?.expected ?? Number.NaN))
  expect(pod?.posts).toBeGreaterThan(12)
})

test('chance alone makes no pod in forty audiences, though posts differ in popularity', () => {
  const called = Array.from({ length: 40 }, (_, i) => draw(`quiet ${i}`, 0).pods.length).filter((count) => count > 0).length
  expect(called).toBeLessThanOrEqual(1)
})

test('reference value: three who share all six of their posts; the binomial tail by hand', () => {
  // Three people under posts 0–5; twenty-four others once each under posts 6–29: weights 1 and 2, w = 6 / (6 + 48) = 1/9.
  const people = [...[0, 1, 2].flatMap((person) => Array.from({ length: 6 }, () => person)), ...Array.from({ length: 24 }, (_, i) => 3 + i)]
  const posts = [...[0, 1, 2].flatMap(() => [0, 1, 2, 3, 4, 5]), ...Array.from({ length: 24 }, (_, i) => 6 + i)]
  const found = findPods(people, posts)
  expect(found).toMatchObject({ pairs: 3, pods: [{ people: [0, 1, 2], posts: 6, together: 6, expected: expect.closeTo(6 / 9, 9) }] })
  if (found.kind === 'pods') expect(((found.pods[0]?.p ?? 0) * 9 ** 6) / 3).toBeCloseTo(1, 6)
})

test('few posts are too little, and rows that are none are refused', () => {
  expect(findPods([0, 1], [0, 1])).toEqual({ kind: 'too-little-data', have: 2, need: 5, unit: 'posts' })
  expect(() => findPods([0], [0, 1])).toThrow('1 people for 2 posts')
  expect(() => findPods([-1], [0])).toThrow('Row 1')
})
