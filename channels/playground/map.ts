/** Translates between the simulation's words and Athar's: posts, numbers and comments as they stand at a moment. */
import type { Format } from '../../contract/content.ts'
import type { PostMetric } from '../../contract/metrics.ts'
import type { ObservedMessage, ObservedMetric, ObservedPost } from '../port.ts'
import { type Clock, toReal, toSimulated } from './clock.ts'
import type { Past } from './past.ts'
import type { StoredPost } from './records.ts'
import { drawEngagement } from './simulate/draw-engagement.ts'
import type { Arrival } from './simulate/followers.ts'
import { ageOfEvent, oldMs, outcomeAt } from './simulate/growth.ts'
import { hashName } from './simulate/generator.ts'
import type { Outcome, SimulatedFormat } from './simulate/types.ts'
import { commentText } from './simulate/words/speak.ts'

/** A post as the network holds it, past or live. */
export interface Post {
  id: string
  /** What its luck hangs on. */
  name: string
  publishedAt: number
  format: Format
  text: string
  language: string | null
  paid: boolean
  outcome: Outcome
  /** When a post of the past had grown up: at the latest when the world began. Null for live posts, which grow by the network's clock. */
  grownUpAt: number | null
}

const simulatedFormats: Record<Format, SimulatedFormat> = {
  text: 'text',
  photo: 'photo',
  carousel: 'carousel',
  reel: 'reel',
  video: 'reel',
  story: 'reel',
  live: 'reel',
  link: 'link',
  document: 'link',
  poll: 'text',
  other: 'text',
}

export const networkPostId = (accountId: string, id: string): string => `${accountId}/${id}`

/** All posts of an account, newest first. */
export const mergePosts = (accountId: string, past: Past, live: readonly StoredPost[]): Post[] => {
  const { seed } = past.truth
  const livePosts = live.map(
    ({ token, post, publishedAt }): Post => ({
      id: networkPostId(accountId, token),
      name: `${seed}/${token}`,
      publishedAt: publishedAt.getTime(),
      format: post.format,
      text: post.text,
      language: post.language,
      paid: false,
      grownUpAt: null,
      outcome: drawEngagement(past.truth, { at: publishedAt.getTime(), format: simulatedFormats[post.format] }, token),
    }),
  )
  const pastPosts = past.posts.map(
    (post): Post => ({
      ...post,
      id: networkPostId(accountId, post.id),
      name: `${seed}/${post.id}`,
      // The youngest posts of the past grow up faster, so that a brand begins with numbers that will not change any more.
      grownUpAt: Math.min(post.publishedAt + oldMs, past.truth.endsAt),
    }),
  )
  return [...livePosts, ...pastPosts.reverse()].toSorted((a, b) => b.publishedAt - a.publishedAt)
}

export const toObservedPost = ({ id, publishedAt, format, text, language, paid }: Post): ObservedPost => ({
  networkPostId: id,
  permalink: null,
  publishedAt: new Date(publishedAt),
  format,
  text,
  language,
  paid,
})

const shown: readonly Exclude<PostMetric & keyof Outcome, never>[] = [
  'impressions',
  'reach',
  'engagements',
  'reactions',
  'comments',
  'shares',
  'saves',
  'clicks',
  'sales',
  'follows',
]

/** What a post shows at a moment of ours. */
export const numbersAt = (post: Post, clock: Clock, now: number): Outcome => outcomeAt(post.outcome, post.name, ageAt(post, clock, now))

/** How old a post is at a moment of ours, in the network's time. */
const ageAt = ({ publishedAt, grownUpAt }: Post, clock: Clock, now: number): number =>
  grownUpAt === null
    ? toSimulated(clock, now) - toSimulated(clock, publishedAt)
    : now >= grownUpAt
      ? oldMs
      : ((now - publishedAt) / (grownUpAt - publishedAt)) * oldMs

/** The moment of ours at which a post reaches an age: the inverse of ageAt. */
const momentOfAge = ({ publishedAt, grownUpAt }: Post, clock: Clock, age: number): number =>
  grownUpAt === null ? toReal(clock, toSimulated(clock, publishedAt) + age) : publishedAt + (age / oldMs) * (grownUpAt - publishedAt)

export const toMetrics = (post: Post, clock: Clock, observedAt: Date): ObservedMetric[] => {
  const numbers = numbersAt(post, clock, observedAt.getTime())
  return shown.map((metric) => ({ networkPostId: post.id, metric, window: 'lifetime', day: null, value: numbers[metric], observedAt }))
}

/** How many of those who came in order had come by a moment. */
const countBefore = (people: readonly Arrival[], at: number): number => {
  let [low, high] = [0, people.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((people[middle] as Arrival).followedAt > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Comments under a post that have been written by now, oldest first; as many as its number says. */
export const commentsOf = (post: Post, past: Past, clock: Clock, now: number): ObservedMessage[] => {
  const people = past.people()
  const { comments } = numbersAt(post, clock, now)
  return Array.from({ length: people.length === 0 ? 0 : comments }, (_, index) => {
    const i = index + 1
    const sentAt = Math.min(now, Math.ceil(momentOfAge(post, clock, ageOfEvent('comments', post.name, post.outcome.comments, i))))
    // Somebody who followed by then; the first followers were there before the first post.
    const there = countBefore(people, sentAt)
    const author = past.describe(people[hashName(`${post.name}/author/${i}`) % Math.max(1, there)] as Arrival)
    return {
      networkMessageId: `${post.id}/comment-${i}`,
      kind: 'comment',
      networkPostId: post.id,
      author: { id: author.id, handle: author.username, displayName: author.displayName, avatarUrl: null },
      text: commentText(post.name, past.truth.language, i),
      sentAt: new Date(sentAt),
      permalink: null,
    }
  })
}
