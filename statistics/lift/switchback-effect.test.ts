/** Held to p-values counted by hand: what being on did in a switchback experiment. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { assignSwitchback } from './switchback-assign.ts'
import { analyseSwitchback, type Switchback, type SwitchbackEffect } from './switchback-effect.ts'

const generator = createGenerator('switchback')
const plan = (times: number, blockLength: number, seed: number): Uint8Array => {
  const on = new Uint8Array(times)
  for (const block of assignSwitchback({ times, blockLength }, createGenerator(seed))) if (block.on) on.fill(1, block.from, block.to + 1)
  return on
}
const known = (data: Switchback, level?: number): SwitchbackEffect => {
  const answer = analyseSwitchback(data, createGenerator(1), level)
  if (answer.kind !== 'effect') throw new Error(JSON.stringify(answer))
  return answer
}
const times = 32
const on = plan(times, 2, 5)
const noise = Array.from({ length: times }, () => drawNormal(generator))

describe('analyseSwitchback', () => {
  it('of an effect without noise finds it, with the smallest p that 2⁶ assignments allow: 2 of 64', () => {
    const own = plan(12, 1, 3)
    const { effect, diagnostics } = known({
      outcomes: Array.from(own, (now, t) => 5 + 3 * now + 0.001 * (noise[t] as number)),
      on: own,
      blockLength: 1,
      carryOver: 0,
    })
    expect(effect.average).toBeCloseTo(3, 2)
    expect(effect.p).toBeCloseTo(2 / 64, 12)
    expect(diagnostics).toMatchObject({ exact: true, redraws: 64, blocks: 12, onN: 6, offN: 6 })
    expect(effect.interval[0]).toBeLessThanOrEqual(3)
    expect(effect.interval[1]).toBeGreaterThanOrEqual(3)
  })

  it('does not compare the carry-over after a switch', () => {
    const outcomes = Array.from(
      on,
      (now, t) => 10 + 2 * now - (t > 0 && on[t - 1] !== now ? 50 * (now === 1 ? 1 : -1) : 0) + 0.01 * (noise[t] as number),
    )
    const { diagnostics } = known({ outcomes, on, blockLength: 2, carryOver: 1 })
    expect(diagnostics.droppedN).toBe(on.reduce((sum, now, t) => sum + (t > 0 && on[t - 1] !== now ? 1 : 0), 0))
  })

  it('refuses no effect at the stated rate where there is none', () => {
    const rejected = Array.from({ length: 400 }, (_, i) => {
      const own = generator.split(i)
      const outcomes = Array.from({ length: 24 }, () => drawNormal(own))
      return known({ outcomes, on: plan(24, 2, i), blockLength: 2, carryOver: 1 }, 0.9).effect.p <= 0.1
    })
    expect(rejected.filter(Boolean).length / 400).toBeLessThan(0.145)
    expect(rejected.filter(Boolean).length / 400).toBeGreaterThan(0.055)
  })

  it('follows shift, scale and trend', () => {
    const outcomes = Array.from(on, (now, t) => 20 + 1.5 * now + (noise[t] as number))
    const base = known({ outcomes, on, blockLength: 2, carryOver: 0 }).effect
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: -50, max: 50 }), (unit, slope) => {
        const moved = known({ outcomes: outcomes.map((y, t) => 7 + unit * y + slope * t), on, blockLength: 2, carryOver: 0 }).effect
        expect(moved.average / unit).toBeCloseTo(base.average, 5)
        expect(moved.p).toBe(base.p)
      }),
      { numRuns: 8 },
    )
  })

  it('turns its sign when on and off change names', () => {
    const outcomes = Array.from(on, (now, t) => 20 + now + (noise[t] as number))
    const data = { outcomes, on, blockLength: 2, carryOver: 0, season: 7 }
    const turned = known({ ...data, on: on.map((now) => 1 - now) }).effect
    expect(turned.average).toBeCloseTo(-known(data).effect.average, 9)
    expect(turned.p).toBe(known(data).effect.p)
  })

  it('bears missing values, and says what is too little', () => {
    const outcomes = noise.map((value, t) => (t === 3 ? Number.NaN : value))
    expect(known({ outcomes, on, blockLength: 2, carryOver: 0 }).diagnostics.missing).toBe(1)
    const short = analyseSwitchback({ outcomes: noise.slice(0, 8), on: plan(8, 1, 1), blockLength: 1, carryOver: 0 }, generator)
    expect(short).toEqual({ kind: 'too-little-data', have: 8, need: 12, unit: 'blocks' })
    const flat = analyseSwitchback({ outcomes: noise.map(() => 4), on, blockLength: 2, carryOver: 0 }, generator)
    expect(flat).toMatchObject({ kind: 'too-little-data', unit: 'spread' })
    expect(analyseSwitchback({ outcomes: [], on: [], blockLength: 1, carryOver: 0 }, generator)).toMatchObject({ kind: 'too-little-data' })
  })

  it('refuses a plan that was not kept, and broken input, by its place', () => {
    const broken = (change: Partial<Switchback>) => () =>
      analyseSwitchback({ outcomes: noise, on, blockLength: 2, carryOver: 0, ...change }, generator)
    expect(broken({ on: on.map((now, t) => (t === 5 ? 1 - now : now)) })).toThrow('does not follow a plan')
    expect(broken({ outcomes: noise.map((y, t) => (t === 3 ? Infinity : y)) })).toThrow('Outcome 4 is infinite')
    expect(broken({ carryOver: 2 })).toThrow('carry-over')
    expect(broken({ on: [1] })).toThrow('1 assignments')
  })
})
