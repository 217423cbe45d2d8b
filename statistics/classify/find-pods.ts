/** Signs of pods: people who meet under the same posts far more often than their activity and the posts' popularity make one expect. */
import { incompleteBeta } from '../distributions/student-t.ts'

export interface Pod {
  /** Indices of people, most active first. */
  people: number[]
  /** Posts under which three or more of them met. */
  posts: number
  /** Mean over its pairs: posts that both spoke under, and what chance would bring. */
  together: number
  expected: number
  /** The largest p of the pairs that hold it together, after Bonferroni. */
  p: number
}

export interface PodAnswer {
  kind: 'pods'
  people: number
  posts: number
  /** Pairs that were looked at. */
  pairs: number
  pods: Pod[]
}

const fewestPosts = 5
/** A person must have spoken under as many posts to be looked at. */
export const fewestMeetings = 4
/** Beyond this many people only the most active are looked at. */
const mostPeople = 600
const smallestPod = 3

/**
 * Meetings: one entry a person and post (repeats count once). Given the posts of one, the other's posts are drawn with the popularity that occasional people give them (plus one each): those who meet are binomial,
 * which errs on the careful side, since a post is not drawn twice; of both directions the larger p counts. Pairs below `alpha` after Bonferroni are joined to groups; three make a pod. Colleagues, friends and
 * regulars look the same: it is a sign, not a proof. Whoever speaks under nearly every post cannot be told from a faithful reader, and is not. Errors: RangeError for lists of unequal length or indices that are none.
 * Cost: O(people² · posts of each), 0.2 s for 600.
 */
export const findPods = (
  people: ArrayLike<number>,
  posts: ArrayLike<number>,
  alpha = 0.01,
): PodAnswer | { kind: 'too-little-data'; have: number; need: number; unit: 'posts' } => {
  if (people.length !== posts.length) throw new RangeError(`${people.length} people for ${posts.length} posts; give one post a person.`)
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`A chance of error lies between 0 and 1, not ${alpha}.`)
  const under = new Map<number, Set<number>>()
  const of = new Map<number, Set<number>>()
  for (let i = 0; i < people.length; i++) {
    const [person, post] = [people[i] as number, posts[i] as number]
    if (!(Number.isInteger(person) && person >= 0 && Number.isInteger(post) && post >= 0))
      throw new RangeError(`Row ${i + 1}: people and posts are numbered from 0, not ${person} and ${post}.`)
    under.set(post, (under.get(post) ?? new Set()).add(person))
    of.set(person, (of.get(person) ?? new Set()).add(post))
  }
  if (under.size < fewestPosts) return { kind: 'too-little-data', have: under.size, need: fewestPosts, unit: 'posts' }
  // Occasional people tell how popular a post is; those who always meet would excuse themselves.
  const popularity = new Map<number, number>()
  let all = 0
  for (const [post, here] of under) {
    let weight = 1
    for (const person of here) if ((of.get(person)?.size ?? 0) < fewestMeetings) weight++
    popularity.set(post, weight)
    all += weight
  }
  const active = [...of]
    .filter(([, own]) => own.size >= fewestMeetings)
    .toSorted((a, b) => b[1].size - a[1].size || a[0] - b[0])
    .slice(0, mostPeople)
  const met = (a: Set<number>, b: Set<number>) => {
    let count = 0
    for (const post of a.size < b.size ? a : b) if ((a.size < b.size ? b : a).has(post)) count++
    return count
  }
  const shares = active.map(([, own]) => {
    let sum = 0
    for (const post of own) sum += (popularity.get(post) as number) / all
    return Math.min(1, sum)
  })
  const pairs = (active.length * (active.length - 1)) / 2
  const links: { a: number; b: number; together: number; expected: number; p: number }[] = []
  for (let a = 0; a < active.length; a++)
    for (let b = a + 1; b < active.length; b++) {
      const [one, other] = [(active[a] as (typeof active)[number])[1], (active[b] as (typeof active)[number])[1]]
      const together = met(one, other)
      if (together < fewestMeetings) continue
      const [ofOne, ofOther] = [shares[a] as number, shares[b] as number]
      const expected = (one.size * ofOther + other.size * ofOne) / 2
      // P(Bin(n, w) ≥ c) = I_w(c, n − c + 1).
      const tail = (n: number, w: number) => (w >= 1 ? 1 : incompleteBeta(w, together, n - together + 1))
      const p = Math.min(1, Math.max(tail(one.size, ofOther), tail(other.size, ofOne)) * pairs)
      if (p < alpha) links.push({ a, b, together, expected, p })
    }
  const root = active.map((_, i) => i)
  const find = (i: number): number => {
    while (root[i] !== i) i = root[i] as number
    return i
  }
  for (const { a, b } of links) root[find(b)] = find(a)
  const groups = new Map<number, number[]>()
  for (let i = 0; i < active.length; i++) groups.set(find(i), [...(groups.get(find(i)) ?? []), i])
  const pods = [...groups.values()]
    .filter((members) => members.length >= smallestPod)
    .map((members): Pod => {
      const inside = links.filter(({ a }) => members.includes(a))
      const ids = members.map((i) => (active[i] as (typeof active)[number])[0])
      const posts = [...under.values()].filter((here) => ids.filter((id) => here.has(id)).length >= smallestPod).length
      const mean = (pick: (link: (typeof links)[number]) => number) => inside.reduce((sum, link) => sum + pick(link), 0) / inside.length
      return {
        people: ids,
        posts,
        together: mean((link) => link.together),
        expected: mean((link) => link.expected),
        p: inside.reduce((most, { p }) => Math.max(most, p), 0),
      }
    })
    .toSorted((x, y) => y.people.length - x.people.length || y.posts - x.posts)
  return { kind: 'pods', people: of.size, posts: under.size, pairs, pods }
}
