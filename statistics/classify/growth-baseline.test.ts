/** Habit is what is left when jumps are not looked at. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { measureBaseline, spreadElsewhere, windowOf } from './growth-baseline.ts'

const exponential = (n: number, rate: number) => Float64Array.from({ length: n }, (_, i) => 1e6 * Math.exp(rate * i))
const days = (n: number) => Float64Array.from({ length: n }, (_, i) => i)

describe('the habit of an account', () => {
  it('of steady growth leaves no excess, and a jump stands alone', () => {
    const followers = exponential(60, 0.01)
    for (let i = 30; i < 60; i++) followers[i] = (followers[i] as number) * 1.2
    const baseline = measureBaseline(days(60), followers, 1)
    expect(baseline.excess[29]).toBeCloseTo(Math.log(1.2), 5)
    expect(Math.max(...baseline.excess.map((value, i) => (i === 29 ? 0 : Math.abs(value))))).toBeLessThan(1e-5)
    expect(windowOf(baseline, 28, 31)).toMatchObject({ excess: expect.closeTo(Math.log(1.2), 5), span: 3 })
  })

  it('spreads as the normal noise it was drawn from: sd 0.01 a day', () => {
    const generator = createGenerator('habit')
    let level = Math.log(1e7)
    const followers = Float64Array.from({ length: 800 }, () => Math.exp((level += 0.01 * drawNormal(generator))))
    const baseline = measureBaseline(days(800), followers, 1)
    expect(spreadElsewhere(baseline, 100, 101).deviation).toBeGreaterThan(0.0092)
    expect(spreadElsewhere(baseline, 100, 101).deviation).toBeLessThan(0.0108)
    expect(spreadElsewhere(baseline, 100, 104).deviation / 0.01).toBeCloseTo(2, 0)
  })

  it('of independent days spreads with the root of the gap', () => {
    const generator = createGenerator('gaps')
    let [level, day] = [Math.log(1e7), 0]
    const at: number[] = []
    const followers = Float64Array.from({ length: 400 }, () => {
      const gap = generator.uniform() < 0.5 ? 1 : 30
      day += gap
      at.push(day)
      return Math.exp((level += 0.01 * Math.sqrt(gap) * drawNormal(generator)))
    })
    expect(measureBaseline(Float64Array.from(at), followers, 1).power).toBe(1)
  })

  it('needs no readings to be asked for', () => {
    expect(measureBaseline(days(1), Float64Array.of(5), 1).n).toBe(0)
    expect(measureBaseline(days(0), new Float64Array(0), 1).n).toBe(0)
    const still = measureBaseline(days(12), new Float64Array(12).fill(40), 1)
    expect(spreadElsewhere(still, 3, 4).deviation).toBeCloseTo(0.7 / 40, 10)
  })
})
