/** One real account: fitted on the first four fifths of its posts, judged on the last; and what is named when its labels are shuffled. */
import { median } from '../../statistics/describe/median.ts'
import { currentInterval, nextInterval, startInterval } from '../../statistics/estimate/adapt-interval.ts'
import { fitPosts } from '../../statistics/estimate/fit-posts.ts'
import type { Posts } from '../../statistics/estimate/post-layout.ts'
import { predictor, takePosts } from '../../statistics/estimate/predict-posts.ts'
import { estimateWhatAndWhen } from '../../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { shuffle } from '../../statistics/random/shuffle.ts'
import type { RealAccount } from './real-sets.ts'

export interface RealResult {
  set: string
  asked: number
  /** Sums of absolute errors of the log outcome: of the model, of the account's median, of the median of its last 20. */
  errors: { model: number; median: number; lastTwenty: number }
  /** Outcomes inside the interval that was set once before the last fifth, and inside one renewed post by post. */
  held: { once: number; renewed: number }
  /** Sums of log outcomes less their average, in the last fifth, over posts in slots of each policy. */
  replay: Record<'named' | 'naive', { posts: number; gain: number }>
  named: boolean
  /** Of shuffled copies of the labels: how many, and for how many a slot or a format is named. */
  shuffled: { asked: number; slots: number; formats: number }
}

const rangeOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const outcomesOf = (posts: Posts) => Array.from(posts.counts, (count, i) => Math.log((count + 0.5) / (posts.exposures[i] as number)))

/** Errors of posts from `from` on, each predicted by a fit on what lies before its block; blocks are a twentieth of all. */
const errorsInTime = (posts: Posts, outcomes: number[], from: number, to: number): number[] => {
  const size = Math.max(1, Math.ceil(outcomes.length / 20))
  const errors: number[] = []
  for (let start = from; start < to; start += size) {
    const predict = predictor(fitPosts(takePosts(posts, rangeOf(0, start)), createGenerator('renewed'), 20))
    for (let i = start; i < Math.min(to, start + size); i++)
      errors.push((outcomes[i] as number) - predict(posts.slots[i] as number, posts.formats[i] as number, posts.accounts[i] as number))
  }
  return errors
}

/** The slot with the highest average outcome of the past, as tools name it, however few its posts (three at least). */
const naiveSlot = (posts: Posts, outcomes: number[], until: number): number | null => {
  const cells = new Map<number, number[]>()
  for (let i = 0; i < until; i++) {
    const slot = posts.slots[i] as number
    cells.set(slot, [...(cells.get(slot) ?? []), outcomes[i] as number])
  }
  const ranked = [...cells]
    .filter(([, values]) => values.length >= 3)
    .map(([slot, values]) => ({ slot, mean: values.reduce((a, b) => a + b, 0) / values.length }))
  return ranked.length === 0 ? null : ranked.reduce((a, b) => (b.mean > a.mean ? b : a)).slot
}

/** Everything about one account. Pure. Cost: a few seconds. */
export const evaluateReal = ({ set, posts }: RealAccount, seed: number, shuffles: number): RealResult => {
  const n = posts.slots.length
  const cut = Math.floor(0.8 * n)
  const outcomes = outcomesOf(posts)
  const past = takePosts(posts, rangeOf(0, cut))
  const found = estimateWhatAndWhen(past, createGenerator(seed))
  if (found.kind !== 'estimate' || found.prediction === null) throw new Error(`${set} has only ${n} posts`)
  const predict = predictor(fitPosts(past, createGenerator(`${seed}/fit`), 60))
  const ends = [median(outcomes.slice(0, cut)), median(outcomes.slice(cut - 20, cut))] as const
  const errors = { model: 0, median: 0, lastTwenty: 0 }
  const held = { once: 0, renewed: 0 }
  const late = rangeOf(cut, n)
  for (const i of late) {
    const error = (outcomes[i] as number) - predict(posts.slots[i] as number, posts.formats[i] as number, posts.accounts[i] as number)
    errors.model += Math.abs(error)
    errors.median += Math.abs((outcomes[i] as number) - ends[0])
    errors.lastTwenty += Math.abs((outcomes[i] as number) - ends[1])
    if (found.prediction.lower <= error && error <= found.prediction.upper) held.once++
  }
  const start = Math.floor(0.3 * n)
  const inTime = errorsInTime(posts, outcomes, start, n)
  const learned = Math.min(cut - start, Math.max(20, Math.floor(0.05 * n)))
  let state = startInterval(inTime.slice(0, learned))
  inTime.slice(learned).forEach((error, i) => {
    const [lower, upper] = currentInterval(state)
    if (start + learned + i >= cut && lower <= error && error <= upper) held.renewed++
    state = nextInterval(state, error)
  })
  const average = late.reduce((sum, i) => sum + (outcomes[i] as number), 0) / late.length
  const replay = (slots: Set<number>) => {
    const hits = late.filter((i) => slots.has(posts.slots[i] as number))
    return { posts: hits.length, gain: hits.reduce((sum, i) => sum + (outcomes[i] as number) - average, 0) }
  }
  const naive = naiveSlot(posts, outcomes, cut)
  const shuffled = { asked: shuffles, slots: 0, formats: 0 }
  for (let round = 0; round < shuffles; round++) {
    const generator = createGenerator(`${seed}/${round}`)
    const labels = shuffle(generator, rangeOf(0, n))
    const copy = {
      ...posts,
      slots: labels.map((i) => posts.slots[i] as number),
      formats: labels.map((i) => posts.formats[i] as number),
    }
    const answer = estimateWhatAndWhen(copy, generator, { draws: 300, predict: false })
    if (answer.kind !== 'estimate') continue
    if (answer.bestSlots.length > 0) shuffled.slots++
    if (answer.bestFormats.length > 0) shuffled.formats++
  }
  return {
    set,
    asked: late.length,
    errors,
    held,
    replay: { named: replay(new Set(found.bestSlots)), naive: replay(new Set(naive === null ? [] : [naive])) },
    named: found.bestSlots.length > 0,
    shuffled,
  }
}
