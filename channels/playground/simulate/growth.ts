/** How a post's numbers grow with its age: fast at first, slower and slower, done after sixty days. */
import { uniformOf } from './generator.ts'
import type { Outcome } from './types.ts'
import { dayMs, hourMs } from './zone.ts'

/** Half of what comes has come after this many hours; saves and sales come later than reactions. */
const halfHours: Record<keyof Outcome, number> = {
  impressions: 7,
  reach: 7,
  engagements: 6,
  reactions: 5,
  comments: 8,
  shares: 7,
  saves: 12,
  clicks: 9,
  sales: 30,
  follows: 10,
}
/** Below 1: a steep start and a long tail (a stretched exponential). */
const stretch = 0.62
/** From this age on nothing more comes. */
export const oldMs = 60 * dayMs

const raw = (ageMs: number, half: number) => 1 - Math.exp(-Math.LN2 * (ageMs / (half * hourMs)) ** stretch)

/** The share of the total that has come at an age; 0 at birth, 1 from sixty days on, never falling. */
export const grownShare = (metric: keyof Outcome, ageMs: number): number => {
  if (ageMs <= 0) return 0
  if (ageMs >= oldMs) return 1
  return raw(ageMs, halfHours[metric]) / raw(oldMs, halfHours[metric])
}

/** The age at which a share of the total has come; the inverse of grownShare. */
export const ageOfShare = (metric: keyof Outcome, share: number): number => {
  if (share <= 0) return 0
  if (share >= 1) return oldMs
  const half = halfHours[metric]
  return half * hourMs * (-Math.log(1 - share * raw(oldMs, half)) / Math.LN2) ** (1 / stretch)
}

/** Of a total of n things, the age at which the i-th (from 1) comes. `name` gives the post its own rounding, so that small counts come at all ages. */
export const ageOfEvent = (metric: keyof Outcome, name: string, total: number, i: number): number =>
  ageOfShare(metric, (i - uniformOf(`${name}/${metric}/round`)) / total)

const counted = ['reactions', 'comments', 'shares', 'saves'] as const

/** What a post shows at an age: whole numbers that never fall, engagements always the sum of their parts, reach never above impressions. */
export const outcomeAt = (total: Outcome, name: string, ageMs: number): Outcome => {
  const at = (metric: keyof Outcome) =>
    Math.min(total[metric], Math.floor(total[metric] * grownShare(metric, ageMs) + uniformOf(`${name}/${metric}/round`)))
  const parts = Object.fromEntries(counted.map((metric) => [metric, ageMs <= 0 ? 0 : at(metric)])) as Pick<
    Outcome,
    (typeof counted)[number]
  >
  const engagements = parts.reactions + parts.comments + parts.shares + parts.saves
  if (ageMs <= 0) return { ...total, ...parts, impressions: 0, reach: 0, engagements: 0, clicks: 0, sales: 0, follows: 0 }
  const impressions = Math.max(at('impressions'), engagements)
  return {
    ...parts,
    engagements,
    impressions,
    reach: Math.min(impressions, at('reach')),
    clicks: at('clicks'),
    sales: Math.min(at('clicks'), at('sales')),
    follows: at('follows'),
  }
}
