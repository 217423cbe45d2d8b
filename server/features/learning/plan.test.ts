/** Tests of when the suggested slots fall: in the brand's own zone, across daylight saving, beside what is already planned. */
import { describe, expect, it } from 'vitest'
import { eveningBump, makePosts } from '../../../testing/posts.ts'
import { estimateWhatAndWhen, type WhatAndWhen } from '../../../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { planSlots } from './plan.ts'

const estimate = estimateWhatAndWhen(
  makePosts({ seed: 1, n: 400, slotEffect: (slot) => eveningBump(slot, 0.9) }),
  createGenerator('plan'),
  { draws: 400, predict: false },
) as WhatAndWhen
const options = { timeZone: 'Europe/Berlin', now: new Date('2026-10-21T10:00:00Z'), weeks: 2, perWeek: 7, taken: [] as Date[] }

const localHour = (at: string, timeZone: string) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(at)))

describe('suggested slots', () => {
  it('keep their wall time in the brand’s zone over the end of summer time', () => {
    const plan = planSlots(estimate, options)
    // The clocks go back on 25 October 2026: suggestions stand on both sides.
    expect(plan.some(({ at }) => at < '2026-10-25') && plan.some(({ at }) => at > '2026-10-26')).toBe(true)
    for (const { at, hour } of plan) expect(localHour(at, 'Europe/Berlin')).toBe(hour)
  })

  it('all lie ahead, in order, within the weeks asked for', () => {
    const plan = planSlots(estimate, options)
    expect(plan.length).toBe(14)
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).toSorted())
    for (const { at } of plan) {
      expect(Date.parse(at)).toBeGreaterThan(options.now.getTime())
      expect(Date.parse(at)).toBeLessThanOrEqual(options.now.getTime() + 14 * 86_400_000)
    }
  })

  it('leave out moments that are taken', () => {
    const [first] = planSlots(estimate, options)
    const taken = [new Date(Date.parse(first?.at ?? '') + 20 * 60_000)]
    expect(planSlots(estimate, { ...options, taken }).map(({ at }) => at)).not.toContain(first?.at)
  })

  it('mix the best known with the least known and say which is which', () => {
    const kinds = new Set(planSlots(estimate, options).map(({ kind }) => kind))
    expect(kinds.has('best')).toBe(true)
    expect(kinds.has('least-known')).toBe(true)
  })

  it('do not send anybody to bed at four: unknown hours are waking hours', () => {
    const daytime = estimateWhatAndWhen(
      makePosts({ seed: 2, n: 200, slotOf: (u) => 24 * Math.floor(u * 7) + 9 + (Math.floor(u * 70) % 10) }),
      createGenerator('plan'),
      { draws: 200, predict: false },
    ) as WhatAndWhen
    for (const { hour } of planSlots(daytime, { ...options, perWeek: 14 })) {
      expect(hour).toBeGreaterThanOrEqual(7)
      expect(hour).toBeLessThanOrEqual(22)
    }
  })
})
