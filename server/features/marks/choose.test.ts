/** What is drawn under a chart: only what is about its account, its metric and its days. */
import { expect, test } from 'vitest'
import type { Mark } from '../../../contract/marks.ts'
import { choose } from './choose.ts'

const mark = (day: string, more: Partial<Mark> = {}): Mark => ({
  kind: 'strategy',
  day,
  until: null,
  words: { text: day },
  accountId: null,
  metrics: null,
  cuts: false,
  page: null,
  ...more,
})
const days = (marks: Mark[]) => marks.map(({ day }) => day)
const march = { from: '2026-03-01', to: '2026-03-31' }

test('marks stand in the order of their days, and only those of the period', () => {
  expect(days(choose([mark('2026-03-09'), mark('2026-03-01'), mark('2026-02-28'), mark('2026-04-01')], march))).toEqual([
    '2026-03-01',
    '2026-03-09',
  ])
})

test('a mark that began before and lasts into the period is drawn', () => {
  expect(days(choose([mark('2026-02-01', { until: '2026-03-01' }), mark('2026-02-01', { until: '2026-02-28' })], march))).toEqual([
    '2026-02-01',
  ])
})

test('a mark of another account or metric is left out; one about all of them stays', () => {
  const marks = [mark('2026-03-01', { accountId: 'a' }), mark('2026-03-02', { metrics: ['reach'] }), mark('2026-03-03')]
  expect(days(choose(marks, { ...march, accountId: 'b', metric: 'followers' }))).toEqual(['2026-03-03'])
  expect(days(choose(marks, { ...march, accountId: 'a', metric: 'reach' }))).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  expect(days(choose(marks, march))).toHaveLength(3)
})
