/** Turns what is known of a brand into today's list: what needs a person, what changed, what to try; most urgent first. */
import type { Evidence } from '../../../../contract/evidence.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { Place, Today, TodayEntry, TodayItem, Urgency } from '../../../../contract/today.ts'
import type { EngagementChange } from '../measure.ts'
import { arrange, type Person } from './person.ts'

/** Everything Today looks at, as plain data; what a room does not know yet is empty or null. */
export interface TodayFacts {
  now: Date
  /** Publications that wait for a person. */
  publications: {
    id: string
    excerpt: string
    account: string
    state: 'unknown' | 'missed' | 'failed'
    since: Date
    reason: Sentence | null
  }[]
  accounts: { id: string; handle: string; state: string; tokenExpiresAt: Date | null; waitingPublications: number }[]
  /** Posts whose planned time comes near and that nobody has approved. */
  unapproved: { postId: string; excerpt: string; plannedFor: Date | null }[]
  /** Times of what is scheduled in the next seven days. */
  upcoming: Date[]
  unseenMessages: { count: number; oldestAt: Date | null }
  change: EngagementChange
  /** What went out in the last days, with what came back so far; null where the network has not told yet. */
  wentOut: { postId: string; excerpt: string; account: string; publishedAt: Date; engagements: number | null }[]
  learning: { headline: Sentence; isPreference: boolean; n: number } | null
  suggestedSlots: { at: Date; kind: 'best' | 'least-known'; label: string }[]
  hasPosts: boolean
  lastResultAt: Date | null
  /** What other rooms have to say, as they put it. */
  fromRooms: TodayEntry[]
}

const dayMs = 86_400_000
const expiryNoticeDays = 10

const draft = (
  kind: TodayItem['kind'],
  id: string,
  step: Urgency,
  what: Sentence,
  why: Sentence,
  place: Place,
  rest: Partial<Pick<TodayEntry, 'estimate' | 'occurredAt' | 'needs'>> = {},
): TodayEntry => ({
  id,
  kind,
  what,
  why,
  place,
  estimate: null,
  occurredAt: null,
  ...rest,
  urgency: step,
})

const publicationItems = (facts: TodayFacts): TodayEntry[] =>
  facts.publications.map(({ id, excerpt, account, state, since, reason }) =>
    draft(
      'act',
      `publication-${id}`,
      state,
      say(`today:what.${state}`, { excerpt, account }),
      reason ?? say(`today:why.${state}`),
      { page: 'publication', id },
      { occurredAt: since.toISOString(), needs: 'publish' },
    ),
  )

const accountItems = (facts: TodayFacts): TodayEntry[] =>
  facts.accounts.flatMap((account) => {
    if (account.state === 'reconnect') {
      return [
        draft(
          'act',
          `account-${account.id}`,
          'reconnect',
          say('today:what.reconnect', { account: account.handle }),
          say('today:why.reconnect', { count: account.waitingPublications }),
          { page: 'accounts', id: account.id },
          { needs: 'manage-accounts' },
        ),
      ]
    }
    const days =
      account.tokenExpiresAt === null ? Number.POSITIVE_INFINITY : (account.tokenExpiresAt.getTime() - facts.now.getTime()) / dayMs
    if (days > expiryNoticeDays) return []
    return [
      draft(
        'act',
        `expiry-${account.id}`,
        'expiring',
        say('today:what.expiring', { account: account.handle, count: Math.max(0, Math.ceil(days)) }),
        say('today:why.expiring'),
        { page: 'accounts', id: account.id },
        { needs: 'manage-accounts' },
      ),
    ]
  })

const planItems = (facts: TodayFacts): TodayEntry[] => {
  const unapproved = facts.unapproved.map(({ postId, excerpt, plannedFor }) =>
    draft(
      'act',
      `approve-${postId}`,
      'unapproved',
      say('today:what.unapproved', { excerpt }),
      say('today:why.unapproved'),
      { page: 'composer', id: postId },
      { occurredAt: plannedFor?.toISOString() ?? null, needs: 'approve' },
    ),
  )
  if (!facts.hasPosts && facts.accounts.length === 0)
    return [
      draft(
        'suggestion',
        'start',
        'start',
        say('today:what.start'),
        say('today:why.start'),
        { page: 'accounts', id: null },
        { needs: 'manage-accounts' },
      ),
    ]
  const gap =
    facts.upcoming.length > 0 || facts.accounts.length === 0
      ? []
      : [
          draft(
            'suggestion',
            'gap',
            'gap',
            say('today:what.gap'),
            say('today:why.gap'),
            { page: 'calendar', id: null },
            { needs: 'write-posts' },
          ),
        ]
  const slots = facts.suggestedSlots
    .slice(0, 2)
    .map((slot) =>
      draft(
        'suggestion',
        `slot-${slot.at.toISOString()}`,
        'slot',
        say(`today:what.slot.${slot.kind}`, { when: slot.label }),
        say(`today:why.slot.${slot.kind}`),
        { page: 'calendar', id: null },
        { occurredAt: slot.at.toISOString(), needs: 'write-posts' },
      ),
    )
  return [...unapproved, ...gap, ...slots]
}

