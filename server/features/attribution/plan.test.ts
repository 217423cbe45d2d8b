/** Holds the plan of weeks to its promise: what it says it would see is seen about as often as it says, and nothing is not seen. */
import { expect, test } from 'vitest'
import type { Holdout, HoldoutWish } from '../../../contract/attribution.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { drawPoisson } from '../../../statistics/random/poisson.ts'
import { measureHoldout } from './measure.ts'
import { drawBlocks, planHoldout } from './plan.ts'

const past = 240
const wish: HoldoutWish = {
  unit: 'weeks',
  channel: 'x',
  wished: 0.2,
  mostDays: 24,
  mostShare: 0.5,
  outcome: 'conversions',
  currency: null,
}
const dayAt = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)

/** Orders of a brand with a weekly season; off days lose `share` of theirs. */
const brand = (seed: number) => {
  const generator = createGenerator(`weeks/${seed}`)
  const size = 30 + 60 * generator.uniform()
  const orders = (day: number, kept: number) => drawPoisson(generator, kept * size * (1 + 0.3 * Math.sin((2 * Math.PI * day) / 7)))
  return { before: Array.from({ length: past }, (_, day) => orders(day, 1)), orders }
}

const seenOf = (brands: number, scale: number) => {
  let seen = 0
  for (let seed = 0; seed < brands; seed++) {
    const { before, orders } = brand(seed)
    const planned = planHoldout({ history: { units: [''], days: before.map((_, day) => dayAt(day)), values: [before] }, wish })
    if (planned.kind === 'too-little-data') throw new Error('There is enough here.')
    const design = { ...planned.design, blocks: drawBlocks(planned.design, `${seed}`) }
    const loss = scale * design.smallest
    const during = Array.from({ length: design.days }, (_, day) => {
      const on = design.blocks.some((block) => day >= block.fromDay && day <= block.toDay && block.on)
      return orders(past + day, on ? 1 : 1 - loss)
    })
    const holdout: Holdout = {
      id: `00000000-0000-7000-8000-${String(seed).padStart(12, '0')}`,
      title: '',
      state: 'running',
      wish,
      design,
      startsOn: dayAt(past),
      endsOn: dayAt(past + design.days - 1),
      createdBy: '',
      reason: null,
    }
    const values = [[...before, ...during]]
    const { lost } = measureHoldout({
      history: { units: [''], days: values[0]?.map((_, day) => dayAt(day)) ?? [], values },
      holdout,
      start: past,
      fixedOnly: true,
    })
    if (lost !== null && lost.interval[0] > 0) seen++
  }
  return seen / brands
}

test('a planted loss of the size the plan of weeks names is seen in about 80%, half of it far less often, and none hardly ever', () => {
  const named = seenOf(150, 1)
  // 80% promised; four standard errors of 150 brands are 13 points.
  expect(named).toBeGreaterThan(0.67)
  expect(named).toBeLessThan(0.93)
  expect(seenOf(150, 0.5)).toBeLessThan(named - 0.25)
  expect(seenOf(150, 0)).toBeLessThan(0.07)
})
