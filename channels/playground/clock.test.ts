/** The network's clock: runs at its pace, keeps what has passed, and is turned back into our time. */
import { expect, test } from 'vitest'
import { type Clock, currentPace, toReal, toSimulated, withPace } from './clock.ts'

const clock: Clock = [
  { at: 1000, pace: 10 },
  { at: 2000, pace: 2 },
  { at: 3000, pace: 100 },
]

test('before the beginning both clocks agree, after it each stretch has its pace', () => {
  expect([0, 1000, 1500, 2000, 2500, 3000, 3001].map((at) => toSimulated(clock, at))).toEqual([0, 1000, 6000, 11000, 12000, 13000, 13100])
})

test('our time is found again from the network’s', () => {
  for (const at of [0, 999, 1000, 1234, 1999, 2000, 2777, 3000, 99_999]) expect(toReal(clock, toSimulated(clock, at))).toBeCloseTo(at, 6)
})

test('a new pace leaves the past alone and never turns the clock back', () => {
  const slower = withPace(clock, 5000, 1)
  for (const at of [0, 1500, 4999, 5000]) expect(toSimulated(slower, at)).toBe(toSimulated(clock, at))
  expect(toSimulated(slower, 5001)).toBe(toSimulated(clock, 5000) + 1)
  expect(currentPace(slower)).toBe(1)
  expect(currentPace([])).toBe(1)
  expect(() => withPace(clock, 6000, 0)).toThrow('the pace is 0')
})
