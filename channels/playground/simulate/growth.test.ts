/** Numbers grow with a post's age and never fall, in whatever steps one looks. */
import { expect, test } from 'vitest'
import { ageOfEvent, ageOfShare, grownShare, outcomeAt } from './growth.ts'
import type { Outcome } from './types.ts'

const total: Outcome = {
  impressions: 900,
  reach: 720,
  engagements: 57,
  reactions: 45,
  comments: 5,
  shares: 4,
  saves: 3,
  clicks: 9,
  sales: 1,
  follows: 2,
}
const hourMs = 3_600_000
const metrics = Object.keys(total) as (keyof Outcome)[]

test('no number ever falls, parts always add up, and after sixty days all is there', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    let before = outcomeAt(total, name, 0)
    for (const metric of metrics) expect(before[metric]).toBe(0)
    for (let hours = 0.1; hours < 2000; hours *= 1.1) {
      const now = outcomeAt(total, name, hours * hourMs)
      for (const metric of metrics) {
        expect(now[metric]).toBeGreaterThanOrEqual(before[metric])
        expect(now[metric]).toBeLessThanOrEqual(total[metric])
      }
      expect(now.reactions + now.comments + now.shares + now.saves).toBe(now.engagements)
      expect(now.reach).toBeLessThanOrEqual(now.impressions)
      before = now
    }
    expect(outcomeAt(total, name, 60 * 24 * hourMs)).toEqual(total)
  }
})

test('growth is fast at first: half of the reactions within five hours, nine tenths within two days', () => {
  expect(grownShare('reactions', 5 * hourMs)).toBeCloseTo(0.5, 2)
  expect(grownShare('reactions', 48 * hourMs)).toBeGreaterThan(0.9)
  expect(grownShare('sales', 5 * hourMs)).toBeLessThan(0.3)
})

test('the age of a share is the inverse of the share at an age', () => {
  for (const share of [0.01, 0.2, 0.5, 0.9, 0.99]) expect(grownShare('comments', ageOfShare('comments', share))).toBeCloseTo(share, 9)
  expect(ageOfShare('comments', 0)).toBe(0)
  expect(ageOfShare('comments', 1)).toBe(60 * 24 * hourMs)
})

test('the i-th comment comes exactly when the number of comments reaches i', () => {
  for (const name of ['x', 'y', 'z']) {
    for (let i = 1; i <= total.comments; i++) {
      const age = ageOfEvent('comments', name, total.comments, i)
      expect(outcomeAt(total, name, age * 1.0001 + 1).comments).toBeGreaterThanOrEqual(i)
      expect(outcomeAt(total, name, age * 0.9999 - 1).comments).toBeLessThan(i)
    }
  }
})
