/** What Today says, and in which order. */
import { expect, test } from 'vitest'
import { say } from '../../../../contract/sentence.ts'
import { decideToday, type TodayFacts } from './decide.ts'
import { measureChange } from '../measure.ts'

const now = new Date('2026-03-10T09:00:00Z')
const nothing: TodayFacts = {
  now,
  publications: [],
  accounts: [],
  unapproved: [],
  upcoming: [],
  unseenMessages: { count: 0, oldestAt: null },
  change: { kind: 'too-little-data', have: 0, need: 3 },
  wentOut: [],
  learning: null,
  suggestedSlots: [],
  hasPosts: false,
  lastResultAt: null,
  fromRooms: [],
}
const person = { userId: 'u', can: () => true, away: [], view: 'mine' as const, withAway: false }
const account = { id: 'a', handle: '@cafe', state: 'connected', tokenExpiresAt: null, waitingPublications: 0 }
const keysOf = (facts: Partial<TodayFacts>) => decideToday({ ...nothing, ...facts }, person).items.map((item) => item.what.key)

test('an empty workbench says how to begin', () => {
  const today = decideToday(nothing, person)
  expect(today.headline.key).toBe('today:headline.empty')
  expect(today.items.map((item) => item.what.key)).toEqual(['today:what.start'])
})

test('what may have gone out twice comes before everything else', () => {
  const publication = { id: 'p', excerpt: 'Coffee', account: '@cafe', since: now, reason: null }
  const keys = keysOf({
    accounts: [{ ...account, state: 'reconnect', waitingPublications: 2 }],
    publications: [
      { ...publication, state: 'missed' },
      { ...publication, id: 'q', state: 'unknown' },
    ],
    unseenMessages: { count: 3, oldestAt: now },
    hasPosts: true,
  })
  expect(keys).toEqual(['today:what.unknown', 'today:what.reconnect', 'today:what.missed', 'today:what.messages', 'today:what.gap'])
})

test('what another room says stands where its urgency puts it', () => {
  const entry = {
    id: 'goal',
    kind: 'act' as const,
    urgency: 'decision' as const,
    what: say('today:what.gap'),
    why: say('today:why.gap'),
    place: { page: 'goals' as const, id: null },
    estimate: null,
    occurredAt: null,
  }
  const { items } = decideToday(
    {
      ...nothing,
      fromRooms: [entry],
      unseenMessages: { count: 1, oldestAt: now },
      hasPosts: true,
      upcoming: [now],
    },
    person,
  )
  expect(items.map(({ id, rank }) => [id, rank])).toEqual([
    ['goal', 1],
    ['messages', 2],
  ])
})

test('the end of a connection is announced ten days ahead, not eleven', () => {
  const ending = (days: number) =>
    keysOf({ accounts: [{ ...account, tokenExpiresAt: new Date(now.getTime() + days * 86_400_000) }], upcoming: [now] })
  expect(ending(11)).toEqual([])
  expect(ending(9.5)).toEqual(['today:what.expiring'])
})

test('a change is told only when its interval leaves no change out', () => {
  const posts = (rates: number[], daysAgo: number) =>
    rates.map((engagementRate, index) => ({ engagementRate, publishedAt: new Date(now.getTime() - (daysAgo + index * 0.5) * 86_400_000) }))
  const before = posts([0.02, 0.022, 0.018, 0.021, 0.019, 0.02], 12)
  const same = measureChange([...before, ...posts([0.021, 0.019, 0.02], 2)], now)
  const doubled = measureChange([...before, ...posts([0.041, 0.039, 0.044], 2)], now)
  expect(keysOf({ change: same, hasPosts: true, upcoming: [now] })).toEqual([])
  expect(keysOf({ change: doubled, hasPosts: true, upcoming: [now] })).toEqual(['today:what.engagementUp'])
  if (doubled.kind !== 'change') throw new Error('expected a change')
  expect(doubled.ratio).toBeCloseTo(2.06, 1)
  expect([doubled.n, doubled.nBefore]).toEqual([3, 6])
})

test('what went out is told with what came back, and a number that nobody told is not a zero', () => {
  const post = { postId: 'a', excerpt: 'Coffee', account: 'cafe', publishedAt: now }
  const { items } = decideToday(
    {
      ...nothing,
      hasPosts: true,
      upcoming: [now],
      wentOut: [
        { ...post, engagements: 12 },
        { ...post, postId: 'b', engagements: null },
      ],
    },
    person,
  )
  expect(items.map(({ what }) => [what.key, what.values.count])).toEqual([
    ['today:what.wentOut', 12],
    ['today:what.wentOutUncounted', undefined],
  ])
  expect(items[0]?.place).toEqual({ page: 'post', id: 'a' })
})

test('posts younger than a day, without a rate, or too few are no change', () => {
  const young = [0.5, 0.5, 0.5, 0.5].map((engagementRate) => ({ engagementRate, publishedAt: now }))
  expect(measureChange(young, now)).toEqual({ kind: 'too-little-data', have: 0, need: 3 })
  expect(measureChange([{ engagementRate: null, publishedAt: new Date(now.getTime() - 3 * 86_400_000) }], now)).toMatchObject({
    kind: 'too-little-data',
    have: 0,
  })
})
