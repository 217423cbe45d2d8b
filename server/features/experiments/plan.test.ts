/** Tests of the drawn calendar and of how long it would take. */
import { describe, expect, it } from 'vitest'
import type { ExperimentPlanInput } from '../../../contract/experiments.ts'
import { drawSlots, findFault, forecastPlan } from './plan.ts'

const arm = (name: string, hour: number) => ({ name, hour, format: null, text: null })
const plan: ExperimentPlanInput = {
  title: 'Hours',
  hypothesis: 'Evenings are better',
  accountId: '0190a000-0000-7000-8000-000000000000',
  varied: 'time',
  arms: [arm('morning', 9), arm('evening', 19)],
  metric: 'engagements',
  rule: { method: 'fixed', level: 0.95, smallestRatio: 1.3, weeks: 8 },
  schedule: { weekdays: [1, 2, 3, 4, 5, 6, 7], hour: 12 },
}
const context = { now: new Date('2026-03-10T09:00:00Z'), timeZone: 'Europe/Berlin', seed: 'a seed' }

describe('the drawn calendar', () => {
  it('gives each weekday as many posts of one arm as of the other, each at its arm’s hour in the brand’s zone', () => {
    const slots = drawSlots(plan, context)
    expect(slots).toHaveLength(56)
    for (let weekday = 1; weekday <= 7; weekday++) {
      const own = slots.filter((slot) => slot.weekday === weekday)
      expect(own.filter((slot) => slot.arm === 0)).toHaveLength(4)
    }
    const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' })
    for (const slot of slots) expect(hourOf.format(slot.at)).toBe(slot.arm === 0 ? '09' : '19')
  })

  it('draws the same from the same seed and another from another', () => {
    expect(drawSlots(plan, context)).toEqual(drawSlots(plan, context))
    expect(drawSlots(plan, { ...context, seed: 'other' })).not.toEqual(drawSlots(plan, context))
  })
})

describe('a plan', () => {
  it('is refused with its place when arms are alike, empty or too many', () => {
    expect(findFault(plan)).toBeNull()
    expect(findFault({ ...plan, arms: [arm('a', 9), arm('b', 9)] })?.reason.key).toBe('experiments:problem.sameArm')
    expect(findFault({ ...plan, arms: [arm('a', 9), arm('a', 10)] })?.reason.key).toBe('experiments:problem.sameName')
    expect(findFault({ ...plan, varied: 'wording' })?.reason.key).toBe('experiments:problem.empty.wording')
    expect(findFault({ ...plan, rule: { ...plan.rule, weeks: 1 }, schedule: { weekdays: [1], hour: 9 } })?.reason.key).toBe(
      'experiments:problem.fewSlots',
    )
  })
})

const past = (n: number) => ({
  posts: Array.from({ length: n }, (_, i) => ({ count: 20 + ((i * 7919) % 181), exposure: 1, weekday: 1 + (i % 7) })),
  hasExposure: false,
  period: null,
})

describe('how long it would take', () => {
  it('says plainly not to run what would take longer than a year', () => {
    const found = forecastPlan(past(140), { arms: 2, schedule: { weekdays: [1] }, rule: { ...plan.rule, smallestRatio: 1.05 } })
    expect(found.words.key).toBe('experiments:forecast.never')
    expect(found.worthIt).toBe(false)
    expect(found.duration?.weeks).toBeGreaterThan(52)
  })

  it('needs fewer weeks for a larger effect', () => {
    const weeks = (smallestRatio: number) =>
      forecastPlan(past(140), { arms: 2, schedule: plan.schedule, rule: { ...plan.rule, smallestRatio } }).duration?.weeks ?? 0
    expect(weeks(2)).toBeLessThan(weeks(1.3))
  })

  it('says how many past posts are missing when there are too few', () => {
    const found = forecastPlan(past(5), { arms: 2, schedule: plan.schedule, rule: plan.rule })
    expect(found.words).toEqual({ key: 'experiments:forecast.tooFew.posts', values: { have: 5, need: 20 } })
    expect(found.duration).toBeNull()
  })
})
