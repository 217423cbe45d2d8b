/** Makes a review of what was found: what changed, what was learned, what is due, what to try next. */
import type { Decision } from '../../../contract/decisions.ts'
import type { Evidence, Words } from '../../../contract/evidence.ts'
import type { Goal, GoalOutlook } from '../../../contract/goals.ts'
import type { Learning } from '../../../contract/learning.ts'
import type { Mark } from '../../../contract/marks.ts'
import type { ReviewItem, ReviewSection } from '../../../contract/review.ts'
import { say } from '../../../contract/sentence.ts'
import type { ConsistencyWeek } from '../../../contract/strategy.ts'
import type { Place, TodayItem } from '../../../contract/today.ts'
import type { FollowerWeek, RateChange } from './measure.ts'

export interface ReviewFacts {
  week: { from: string; to: string }
  rates: RateChange
  followers: { accountId: string; handle: string; found: FollowerWeek }[]
  consistency: ConsistencyWeek | null
  marks: Mark[]
  entries: TodayItem[]
  learning: Learning | null
  goals: { goal: Goal; outlook: GoalOutlook }[]
  /** The whole log. */
  decisions: Decision[]
}

const place = (page: Place['page'], id: string | null = null): Place => ({ page, id })

const item = (section: ReviewSection, id: string, words: Words, rest: Partial<ReviewItem> = {}): ReviewItem => ({
  id,
  section,
  words,
  place: null,
  estimate: null,
  unit: 'number',
  own: null,
  hidden: false,
  ...rest,
})

const evidence = (
  method: string,
  period: { from: string; to: string },
  n: number,
  columns: string[],
  cells: (string | number | null)[][],
): Evidence => ({
  method: say(`review:evidence.${method}`),
  period,
  n,
  assumptions: [{ words: say('review:evidence.alike'), holds: null }],
  rows: { columns: columns.map((column) => say(`review:column.${column}`)), cells: cells.slice(-200), total: cells.length },
  page: null,
})

const rateItem = ({ rates, week }: ReviewFacts): ReviewItem => {
  if (rates.kind === 'too-little-data')
    return item('changed', 'rates', say('review:changed.rateThin', { have: rates.have, need: rates.need }))
  const [low, high] = rates.interval
  const key = low > 1 ? 'rateUp' : high < 1 ? 'rateDown' : 'rateSame'
  const percent = Math.abs(Math.round(100 * (rates.ratio - 1)))
  const n = rates.n + rates.nBefore
  const rows = rates.posts.map(({ day, excerpt, rate }) => [day, excerpt, rate === null ? null : Number(rate.toPrecision(3))])
  return item('changed', 'rates', say(`review:changed.${key}`, { percent, n: rates.n, before: rates.nBefore }), {
    estimate: {
      value: rates.ratio - 1,
      interval: [low - 1, high - 1],
      level: rates.level,
      n,
      evidence: evidence('rates', week, n, ['day', 'post', 'rate'], rows),
    },
    unit: 'change',
    place: place('results'),
  })
}

const followerItems = ({ followers, week }: ReviewFacts): ReviewItem[] =>
  followers.map(({ accountId, handle, found: { added, total, usual, weeks } }) => {
    const id = `followers/${accountId}`
    if (usual === null) return item('changed', id, say('review:changed.followers', { handle, added, total }))
    const standing = added > usual.high ? 'more' : added < usual.low ? 'fewer' : 'usual'
    const values = { handle, added, total, low: Math.round(usual.low), high: Math.round(usual.high) }
    const rows = [...weeks, { monday: week.from, added }].map((one) => [one.monday, one.added])
    return item('changed', id, say(`review:changed.followers-${standing}`, values), {
      place: place('forecast'),
      estimate: {
        value: added - usual.mean,
        interval: [added - usual.high, added - usual.low],
        level: 0.8,
        n: usual.n,
        evidence: evidence('followers', week, usual.n, ['week', 'added'], rows),
      },
    })
  })

const postItems = ({ consistency }: ReviewFacts): ReviewItem[] => {
  if (consistency === null) return []
  const { done, wanted, late, missed } = consistency
  const rest = { place: place('calendar') }
  return [
    item(
      'changed',
      'posts',
      wanted === null ? say('review:changed.posts', { count: done }) : say('review:changed.postsWanted', { count: done, wanted }),
      rest,
    ),
    ...(late + missed === 0 ? [] : [item('changed', 'late', say('review:changed.late', { late, missed }), rest)]),
  ]
}

const entryItems = (section: ReviewSection, entries: readonly TodayItem[]): ReviewItem[] =>
  entries.map(({ id, what, place: where, estimate }) => item(section, `today/${id}`, what, { place: where, estimate, unit: 'change' }))

const learned = ({ learning, goals, decisions, week }: ReviewFacts): ReviewItem[] => {
  const known = learning !== null && learning.recommendation.kind !== 'too-little-data' ? learning : null
  const checkedNow = decisions.filter(
    ({ verdict, checkedAt }) =>
      verdict !== null && checkedAt !== null && checkedAt.slice(0, 10) >= week.from && checkedAt.slice(0, 10) <= week.to,
  )
  return [
    ...(known === null ? [] : [item('learned', 'learning', known.headline, { place: place('learning') })]),
    ...(known?.formatFinding ? [item('learned', 'formats', known.formatFinding, { place: place('learning') })] : []),
    ...checkedNow.map(({ id, words, verdict }) =>
      item('learned', `checked/${id}`, say(`review:learned.${verdict}`, { words }), { place: place('decisions') }),
    ),
    ...goals.map(({ goal, outlook }) =>
      item('learned', `goal/${goal.id}`, outlook.answer, {
        place: place('goals', goal.id),
        estimate: outlook.kind === 'outlook' ? outlook.pace.seen : null,
      }),
    ),
  ]
}

const most = { changed: 14, next: 6 }
/** What the review says itself, from the whole week. */
const toldHere = /^(engagement|learning|went-out-|review\/|decisions\/)/

/** Pure: the items in the order of the document. Cost: O(facts). */
export const decideReview = (facts: ReviewFacts): { headline: Words; items: ReviewItem[] } => {
  const { marks, decisions, rates } = facts
  const entries = facts.entries.filter(({ id }) => !toldHere.test(id))
  const rate = rateItem(facts)
  const changed = [
    rate,
    ...followerItems(facts),
    ...postItems(facts),
    ...marks.map(({ kind, day, words }, index) =>
      item('changed', `mark/${kind}/${day}/${index}`, 'text' in words ? say(`review:mark.${kind}`, { words: words.text }) : words),
    ),
    ...entryItems(
      'changed',
      entries.filter(({ kind }) => kind === 'changed'),
    ),
  ].slice(0, most.changed)
  const due = [
    ...decisions
      .filter((decision) => decision.due)
      .map(({ id, words, decidedOn }) =>
        item('due', `decision/${id}`, say('review:due.decision', { words, decidedOn }), { place: place('decisions') }),
      ),
    ...entryItems(
      'due',
      entries.filter(({ kind }) => kind === 'act'),
    ),
  ]
  const next = entryItems(
    'next',
    entries.filter(({ kind }) => kind === 'suggestion'),
  ).slice(0, most.next)
  const moved = rates.kind === 'change' && (rates.interval[0] > 1 || rates.interval[1] < 1)
  const headline = moved ? rate.words : due.length > 0 ? say('review:headline.due', { count: due.length }) : say('review:headline.calm')
  return { headline, items: [...changed, ...learned(facts), ...due, ...next] }
}
