/** Puts things in random order. */
import type { Generator } from './generator.ts'

/** Shuffles in place, every order equally likely (Fisher–Yates, Durstenfeld 1964). Cost: O(n). */
export const shuffle = <Items extends { length: number; [index: number]: unknown }>(generator: Generator, items: Items): Items => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(generator.uniform() * (i + 1))
    const kept = items[i]
    items[i] = items[j]
    items[j] = kept
  }
  return items
}
