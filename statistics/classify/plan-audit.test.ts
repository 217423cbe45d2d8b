/** Held to the textbook sample size with a perfect detector (Cochran 1977, section 4.4), and to its own promise by estimateShare. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { estimateShare } from './estimate-share.ts'
import { planAudit } from './plan-audit.ts'

const perfect = { found: 1e7, missed: 0, mistaken: 0, cleared: 1e7 }

describe('the size of an audit', () => {
  it('with a perfect detector is z² p (1 − p) / d²', () => {
    expect(planAudit(perfect, { halfWidth: 0.05, expected: 0.5, level: 0.95 })).toMatchObject({ kind: 'plan', n: expect.closeTo(385, -1) })
  })
  it('is less where the population is small', () => {
    const answer = planAudit(perfect, { halfWidth: 0.05, expected: 0.5, level: 0.95, population: 400 })
    expect(answer).toMatchObject({ n: expect.closeTo(385 / (1 + 385 / 400), -1) })
  })
  it('gives about the width that was asked for', () => {
    const detector = { found: 265, missed: 23, mistaken: 13, cleared: 275 }
    const plan = planAudit(detector, { halfWidth: 0.05, expected: 0.2 })
    if (plan.kind !== 'plan') throw new Error(plan.kind)
    const apparent = 0.2 * (265.5 / 289) + 0.8 * (13.5 / 289)
    const { interval } = estimateShare({ n: plan.n, flagged: Math.round(apparent * plan.n), detector }, createGenerator('plan'))
    expect((interval[1] - interval[0]) / 2).toBeCloseTo(0.05, 1)
  })
  it('says so when the detector’s errors leave more doubt than that', () => {
    expect(planAudit({ found: 40, missed: 10, mistaken: 5, cleared: 45 }, { halfWidth: 0.01 })).toMatchObject({ kind: 'out-of-reach' })
    expect(() => planAudit(perfect, { halfWidth: 2 })).toThrow('half width')
  })
})
