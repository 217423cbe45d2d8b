/** Held to series made by hand, whose kind is known. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { chooseComponents } from './choose-components.ts'

const source = createGenerator('choose')
const monthly = Float64Array.from(
  { length: 120 },
  (_, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) * (1 + 0.02 * drawNormal(source)),
)

describe('the choice of parts', () => {
  it('sees a trend and a season that multiplies, and that the spread grows with the level', () => {
    const chosen = chooseComponents(monthly, 12)
    expect(chosen?.ets.name).toMatch(/^M(A|Ad)M$/)
    expect(chosen?.isRelative).toBe(true)
    expect(chosen?.parts.map(({ name }) => name)).toEqual(['ets', 'theta', 'autoregression', 'damped trend'])
  })
  it('adds a long season only where cycles are long and seen often enough', () => {
    const weeks = Float64Array.from({ length: 200 }, (_, t) => 50 + 10 * Math.sin((2 * Math.PI * t) / 52) + drawNormal(source))
    expect(chooseComponents(weeks, 52)?.parts.at(-1)?.name).toBe('long season')
    expect(chooseComponents(weeks.slice(0, 100), 52)?.parts.map(({ name }) => name)).not.toContain('long season')
  })
  it('never multiplies what is not above zero', () => {
    const around = Float64Array.from({ length: 60 }, () => drawNormal(source))
    expect(chooseComponents(around, 1)?.ets.name).toMatch(/^A/)
    expect(chooseComponents(around, 1)?.isRelative).toBe(false)
  })
})
