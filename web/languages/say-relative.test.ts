/** How far a moment is, as people say it. */
import { expect, test } from 'vitest'
import { sayRelative } from './say-relative.ts'

const now = new Date('2026-11-25T18:00:00Z')
const say = (moment: string, zone = 'Asia/Riyadh', locale = 'en-GB') => sayRelative(locale, zone, new Date(moment), now)

test('hours and minutes are counted by the clock', () => {
  expect(say('2026-11-25T18:20:00Z')).toBe('in 20 minutes')
  expect(say('2026-11-25T13:00:00Z')).toBe('5 hours ago')
})

test('days are counted by the calendar of the zone, not in parts of 24 hours', () => {
  // 37 hours ahead: Friday morning, seen from Wednesday evening.
  expect(say('2026-11-27T07:00:00Z')).toBe('in 2 days')
  expect(say('2026-11-27T07:00:00Z', 'Asia/Riyadh', 'ar')).toBe('بعد الغد')
  // Wednesday 18:00 in London is already Thursday in Auckland.
  expect(say('2026-11-26T20:00:00Z', 'Europe/London')).toBe('tomorrow')
  expect(say('2026-11-27T12:00:00Z', 'Pacific/Auckland')).toBe('in 2 days')
})
