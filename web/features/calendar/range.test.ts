/** Tests the days that a view shows. */
import { expect, test } from 'vitest'
import { moveDay, rangeOf, weekOf } from './range.ts'

test('a week begins on the brand’s own first day', () => {
  expect(weekOf('2026-11-23', 1)).toEqual({ first: '2026-11-23', last: '2026-11-29' })
  expect(weekOf('2026-11-23', 7)).toEqual({ first: '2026-11-22', last: '2026-11-28' })
  expect(weekOf('2026-11-23', 6)).toEqual({ first: '2026-11-21', last: '2026-11-27' })
})
test('a month shows whole weeks', () => {
  expect(rangeOf('month', '2026-11-15', 1)).toMatchObject({ first: '2026-10-26', last: '2026-12-06' })
})
test('the instants asked for contain the days in every time zone', () => {
  const { from, to } = rangeOf('week', '2026-11-23', 1)
  expect(from <= '2026-11-22T10:00:00.000Z' && to >= '2026-11-30T12:00:00.000Z').toBe(true)
})
test('the month after January 31 is February', () => {
  expect(moveDay('2026-01-31', 'month', 1)).toBe('2026-02-01')
  expect(moveDay('2026-03-02', 'week', -1)).toBe('2026-02-23')
})
