/** Whom and what it is worth talking to today, and why: read off what people did, never off a guess about them. Pure. */
import type { OutwardItem } from '../../../contract/inbox-people.ts'
import { say } from '../../../contract/sentence.ts'

/** One person on one network, over the last half year. */
export interface Voice {
  network: string
  authorId: string
  handle: string
  name: string
  /** Messages in the whole span, and in its last sixty days. */
  n: number
  nRecent: number
  /** Mentions and quotes of the last sixty days: said in their own place, before their own people. */
  mentions: number
  /** Most answers that one of their conversations got. */
  replies: number
  lastAt: Date
  conversationId: string
}

const dayMs = 86_400_000
/** The span of `n`, and of `nRecent`. */
export const spanDays = 180
export const recentDays = 60
const quietDays = 30
/** This many messages make a regular. */
const regular = 3
/** A list for one day, not a database. */
const mostOfAKind = 8

export const tagsOf = (text: string): string[] => [
  ...new Set((text.match(/#[\p{L}\p{M}\p{N}_]{2,50}/gu) ?? []).filter((tag) => !/^#\d+$/.test(tag)).map((tag) => tag.toLocaleLowerCase())),
]

const countTags = (texts: readonly { author: string; text: string }[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { author, text } of texts) for (const tag of tagsOf(text)) found.set(tag, (found.get(tag) ?? new Set()).add(author))
  return found
}

/**
 * Regulars whom nobody ever answered; regulars who have gone quiet; accounts that mentioned or quoted the brand before their own people; tags that several people use with the
 * brand, then the brand's own most used. Entries that were settled are left out; at most eight of a kind, the strongest first. Cost: O(n log n).
 */
export const planOutward = (
  facts: {
    voices: readonly Voice[]
    tagged: readonly { author: string; text: string }[]
    posts: readonly { id: string; text: string }[]
    settled: ReadonlySet<string>
  },
  now: Date,
): OutwardItem[] => {
  const open = ({ key }: OutwardItem) => !facts.settled.has(key)
  const item = (voice: Voice, kind: 'person' | 'account', why: OutwardItem['why'], n: number): OutwardItem => ({
    key: `${kind}/${voice.network}/${voice.authorId}`,
    kind,
    name: voice.name || voice.handle,
    network: voice.network,
    authorId: voice.authorId,
    handle: voice.handle,
    why,
    n,
    conversationId: voice.conversationId,
  })
  const quiet = (voice: Voice) => now.getTime() - voice.lastAt.getTime() > quietDays * dayMs
  const people = facts.voices
    .filter(({ n }) => n >= regular)
    .flatMap((voice): OutwardItem[] => {
      if (voice.replies === 0 && voice.nRecent >= regular)
        return [item(voice, 'person', say('inbox:outward.never', { count: voice.nRecent }), voice.nRecent)]
      if (quiet(voice))
        return [item(voice, 'person', say('inbox:outward.quiet', { count: voice.n, last: voice.lastAt.toISOString() }), voice.n)]
      return []
    })
    .filter(open)
    .toSorted((a, b) => b.n - a.n)
  const accounts = facts.voices
    .filter(({ mentions }) => mentions > 0)
    .map((voice) => item(voice, 'account', say('inbox:outward.mentioned', { count: voice.mentions }), voice.mentions))
    .filter(open)
    .toSorted((a, b) => b.n - a.n)
  const tag = (name: string, why: OutwardItem['why'], n: number): OutwardItem => ({
    key: `tag/${name}`,
    kind: 'tag',
    name,
    network: null,
    authorId: null,
    handle: null,
    why,
    n,
    conversationId: null,
  })
  const theirs = [...countTags(facts.tagged)]
    .filter(([, authors]) => authors.size >= 2)
    .map(([name, authors]) => tag(name, say('inbox:outward.theirTag', { count: authors.size }), authors.size))
    .toSorted((a, b) => b.n - a.n)
  const known = new Set(theirs.map(({ name }) => name))
  const ours = [...countTags(facts.posts.map(({ id, text }) => ({ author: id, text })))]
    .filter(([name, posts]) => posts.size >= regular && !known.has(name))
    .map(([name, posts]) => tag(name, say('inbox:outward.ourTag', { count: posts.size }), posts.size))
    .toSorted((a, b) => b.n - a.n)
  const tags = [...theirs, ...ours].filter(open)
  return [people, accounts, tags].flatMap((kind) => kind.slice(0, mostOfAKind))
}
