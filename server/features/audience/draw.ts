/** Draws a fair sample while a list goes by, without keeping the list: duplicates and deleted accounts are counted and left out. */
import type { ShownAccount } from '../../../statistics/classify/account-features.ts'
import type { Generator } from '../../../statistics/random/generator.ts'

export interface Follower {
  id: string
  handle: string
  gone: boolean
  shown: ShownAccount
}
export interface Drawn {
  sample: Follower[]
  listed: number
  duplicates: number
  gone: number
  population: number
  /** The first of each by name, for people to look at. */
  named: { duplicates: string[]; gone: string[] }
}
const mostNamed = 50

/**
 * Reservoir sampling (Vitter 1985, algorithm R, doi:10.1145/3147.3165): every account has the same chance, wherever the list puts it.
 * Memory: the sample and the ids seen. Cost: O(1) an account.
 */
export const openDraw = (size: number, generator: Generator) => {
  const seen = new Set<string>()
  const drawn: Drawn = { sample: [], listed: 0, duplicates: 0, gone: 0, population: 0, named: { duplicates: [], gone: [] } }
  const take = (follower: Follower): void => {
    drawn.listed += 1
    const key = follower.id.toLowerCase()
    if (seen.has(key)) {
      drawn.duplicates += 1
      if (drawn.named.duplicates.length < mostNamed) drawn.named.duplicates.push(follower.handle)
      return
    }
    seen.add(key)
    if (follower.gone) {
      drawn.gone += 1
      if (drawn.named.gone.length < mostNamed) drawn.named.gone.push(follower.handle)
      return
    }
    drawn.population += 1
    if (drawn.sample.length < size) drawn.sample.push(follower)
    else {
      const place = Math.floor(generator.uniform() * drawn.population)
      if (place < size) drawn.sample[place] = follower
    }
  }
  return { take, drawn }
}
