/** Posts as brands have them, for tests and evaluations: weekdays that differ, a level that wanders, heavy tails, viral posts, impressions. */
import type { Generator } from '../../random/generator.ts'
import { drawNegativeBinomial } from '../../random/negative-binomial.ts'
import { drawNormal } from '../../random/normal.ts'

export interface World {
  /** Spread of the weekdays’ levels, of the level’s daily step, of like posts (all logs). */
  weekdays?: number
  drift?: number
  spread?: number
  /** Share of posts that go viral: e^2 more on average. */
  viral?: number
  /** Share of posts without an outcome. */
  lost?: number
}

/** One post a block entry, in order; `factors[arm]` multiplies the outcome of its posts. */
export const simulatePosts = (
  generator: Generator,
  blocks: readonly number[],
  arms: readonly number[],
  factors: readonly number[],
  { weekdays = 0.4, drift = 0.05, spread = 0.6, viral = 0.03, lost = 0.1 }: World = {},
): { counts: number[]; exposures: number[] } => {
  const days = Array.from({ length: Math.max(0, ...blocks) + 1 }, () => drawNormal(generator, 0, weekdays))
  let level = 4
  const exposures: number[] = []
  const counts = blocks.map((block, post) => {
    level += drawNormal(generator, 0, drift)
    const luck = drawNormal(generator, 0, spread) + (generator.uniform() < viral ? drawNormal(generator, 2, 1) : 0)
    const impressions = Math.exp(drawNormal(generator, 7, 0.5))
    exposures.push(impressions)
    const mean = (impressions / 1000) * Math.exp(level + (days[block] as number) + luck) * (factors[arms[post] as number] as number)
    return generator.uniform() < lost ? Number.NaN : drawNegativeBinomial(generator, mean, 5)
  })
  return { counts, exposures }
}
