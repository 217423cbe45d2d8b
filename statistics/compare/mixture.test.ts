/** The mixture test: Johari’s formula by hand, its interval, and its promise under peeking at ratio metrics of posts. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNegativeBinomial } from '../random/negative-binomial.ts'
import { effectOf } from './effect.ts'
import { testMixture } from './mixture.ts'
import { armOfRatio } from './ratio-metric.ts'

const effect = { estimate: 0.3, variance: 0.01, degreesOfFreedom: 100 }

test('the p value is Johari, Pekelis & Walsh’s: 1 / (√(v/(v+τ²)) exp(τ² d² / (2 v (v+τ²))))', () => {
  const [v, t, d] = [0.01, 0.04, 0.3]
  const likelihoodRatio = Math.sqrt(v / (v + t)) * Math.exp((t * d * d) / (2 * v * (v + t)))
  expect(testMixture(effect, t).p).toBeCloseTo(1 / likelihoodRatio, 12)
})

test('zero lies at the end of the interval exactly when p is alpha', () => {
  const { interval, p } = testMixture(effect, 0.04)
  expect(interval[0] > 0).toBe(p < 0.05)
  const { interval: edge } = testMixture(effect, 0.04, 1 - p)
  expect(edge[0]).toBeCloseTo(0, 12)
})

test('looking after every ten posts at engagements per impression raises a false alarm in at most five of a hundred', () => {
  const generator = createGenerator('peeking posts')
  const rounds = 200
  let alarms = 0
  for (let round = 0; round < rounds; round++) {
    const arms = [0, 1].map(() => {
      const impressions = Array.from({ length: 300 }, () => 100 + drawNegativeBinomial(generator, 1000, 3))
      return { impressions, clicks: impressions.map((shown) => drawNegativeBinomial(generator, 0.03 * shown, 4)) }
    })
    let alarmed = false
    for (let n = 30; n <= 300 && !alarmed; n += 10) {
      const [control, treatment] = arms.map(({ clicks, impressions }) => armOfRatio(clicks.slice(0, n), impressions.slice(0, n)))
      const ratio = control && treatment ? effectOf(control, treatment, 'relative') : null
      alarmed = ratio !== null && testMixture(ratio, 0.01).p < 0.05
    }
    if (alarmed) alarms++
  }
  expect(alarms / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds))
})

test('a mixing variance of nothing is refused', () => {
  expect(() => testMixture(effect, 0)).toThrow('a mixing variance lies above zero')
  expect(() => testMixture(effect, 1, 1)).toThrow('a level')
})
