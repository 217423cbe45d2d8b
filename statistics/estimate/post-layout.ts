/** What the model of posts is given, and how each post maps to the model's unknowns. */
import { slotCount } from './slot-features.ts'

/** Posts as parallel arrays, in any order. */
export interface Posts {
  /** Weekday × 24 + hour in the brand's own zone, weekday 0 = Monday. */
  slots: ArrayLike<number>
  /** When, in days from any origin; orders the posts and carries the trend. */
  days: ArrayLike<number>
  /** What was earned: a count such as engagements, 0 or more. */
  counts: ArrayLike<number>
  /** What it was earned from, above 0: impressions, followers, or 1 where the count stands alone. */
  exposures: ArrayLike<number>
  /** 0, 1, 2 … per account, format, and whether the post was paid for. */
  accounts: ArrayLike<number>
  formats: ArrayLike<number>
  paid: ArrayLike<number>
  /** 0, 1, 2 … per content pillar, where posts have one; those without may share a number of their own. */
  pillars?: ArrayLike<number>
}

export interface Layout {
  n: number
  /** For each post: its level (a stretch of time in one account), counted through all accounts. */
  level: Int32Array
  levels: number
  /** First level of each account, and one past the last: levels of account a are first[a] … first[a + 1] - 1, oldest first. */
  first: Int32Array
  /** Posts in each account. */
  accountPosts: Int32Array
  formats: number
  /** 0 where pillars are not told. */
  pillars: number
  hasPaid: boolean
  /** Posts by slot. */
  slotPosts: Int32Array
}

const postsPerLevel = 8
const mostLevels = 40
/** A long history of one account may be cut finer, down to this many posts a stretch and up to twice as many stretches. */
const longPostsPerLevel = 32
/** Beyond these, a number is a slip of a file. */
const [mostCount, leastExposure, mostGroups] = [1e15, 1e-9, 1000]

/**
 * Cuts each account's history into at most 40 (all accounts together about 60; one long history up to 80) stretches of equally many posts, at least 8 each: the
 * steps on which the account's level may drift. Throws RangeError when an array does not fit. Cost: O(n log n).
 */
export const layOutPosts = (posts: Posts): Layout => {
  const n = posts.slots.length
  for (const [name, column] of Object.entries(posts) as [string, ArrayLike<number> | undefined][]) {
    if (column && column.length !== n) throw new RangeError(`${name} has ${column.length} values where ${n} posts are`)
  }
  const slotPosts = new Int32Array(slotCount)
  let accounts = 0
  let formats = 0
  let pillars = 0
  let paid = 0
  for (let i = 0; i < n; i++) {
    const slot = posts.slots[i] as number
    if (!(Number.isInteger(slot) && slot >= 0 && slot < slotCount))
      throw new RangeError(`post ${i} is in slot ${slot}; slots run from 0 to 167`)
    if (!((posts.counts[i] as number) >= 0 && (posts.counts[i] as number) <= mostCount))
      throw new RangeError(`post ${i} has the count ${posts.counts[i]}; counts are 0 or more`)
    if (!((posts.exposures[i] as number) >= leastExposure && (posts.exposures[i] as number) <= mostCount))
      throw new RangeError(`post ${i} has the exposure ${posts.exposures[i]}; exposures are above 0`)
    if (!(Math.abs(posts.days[i] as number) <= mostCount))
      throw new RangeError(`post ${i} is on day ${posts.days[i]}; days are finite numbers`)
    for (const [name, value] of [
      ['account', posts.accounts[i]],
      ['format', posts.formats[i]],
    ] as const)
      if (!(Number.isInteger(value) && (value as number) >= 0 && (value as number) < mostGroups))
        throw new RangeError(`post ${i} has the ${name} ${value}; ${name}s are numbered from 0`)
    if (posts.paid[i] !== 0 && posts.paid[i] !== 1) throw new RangeError(`post ${i} has paid ${posts.paid[i]}; it is 0 or 1`)
    slotPosts[slot] = (slotPosts[slot] as number) + 1
    accounts = Math.max(accounts, (posts.accounts[i] as number) + 1)
    formats = Math.max(formats, (posts.formats[i] as number) + 1)
    if (posts.pillars) pillars = Math.max(pillars, (posts.pillars[i] as number) + 1)
    paid += posts.paid[i] as number
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (posts.days[a] as number) - (posts.days[b] as number) || a - b)
  const byAccount: number[][] = Array.from({ length: accounts }, () => [])
  for (const i of order) byAccount[posts.accounts[i] as number]?.push(i)

  const level = new Int32Array(n)
  const first = new Int32Array(accounts + 1)
  const usual = Math.max(4, Math.min(mostLevels, Math.floor(60 / Math.max(1, accounts))))
  const most = accounts > 1 ? usual : Math.max(usual, Math.min(2 * mostLevels, Math.floor(n / longPostsPerLevel)))
  let levels = 0
  byAccount.forEach((members, account) => {
    first[account] = levels
    const count = Math.max(1, Math.min(most, Math.floor(members.length / postsPerLevel)))
    members.forEach((i, rank) => (level[i] = levels + Math.floor((rank * count) / members.length)))
    levels += count
  })
  first[accounts] = levels
  return {
    n,
    level,
    levels,
    first,
    accountPosts: Int32Array.from(byAccount, (members) => members.length),
    formats,
    pillars,
    hasPaid: paid > 0 && paid < n,
    slotPosts,
  }
}
