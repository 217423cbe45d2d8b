/** Held to reference values: the season. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { removeSeason } from './remove-season.ts'

const noise = (seed: number | string, n: number) => {
  const generator = createGenerator(seed)
  return Array.from({ length: n }, () => drawNormal(generator))
}

describe('a season', () => {
  it('take a season out exactly where there is nothing else', () => {
    const { period, effects } = removeSeason(Array.from({ length: 70 }, (_, i) => [1, 2, 3, 4, 5, 6, 7][i % 7] as number))
    expect(period).toBe(7)
    Array.from(effects).forEach((effect, i) => expect(effect).toBeCloseTo(i - 3, 12))
    expect(removeSeason(noise('none', 200)).period).toBe(0)
  })
})