const mostRows = 300
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

const evidenceOf = ({ posts }: Extract<EngagementChange, { kind: 'change' }>): Evidence => ({
  method: say('today:evidence.method'),
  period: posts.length === 0 ? null : { from: dayOf(posts.at(-1)!.publishedAt), to: dayOf(posts[0]!.publishedAt) },
  n: posts.length,
  assumptions: [
    { words: say('today:evidence.alike'), holds: null },
    { words: say('today:evidence.grown'), holds: true },
  ],
  rows: {
    columns: ['day', 'rate', 'recent'].map((column) => say(`today:evidence.column.${column}`)),
    cells: posts
      .slice(0, mostRows)
      .map(({ publishedAt, engagementRate, recent }) => [dayOf(publishedAt), Number(engagementRate.toPrecision(4)), recent ? '✓' : '']),
    total: posts.length,
  },
  page: null,
})

/** A change is told only when its interval leaves "no change" out. */
const changeItems = ({ change }: TodayFacts): TodayEntry[] => {
  if (change.kind !== 'change' || (change.interval[0] <= 1 && change.interval[1] >= 1)) return []
  const percent = (ratio: number) => Math.round((ratio - 1) * 100)
  const values = {
    percent: Math.abs(percent(change.ratio)),
    low: percent(change.interval[0]),
    high: percent(change.interval[1]),
    n: change.n,
    before: change.nBefore,
  }
  const estimate = {
    value: change.ratio - 1,
    interval: [change.interval[0] - 1, change.interval[1] - 1] as [number, number],
    level: change.level,
    n: change.n + change.nBefore,
    evidence: evidenceOf(change),
  }
  return [
    draft(
      'changed',
      'engagement',
      'changed',
      say(change.ratio > 1 ? 'today:what.engagementUp' : 'today:what.engagementDown', values),
      say('today:why.engagement', values),
      { page: 'results', id: null },
      { estimate },
    ),
  ]
}

const mostWentOut = 3

const wentOutItems = ({ wentOut }: TodayFacts): TodayEntry[] =>
  wentOut
    .slice(0, mostWentOut)
    .map(({ postId, excerpt, account, publishedAt, engagements }) =>
      draft(
        'changed',
        `went-out-${postId}`,
        'wentOut',
        engagements === null
          ? say('today:what.wentOutUncounted', { excerpt, account })
          : say('today:what.wentOut', { excerpt, account, count: engagements }),
        say('today:why.wentOut'),
        { page: 'post', id: postId },
        { occurredAt: publishedAt.toISOString() },
      ),
    )

const messageItems = ({ unseenMessages: { count, oldestAt } }: TodayFacts): TodayEntry[] =>
  count === 0
    ? []
    : [
        draft(
          'act',
          'messages',
          'messages',
          say('today:what.messages', { count }),
          say('today:why.messages'),
          { page: 'inbox', id: null },
          { occurredAt: oldestAt?.toISOString() ?? null, needs: 'write-posts' },
        ),
      ]

const learningItems = ({ learning }: TodayFacts): TodayEntry[] =>
  learning === null
    ? []
    : [
        draft(
          learning.isPreference ? 'suggestion' : 'changed',
          'learning',
          'learning',
          learning.headline,
          say('today:why.learning', { n: learning.n }),
          { page: 'learning', id: null },
        ),
      ]

/** Decides one person's list and its headline. Pure; cost O(n log n) in the number of facts. */
export const decideToday = (facts: TodayFacts, person: Person): Today => {
  const entries = [publicationItems, accountItems, planItems, messageItems, changeItems, wentOutItems, learningItems]
    .flatMap((room) => room(facts))
    .concat(facts.fromRooms)
  const arranged = arrange(entries, person, facts.now)
  const acts = arranged.items.filter((item) => item.kind === 'act' && item.putAway === null).length
  const changes = changeItems(facts)
  const headline =
    acts > 0
      ? say('today:headline.acts', { count: acts })
      : (changes[0]?.what ?? (facts.hasPosts ? say('today:headline.calm') : say('today:headline.empty')))
  return { headline, ...arranged, lastResultAt: facts.lastResultAt?.toISOString() ?? null, computedAt: facts.now.toISOString() }
}
