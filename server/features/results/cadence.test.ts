/** Tests of when posts are read again. */
import { expect, test } from 'vitest'
import { nextPostReading, pauseAfterFailuresMs, watchIntervals } from './cadence.ts'

const published = new Date('2026-05-01T00:00:00Z')
const after = (minutes: number) => new Date(published.getTime() + minutes * 60_000)
const inMinutes = (age: number, pace = 1) => {
  const next = nextPostReading(published, after(age), pace)
  return next === null ? null : (next.getTime() - published.getTime()) / 60_000
}

test('a young post is read often, an old one seldom, a very old one no more', () => {
  expect([0, 1, 4, 15, 45, 700, 1440, 3000].map((age) => inMinutes(age))).toEqual([1, 5, 5, 30, 60, 720, 2880, 5760])
  expect(inMinutes(366 * 1440)).toBeNull()
})

test('on a network whose clock runs faster, the same ages come sooner', () => {
  expect(inMinutes(0, 60)).toBeCloseTo(1 / 60)
  expect(inMinutes(1, 60)).toBeCloseTo(2)
  expect(watchIntervals(60).postsMs).toBe(20_000)
  expect(watchIntervals(1)).toEqual({ postsMs: 600_000, accountMs: 21_600_000 })
})

test('followed to its end, the plan is finite and always moves on', () => {
  let at: Date | null = published
  let steps = 0
  while (at !== null) {
    const next: Date | null = nextPostReading(published, at)
    expect(next?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at.getTime())
    at = next
    steps++
  }
  expect(steps).toBe(20)
})

test('an account that fails is left alone twice as long each time, an hour at most', () => {
  expect([1, 2, 3, 20].map((failures) => pauseAfterFailuresMs(failures) / 60_000)).toEqual([1, 2, 4, 60])
})
