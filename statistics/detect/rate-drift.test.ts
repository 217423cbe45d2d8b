/** Failures of late against a connector's own past: exact tails, bursts, drifts found, calm left alone. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { betaBinomialTail, findRateDrift } from './rate-drift.ts'

const day = (n: number, failed: number) => ({ n, failed })
const days = (count: number, n: number, failed: number) => Array.from({ length: count }, () => day(n, failed))

test('reference value: the beta-binomial tail, by hand', () => {
  // a = b = 1 makes every count from 0 to n equally likely.
  expect(betaBinomialTail(8, 9, 1, 1)).toBeCloseTo(2 / 10, 12)
  // n = 2, a = 2, b = 3: P(2) = a(a+1)/((a+b)(a+b+1)) = 6/30.
  expect(betaBinomialTail(2, 2, 2, 3)).toBeCloseTo(0.2, 12)
  expect(betaBinomialTail(0, 5, 2, 3)).toBe(1)
  expect(betaBinomialTail(6, 5, 2, 3)).toBe(0)
})

test('with much precision it is the binomial', () => {
  // P(X ≥ 3) for 10 draws at 0.1.
  const exact = 1 - (0.9 ** 10 + 10 * 0.1 * 0.9 ** 9 + 45 * 0.01 * 0.9 ** 8)
  expect(betaBinomialTail(3, 10, 1e8, 9e8)).toBeCloseTo(exact, 6)
})

test('reference value: a steady connector and one that fails', () => {
  const calm = findRateDrift(days(28, 100, 2), [day(100, 3)], 0.001)
  expect(calm).toMatchObject({ kind: 'judged', drifts: false, burst: 0.02, usual: { value: 0.02, n: 2800 }, recent: { value: 0.03 } })
  const bad = findRateDrift(days(28, 100, 2), [day(100, 60)], 0.001)
  expect(bad).toMatchObject({ kind: 'judged', drifts: true })
  if (bad.kind !== 'judged') throw new Error('not judged')
  expect(bad.recent.interval[0]).toBeGreaterThan(bad.usual.interval[1])
})

test('who has always failed in bursts may have another one', () => {
  const bursty = Array.from({ length: 28 }, (_, i) => day(100, i % 7 === 0 ? 40 : 0))
  expect(findRateDrift(bursty, [day(100, 40)], 0.001)).toMatchObject({ drifts: false })
  expect(findRateDrift(days(28, 100, 6), [day(100, 40)], 0.001)).toMatchObject({ drifts: true })
})

test('too few calls is an answer; counts that cannot be are refused', () => {
  expect(findRateDrift(days(13, 100, 2), [day(100, 3)], 0.001)).toMatchObject({ kind: 'too-few', days: 13, needDays: 14 })
  expect(findRateDrift(days(28, 100, 2), [day(9, 9)], 0.001)).toMatchObject({ kind: 'too-few', recent: 9, needRecent: 10 })
  expect(findRateDrift(days(28, 0, 0), [day(100, 1)], 0.001)).toMatchObject({ kind: 'too-few', days: 0 })
  expect(() => findRateDrift([day(3, 4)], [], 0.1)).toThrow('4 of 3')
  expect(() => findRateDrift([], [], 0)).toThrow('between 0 and 1')
  expect(() => betaBinomialTail(1, 2, 0, 1)).toThrow('not defined')
})

test('on days whose rates vary as the model says, alarms are rarer than promised', () => {
  const generator = createGenerator('rate drift')
  const alpha = 0.02
  let alarms = 0
  const draw = (n: number) => {
    // A day in ten fails a fifth of its calls, the others one in fifty.
    const rate = generator.openUniform() < 0.1 ? 0.2 : 0.02
    let failed = 0
    for (let i = 0; i < n; i++) failed += generator.openUniform() < rate ? 1 : 0
    return day(n, failed)
  }
  const looks = 1000
  for (let look = 0; look < looks; look++) {
    const result = findRateDrift(
      Array.from({ length: 28 }, () => draw(40)),
      [draw(40)],
      alpha,
    )
    if (result.kind === 'judged' && result.drifts) alarms += 1
  }
  expect(alarms / looks).toBeLessThan(alpha)
})
