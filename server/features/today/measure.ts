/** How engagement of the last days compares with the weeks before: a difference with its interval, or too little data. */
import { compareMeans } from '../../../statistics/compare/welch.ts'

export interface PostOutcome {
  publishedAt: Date
  /** Engagements ÷ impressions where impressions are known, else null. */
  engagementRate: number | null
}

export type EngagementChange =
  | {
      kind: 'change'
      ratio: number
      interval: [number, number]
      level: number
      n: number
      nBefore: number
      /** The posts compared, newest first; `recent` are those of the last days. */
      posts: { publishedAt: Date; engagementRate: number; recent: boolean }[]
    }
  | { kind: 'too-little-data'; have: number; need: number }

const dayMs = 86_400_000
/** Rates are compared on a log scale; a post without any engagement counts as half of one in a thousand impressions. */
const floorRate = 0.0005

/**
 * Compares posts of the last `recentDays` (default 7) with those of the `beforeDays` (default 56) before them: the ratio of their geometric
 * mean engagement rates with a Welch interval on the log scale (level 0.8). Posts younger than a day still grow and are left out.
 */
export const measureChange = (posts: PostOutcome[], now: Date, recentDays = 7, beforeDays = 56): EngagementChange => {
  const age = (post: PostOutcome) => (now.getTime() - post.publishedAt.getTime()) / dayMs
  const compared = posts
    .flatMap(({ publishedAt, engagementRate }) => (engagementRate === null ? [] : [{ publishedAt, engagementRate }]))
    .filter((post) => age(post) >= 1 && age(post) < 1 + recentDays + beforeDays)
    .map((post) => ({ ...post, recent: age(post) < 1 + recentDays }))
    .toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
  const logRates = (isRecent: boolean) =>
    compared.filter((post) => post.recent === isRecent).map(({ engagementRate }) => Math.log(Math.max(engagementRate, floorRate)))
  const recent = logRates(true)
  const before = logRates(false)
  const need = 3
  if (recent.length < need || before.length < need) return { kind: 'too-little-data', have: Math.min(recent.length, before.length), need }
  const answer = compareMeans(before, recent)
  if (answer.kind === 'too-little-data') return { kind: 'too-little-data', have: answer.have, need: answer.need }
  return {
    kind: 'change',
    ratio: Math.exp(answer.value),
    interval: [Math.exp(answer.interval[0]), Math.exp(answer.interval[1])],
    level: answer.level,
    n: recent.length,
    nBefore: before.length,
    posts: compared,
  }
}
