/** Small made-up posts with a known truth, for tests of the learning kernels. */
import { createGenerator } from '../statistics/random/generator.ts'
import { drawNormal } from '../statistics/random/normal.ts'
import { drawPoisson } from '../statistics/random/poisson.ts'

export interface PostArrays {
  slots: number[]
  days: number[]
  counts: number[]
  exposures: number[]
  accounts: number[]
  formats: number[]
  paid: number[]
}

export interface PostRecipe {
  seed: string | number
  n: number
  /** Log effect of a slot, a format, a day. */
  slotEffect?: (slot: number) => number
  formatEffect?: (format: number) => number
  dayEffect?: (day: number) => number
  noise?: number
  formats?: number
  accounts?: number
  exposure?: number
  rate?: number
  /** Which slot the i-th post takes; any of the week when left out. */
  slotOf?: (uniform: number) => number
}

/** Posts one a day, with Poisson counts around exp(log rate + effects + normal noise). */
export const makePosts = (recipe: PostRecipe): PostArrays => {
  const { seed, n, noise = 0.5, formats = 1, accounts = 1, exposure = 1000, rate = 0.04 } = recipe
  const generator = createGenerator(seed)
  const posts: PostArrays = { slots: [], days: [], counts: [], exposures: [], accounts: [], formats: [], paid: [] }
  for (let i = 0; i < n; i++) {
    const u = generator.uniform()
    const slot = recipe.slotOf?.(u) ?? Math.floor(u * 168)
    const format = Math.floor(generator.uniform() * formats)
    const account = Math.floor(generator.uniform() * accounts)
    const effect = (recipe.slotEffect?.(slot) ?? 0) + (recipe.formatEffect?.(format) ?? 0) + (recipe.dayEffect?.(i) ?? 0) + account
    posts.slots.push(slot)
    posts.days.push(i)
    posts.counts.push(drawPoisson(generator, exposure * rate * Math.exp(effect + drawNormal(generator, 0, noise))))
    posts.exposures.push(exposure)
    posts.accounts.push(account)
    posts.formats.push(format)
    posts.paid.push(0)
  }
  return posts
}

/** A bump of the given height around an hour of the day, about six hours wide. */
export const eveningBump = (slot: number, height: number, hour = 19): number => {
  const apart = Math.abs((slot % 24) - hour)
  return height * Math.exp(-(Math.min(apart, 24 - apart) ** 2) / 8)
}
