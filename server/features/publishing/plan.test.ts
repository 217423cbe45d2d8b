/** Wall times across daylight saving, in zones with and without it. */
import { expect, test } from 'vitest'
import { resolveWallTime } from './plan.ts'

test('nine in the morning stays nine in the morning across daylight saving', () => {
  expect(resolveWallTime('2026-03-28T09:00', 'Europe/Berlin').scheduledAt).toBe('2026-03-28T08:00:00.000Z')
  expect(resolveWallTime('2026-03-30T09:00', 'Europe/Berlin').scheduledAt).toBe('2026-03-30T07:00:00.000Z')
  expect(resolveWallTime('2026-07-01T09:00', 'Asia/Riyadh').scheduledAt).toBe('2026-07-01T06:00:00.000Z')
  expect(resolveWallTime('2026-01-01T09:00', 'Asia/Riyadh').scheduledAt).toBe('2026-01-01T06:00:00.000Z')
})

test('a time that does not exist is moved forward, and says so', () => {
  const berlin = resolveWallTime('2026-03-29T02:30', 'Europe/Berlin')
  expect(berlin).toMatchObject({ kind: 'gap', scheduledAt: '2026-03-29T01:30:00.000Z', localTime: '2026-03-29T03:30' })
  expect(berlin.note?.key).toBe('publishing:time.gap')
  expect(resolveWallTime('2026-03-08T02:15', 'America/New_York')).toMatchObject({ kind: 'gap', localTime: '2026-03-08T03:15' })
})

test('a time that exists twice is chosen by a person, or the earlier one with a note', () => {
  const ask = (choose?: 'earlier' | 'later') => resolveWallTime('2026-10-25T02:30', 'Europe/Berlin', choose)
  expect(ask('earlier')).toMatchObject({ kind: 'overlap', scheduledAt: '2026-10-25T00:30:00.000Z' })
  expect(ask('later')).toMatchObject({ kind: 'overlap', scheduledAt: '2026-10-25T01:30:00.000Z' })
  expect(ask()).toMatchObject({
    kind: 'overlap',
    scheduledAt: '2026-10-25T00:30:00.000Z',
    note: { key: 'publishing:time.overlap.assumed' },
  })
})

test('zones that skip half an hour or a whole day are served too', () => {
  expect(resolveWallTime('2026-10-04T02:15', 'Australia/Lord_Howe')).toMatchObject({ kind: 'gap', localTime: '2026-10-04T02:45' })
  expect(resolveWallTime('2011-12-30T12:00', 'Pacific/Apia')).toMatchObject({ kind: 'gap', localTime: '2011-12-31T12:00' })
})

test('a date that is none is refused', () => expect(() => resolveWallTime('2026-02-30T09:00', 'Asia/Riyadh')).toThrow(RangeError))
