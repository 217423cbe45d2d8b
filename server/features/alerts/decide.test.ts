/** What an alert tells: new, grown more urgent, or back after a day; and the day's one letter. */
import { expect, test } from 'vitest'
import { say } from '../../../contract/sentence.ts'
import type { TodayItem, Urgency } from '../../../contract/today.ts'
import { decideNew, digestDayDue, type ToldRow } from './decide.ts'

const now = new Date('2026-03-11T09:00:00Z')
const item = (id: string, urgency: Urgency): TodayItem => ({
  id,
  urgency,
  kind: 'act',
  rank: 1,
  mine: true,
  putAway: null,
  what: say('today:what.gap'),
  why: say('today:why.gap'),
  place: { page: 'calendar', id: null },
  estimate: null,
  occurredAt: null,
})
const told = (entryId: string, urgency: Urgency, hoursAgo: number): ToldRow => ({
  entryId,
  urgency,
  at: new Date(now.getTime() - hoursAgo * 3_600_000),
})

test('only what was not told, or has grown more urgent, of the steps asked for', () => {
  const { fresh, forgotten } = decideNew(
    [item('new', 'missed'), item('told', 'missed'), item('worse', 'missed'), item('calmer', 'lapsing'), item('other', 'slot')],
    [
      told('told', 'missed', 30),
      told('worse', 'lapsing', 1),
      told('calmer', 'missed', 1),
      told('flicker', 'missed', 2),
      told('gone', 'missed', 25),
    ],
    ['missed', 'lapsing'],
    now,
  )
  expect(fresh.map(({ id }) => id)).toEqual(['new', 'worse'])
  expect(forgotten).toEqual(['gone'])
})

test('the day’s letter is due from its hour on in the brand’s zone, once', () => {
  const due = (hour: number, lastDigestDay: string | null, zone = 'Asia/Riyadh') => digestDayDue({ hour, lastDigestDay }, now, zone)
  expect([due(12, null), due(13, null), due(12, '2026-03-11'), due(12, '2026-03-10')]).toEqual(['2026-03-11', null, null, '2026-03-11'])
  expect(due(22, '2026-03-10', 'Pacific/Auckland')).toBe('2026-03-11')
})
