/** One person's list: whose entries they are, what was put away, and when it comes back. */
import { expect, test } from 'vitest'
import { say } from '../../../../contract/sentence.ts'
import { type TodayEntry, urgencies } from '../../../../contract/today.ts'
import en from '../../../../contract/languages/en/today.json' with { type: 'json' }
import ar from '../../../../contract/languages/ar/today.json' with { type: 'json' }
import { abilitiesOf, type Role } from '../../../../contract/procedure.ts'
import { arrange, type AwayRow, fingerprintOf, untilOf } from './person.ts'

const now = new Date('2026-03-11T20:30:00Z')
const entry = (id: string, change: Partial<TodayEntry> = {}): TodayEntry => ({
  id,
  kind: 'act',
  urgency: 'messages',
  what: say('today:what.messages', { count: 3 }),
  why: say('today:why.messages'),
  place: { page: 'inbox', id: null },
  estimate: null,
  occurredAt: null,
  ...change,
})
const list = (
  entries: TodayEntry[],
  { role = 'owner' as Role, away = [] as AwayRow[], view = 'mine' as 'mine' | 'everyone', withAway = false } = {},
) => arrange(entries, { userId: 'mona', can: (ability) => abilitiesOf[role].includes(ability), away, view, withAway }, now)
const ids = (answer: ReturnType<typeof list>) => answer.items.map(({ id }) => id)

test('what is somebody else’s or beyond the role is counted, and shown to who asks for everyone’s', () => {
  const entries = [
    entry('mine', { people: ['mona', 'ali'] }),
    entry('his', { people: ['ali'] }),
    entry('send', { needs: 'publish' }),
    entry('all'),
  ]
  const creator = list(entries, { role: 'creator' })
  expect([ids(creator), creator.others]).toEqual([['mine', 'all'], 2])
  const everyone = list(entries, { role: 'creator', view: 'everyone' })
  expect(everyone.items.map(({ id, mine }) => [id, mine])).toEqual([
    ['mine', true],
    ['his', false],
    ['send', false],
    ['all', true],
  ])
  expect(ids(list(entries))).toEqual(['mine', 'send', 'all'])
})

const row = (of: TodayEntry, change: Partial<AwayRow> = {}): AwayRow => ({
  itemId: of.id,
  kind: 'done',
  until: null,
  fingerprint: fingerprintOf(of),
  urgency: of.urgency,
  ...change,
})

test('what is done stays away until it says something else', () => {
  const three = entry('messages')
  const away = [row(three)]
  expect(list([three], { away })).toMatchObject({ items: [], away: 1 })
  expect(list([three], { away, withAway: true }).items[0]).toMatchObject({ putAway: { kind: 'done', until: null } })
  expect(ids(list([entry('messages', { what: say('today:what.messages', { count: 4 }) })], { away }))).toEqual(['messages'])
})

test('what was put off comes back at its moment, or sooner when it grows urgent', () => {
  const due = entry('due', { urgency: 'lapsing' })
  const later = (minutes: number) => [row(due, { kind: 'later', until: new Date(now.getTime() + minutes * 60_000) })]
  expect(ids(list([due], { away: later(1) }))).toEqual([])
  expect(ids(list([due], { away: later(0) }))).toEqual(['due'])
  expect(ids(list([entry('due', { urgency: 'missed' })], { away: later(600) }))).toEqual(['due'])
})

test('tomorrow and Monday are meant in the brand’s zone', () => {
  const at = (how: 'later' | 'tomorrow' | 'next-week' | 'done', zone: string, isAct = true) =>
    untilOf(how, isAct, now, zone)?.toISOString() ?? null
  // In Riyadh it is 23:30 on Wednesday the eleventh; in Auckland it is Thursday already.
  expect(at('later', 'Asia/Riyadh')).toBe('2026-03-11T23:30:00.000Z')
  expect(at('tomorrow', 'Asia/Riyadh')).toBe('2026-03-12T06:00:00.000Z')
  expect(at('tomorrow', 'Pacific/Auckland')).toBe('2026-03-12T20:00:00.000Z')
  expect(at('next-week', 'Asia/Riyadh')).toBe('2026-03-16T06:00:00.000Z')
  expect([at('done', 'Asia/Riyadh'), at('done', 'Asia/Riyadh', false)]).toEqual([null, '2026-03-18T20:30:00.000Z'])
})

test('every step of the order has its reason in both languages', () => {
  for (const step of Object.keys(urgencies))
    for (const words of [en, ar]) expect((words.step as Record<string, string>)[step], step).toMatch(/\.$/)
})
