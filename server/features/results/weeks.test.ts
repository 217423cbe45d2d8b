/** Weeks of posts: in the brand's zone, whole or not at all. */
import { expect, test } from 'vitest'
import { toWeekTotals } from './weeks.ts'

const value = (n: number) => ({ value: n, observedAt: '2026-03-01T00:00:00.000Z', days: null })
const post = (publishedAt: string, impressions?: number) => ({
  publishedAt,
  metrics: impressions === undefined ? {} : { impressions: value(impressions), reactions: value(2), comments: value(1) },
})
const question = { timeZone: 'Asia/Riyadh', now: new Date('2026-03-12T00:00:00Z') }

test('a post near midnight belongs to the brand’s week, an empty week is 0, and a young one is not told yet', () => {
  const posts = [
    post('2026-02-08T22:00:00Z', 100), // Monday 01:00 in Riyadh
    post('2026-02-15T20:00:00Z', 50), // Sunday 23:00
    post('2026-02-24T12:00:00Z', 7),
    post('2026-03-10T12:00:00Z', 9),
  ]
  expect(toWeekTotals(posts, { ...question, metric: 'week-impressions' })).toEqual([
    { day: '2026-02-15', value: 150, posts: 2 },
    { day: '2026-02-22', value: 0, posts: 0 },
    { day: '2026-03-01', value: 7, posts: 1 },
    { day: '2026-03-08', value: 0, posts: 0 },
  ])
})

test('a week is a gap when any post’s number is not known, and never a part of itself', () => {
  const posts = [post('2026-02-10T12:00:00Z', 100), post('2026-02-11T12:00:00Z')]
  const of = (metric: 'week-impressions' | 'week-engagements' | 'week-posts') => toWeekTotals(posts, { ...question, metric })[0]?.value
  expect([of('week-impressions'), of('week-engagements'), of('week-posts')]).toEqual([null, null, 2])
  expect(toWeekTotals([post('2026-02-10T12:00:00Z', 100)], { ...question, metric: 'week-engagements' })[0]?.value).toBe(3)
  expect(toWeekTotals([], { ...question, metric: 'week-posts' })).toEqual([])
})

test('a rate is engagements out of exposures of told posts, and a week without one has none', () => {
  const posts = [
    post('2026-02-10T12:00:00Z', 100), // 3 engagements
    post('2026-02-11T12:00:00Z', 50),
    post('2026-02-12T12:00:00Z'), // not told
    post('2026-02-24T12:00:00Z', 30),
  ]
  expect(toWeekTotals(posts, { ...question, metric: 'week-engagement-rate' })).toEqual([
    { day: '2026-02-15', value: 4, posts: 2 },
    { day: '2026-02-22', value: null, posts: 0 },
    { day: '2026-03-01', value: 10, posts: 1 },
    { day: '2026-03-08', value: null, posts: 0 },
  ])
})

test('clicks on links come before clicks on anything, and what is not told is a gap', () => {
  const clicked = { publishedAt: '2026-02-10T12:00:00Z', metrics: { clicks: value(9), 'link-clicks': value(4) } }
  expect(toWeekTotals([clicked], { ...question, metric: 'week-clicks' })[0]?.value).toBe(4)
  expect(toWeekTotals([clicked], { ...question, metric: 'week-saves' })[0]?.value).toBeNull()
})
