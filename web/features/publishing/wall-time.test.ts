/** Tests wall times across daylight saving. */
import { expect, test } from 'vitest'
import { isWallTime, nextFullHour, wallTimeOf } from './wall-time.ts'

test('a moment reads as the clock on the wall of its zone, in winter and in summer', () => {
  expect(wallTimeOf('2026-01-10T08:00:00Z', 'Europe/Berlin')).toBe('2026-01-10T09:00')
  expect(wallTimeOf('2026-07-10T08:00:00Z', 'Europe/Berlin')).toBe('2026-07-10T10:00')
  expect(wallTimeOf('2026-07-10T21:30:00Z', 'Asia/Riyadh')).toBe('2026-07-11T00:30')
})
test('the next full hour is never less than ten minutes away', () => {
  expect(nextFullHour(new Date('2026-01-10T08:55:00Z'), 'UTC')).toBe('2026-01-10T10:00')
  expect(nextFullHour(new Date('2026-01-10T08:45:00Z'), 'UTC')).toBe('2026-01-10T09:00')
})
test('only a date with a time to the minute is a wall time', () => {
  expect(isWallTime('2026-01-10T09:00')).toBe(true)
  expect(isWallTime('2026-01-10T09:00:00Z')).toBe(false)
})
