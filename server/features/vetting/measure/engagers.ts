/** Who comments: how many people, how much comes from a few, and whether a small group answers nearly everything, as pods do. */
import type { Estimate } from '../../../../contract/metrics.ts'
import { ratioOf } from './ratio.ts'

/** One comment of a list that a candidate handed over. */
export interface CommentRow {
  day: string
  username: string
  /** Which post it stands under; where nobody says, the posts of a day count as one. */
  post: string | null
}

const level = 0.9
export const fewestPosts = 8
export const fewestComments = 50
/** Who comments on this part of all posts is a regular. */
const regularShare = 0.6
/** A group is at least so many, and brings at least this part of the comments. */
const groupSize = 3
export const podShare = 1 / 3
const busiest = 5

export type Engagers =
  | {
      kind: 'engagers'
      people: number
      comments: number
      posts: number
      /** Percent of comments by the five busiest. */
      top: Estimate
      regulars: { people: number; share: Estimate } | null
      isPod: boolean
    }
  | { kind: 'no-comments' }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'posts' | 'comments' }

const inside = (rows: readonly CommentRow[], from: string, to: string) => rows.filter(({ day }) => day >= from && day <= to)

/**
 * Pure. Posts are the units of every interval: comments under one post are not apart from each other. A pod is told from a group of at least three who
 * comment on at least 60% of the posts, when the lower end of their part of all comments is at least a third; loyal friends look the same, so it asks a
 * question and contradicts nobody. Cost: O(comments).
 */
export const measureEngagers = (rows: readonly CommentRow[], from: string, to: string): Engagers => {
  const known = inside(rows, from, to)
  if (known.length === 0) return { kind: 'no-comments' }
  const posts = new Map<string, string[]>()
  const postsOf = new Map<string, Set<string>>()
  const commentsOf = new Map<string, number>()
  for (const { day, username, post } of known) {
    const under = post ?? day
    const name = username.trim().replace(/^@/, '').toLowerCase()
    posts.set(under, [...(posts.get(under) ?? []), name])
    postsOf.set(name, (postsOf.get(name) ?? new Set()).add(under))
    commentsOf.set(name, (commentsOf.get(name) ?? 0) + 1)
  }
  if (posts.size < fewestPosts) return { kind: 'too-little-data', have: posts.size, need: fewestPosts, unit: 'posts' }
  if (known.length < fewestComments) return { kind: 'too-little-data', have: known.length, need: fewestComments, unit: 'comments' }
  const shareOf = (names: ReadonlySet<string>): Estimate =>
    ratioOf(
      [...posts.values()].map((under) => ({ y: under.filter((name) => names.has(name)).length, x: under.length })),
      level,
    )
  const byComments = [...commentsOf].toSorted((a, b) => b[1] - a[1]).slice(0, busiest)
  const regulars = new Set([...postsOf].filter(([, under]) => under.size >= regularShare * posts.size).map(([name]) => name))
  const share = regulars.size === 0 ? null : shareOf(regulars)
  return {
    kind: 'engagers',
    people: commentsOf.size,
    comments: known.length,
    posts: posts.size,
    top: shareOf(new Set(byComments.map(([name]) => name))),
    regulars: share === null ? null : { people: regulars.size, share },
    isPod: share !== null && regulars.size >= groupSize && share.interval[0] >= 100 * podShare,
  }
}
