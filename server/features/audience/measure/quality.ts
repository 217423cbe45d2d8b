/** What messages tell of those who write them: how many, who comes back, how loud the loudest are, how much they say, and who always meets. */
import { findPods, type Pod } from '../../../../statistics/classify/find-pods.ts'
import { normalQuantile } from '../../../../statistics/distributions/normal.ts'
import { type Concentration, measureConcentration } from '../../../../statistics/estimate/measure-concentration.ts'
import { wilsonInterval } from '../../../../statistics/estimate/wilson-interval.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'

export interface Heard {
  author: string
  handle: string
  /** Null where it stands under no post of ours. */
  post: string | null
  text: string
  /** Milliseconds since 1970. */
  at: number
}

export const level = 0.9
export const fewestPeople = 20
const weekMs = 7 * 86_400_000
/** A message of so many words, or one that asks, says more than "nice". */
const deepWords = 5

interface Value {
  value: number
  interval: [number, number]
  n: number
}
export type Quality =
  | { kind: 'too-little-data'; have: number; need: number; unit: 'people' }
  | {
      kind: 'quality'
      messages: number
      people: Value
      /** Wrote in two different weeks or more. */
      returning: Value
      /** Of those heard in the first half, those heard in the second. */
      retained: Value | null
      concentration: Concentration
      deep: Value
      /** Messages a person writes under one post. */
      turns: Value | null
      pods: (Omit<Pod, 'people'> & { handles: string[] })[] | null
    }

export const isDeep = (text: string): boolean => {
  const plain = text.replaceAll(/https?:\/\/\S+|[@#]\S+/gu, ' ')
  return /[?؟]/u.test(plain) || (plain.match(/\p{L}[\p{L}\p{M}'’]*/gu)?.length ?? 0) >= deepWords
}

const share = (count: number, n: number): Value => ({ value: count / n, interval: wilsonInterval(count, n, level), n })

/** A ratio of sums over people, who are the units: its interval by linearisation (Cochran 1977, chapter 6). */
const ratioOver = (rows: readonly { y: number; x: number }[], low: number, high: number): Value | null => {
  const n = rows.length
  const total = rows.reduce((sum, { x }) => sum + x, 0)
  if (n < 2 || total === 0) return null
  const value = rows.reduce((sum, { y }) => sum + y, 0) / total
  const squares = rows.reduce((sum, { x, y }) => sum + (y - value * x) ** 2, 0)
  const half = normalQuantile((1 + level) / 2) * (Math.sqrt((squares * n) / (n - 1)) / total)
  return { value, interval: [Math.max(low, value - half), Math.min(high, value + half)], n }
}

/** Pure. `from` and `to` in milliseconds. Cost: O(messages + people²), people with four posts and more at most 600. */
export const measureQuality = (messages: readonly Heard[], { from, to }: { from: number; to: number }): Quality => {
  const people = new Map<
    string,
    { handle: string; weeks: Set<number>; n: number; deep: number; posts: Map<string, number>; early: boolean; late: boolean }
  >()
  const middle = (from + to) / 2
  for (const { author, handle, post, text, at } of messages) {
    const person = people.get(author) ?? { handle, weeks: new Set(), n: 0, deep: 0, posts: new Map(), early: false, late: false }
    person.weeks.add(Math.floor((at - from) / weekMs))
    person.n++
    if (isDeep(text)) person.deep++
    if (post !== null) person.posts.set(post, (person.posts.get(post) ?? 0) + 1)
    if (at < middle) person.early = true
    else person.late = true
    people.set(author, person)
  }
  const all = [...people.values()]
  const n = all.length
  if (n < fewestPeople) return { kind: 'too-little-data', have: n, need: fewestPeople, unit: 'people' }
  const early = all.filter((person) => person.early)
  const numbers = new Map<string, number>()
  const numberOf = (post: string) => numbers.get(post) ?? (numbers.set(post, numbers.size), numbers.size - 1)
  const meetings = all.flatMap((person, index) => [...person.posts.keys()].map((post) => ({ index, post: numberOf(post) })))
  const pods = findPods(
    meetings.map(({ index }) => index),
    meetings.map(({ post }) => post),
  )
  const spoken = all.filter(({ posts }) => posts.size > 0)
  return {
    kind: 'quality',
    messages: messages.length,
    people: { value: n, interval: [n, n], n },
    returning: share(all.filter(({ weeks }) => weeks.size > 1).length, n),
    retained: early.length === 0 ? null : share(early.filter(({ late }) => late).length, early.length),
    concentration: measureConcentration(
      all.map((person) => person.n),
      createGenerator('quality'),
      { level },
    ) as Concentration,
    deep: ratioOver(
      all.map((person) => ({ y: person.deep, x: person.n })),
      0,
      1,
    ) as Value,
    turns: ratioOver(
      spoken.map(({ posts }) => ({ y: [...posts.values()].reduce((sum, count) => sum + count, 0), x: posts.size })),
      1,
      Number.POSITIVE_INFINITY,
    ),
    pods:
      pods.kind === 'pods'
        ? pods.pods.map(({ people: ids, ...pod }) => ({ ...pod, handles: ids.map((id) => all[id]?.handle ?? '') }))
        : null,
  }
}

/** People of each week from Monday on, and those of them heard before. `mondayOf` in the brand's zone. Cost: O(messages). */
export const countWeeks = (
  messages: readonly Heard[],
  mondayOf: (at: number) => string,
): { week: string; people: number; known: number }[] => {
  const heard = new Set<string>()
  const weeks = new Map<string, { people: Set<string>; known: Set<string> }>()
  for (const { author, at } of messages.toSorted((a, b) => a.at - b.at)) {
    const week = mondayOf(at)
    const here = weeks.get(week) ?? { people: new Set(), known: new Set() }
    if (heard.has(author) && !here.people.has(author)) here.known.add(author)
    here.people.add(author)
    heard.add(author)
    weeks.set(week, here)
  }
  return [...weeks].map(([week, here]) => ({ week, people: here.people.size, known: here.known.size }))
}
