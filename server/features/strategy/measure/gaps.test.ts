/** Gaps against the cadence: whole posts week by week, parts of a post over both weeks. */
import { expect, test } from 'vitest'
import { measureGaps } from './gaps.ts'

const accounts = new Map([['a', { handle: 'h', network: 'n' }]])
const gaps = (perWeek: number, days: string[]) =>
  measureGaps(
    [{ accountId: 'a', perWeek }],
    days.map((day) => ({ accountId: 'a', day })),
    accounts,
    '2026-05-01',
  )

test('three posts in two weeks are not two', () => {
  expect(gaps(1.5, ['2026-05-02', '2026-05-10'])).toMatchObject([{ from: '2026-05-01', to: '2026-05-14', wanted: 3, planned: 2 }])
  expect(gaps(1.5, ['2026-05-02', '2026-05-03', '2026-05-10'])).toEqual([])
  expect(gaps(1, ['2026-05-02', '2026-05-03'])).toMatchObject([{ from: '2026-05-08', planned: 0 }])
})
