/** Held to reference values: puts things in random order. */
import { expect, it } from 'vitest'
import { createGenerator } from './generator.ts'
import { shuffle } from './shuffle.ts'

it('puts three things in each of the six orders equally often', () => {
  const g = createGenerator(1)
  const counts = new Map<string, number>()
  for (let i = 0; i < 6000; i++) {
    const order = shuffle(g, ['a', 'b', 'c']).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(1000))
})
