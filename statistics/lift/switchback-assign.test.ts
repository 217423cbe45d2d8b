/** Held to what pairs must give: draws when something is on and when it is off. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { assignSwitchback, countBlocks, spreadPairs } from './switchback-assign.ts'

describe('assignSwitchback', () => {
  it('turns one block of every pair on, and covers the time without gaps up to the last whole pair', () => {
    const blocks = assignSwitchback({ times: 31, blockLength: 4 }, createGenerator(1))
    expect(blocks).toHaveLength(6)
    expect(blocks.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [4, 7],
      [8, 11],
      [12, 15],
      [16, 19],
      [20, 23],
    ])
    for (let pair = 0; pair < 3; pair++) expect(Number(blocks[2 * pair]?.on) + Number(blocks[2 * pair + 1]?.on)).toBe(1)
  })

  it('gives each of the eight assignments of three pairs one time in eight (Bojinov et al. 2023: fair coins)', () => {
    const generator = createGenerator('coins')
    const counts = new Map<string, number>()
    for (let i = 0; i < 8000; i++) {
      const key = assignSwitchback({ times: 6, blockLength: 1 }, generator)
        .map(({ on }) => Number(on))
        .join('')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(8)
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(1000))
  })

  it('spreads coins over the same blocks as it draws, and refuses what is no length', () => {
    expect([...spreadPairs([1, 0], { times: 9, blockLength: 2 })]).toEqual([1, 1, 0, 0, 0, 0, 1, 1, 0])
    expect(countBlocks({ times: 0, blockLength: 3 })).toBe(0)
    expect(() => countBlocks({ times: 9, blockLength: 0 })).toThrow('one time or more')
    expect(() => countBlocks({ times: 9.5, blockLength: 1 })).toThrow('whole number')
  })
})
