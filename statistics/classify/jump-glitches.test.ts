/** Faults that were planted return; audiences do not. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawPoisson } from '../random/poisson.ts'
import { measureBaseline } from './growth-baseline.ts'
import { findGlitches } from './jump-glitches.ts'

const draw = () => {
  const generator = createGenerator('faults')
  let followers = 20_000
  return Float64Array.from({ length: 90 }, () => (followers += drawPoisson(generator, 40)))
}
const days = Float64Array.from({ length: 90 }, (_, i) => i)
const glitches = (followers: Float64Array) => findGlitches(measureBaseline(days, followers, 1), 0.0005)

describe('glitches', () => {
  it('are runs of one to three readings that return, whichever way', () => {
    const followers = draw()
    followers[40] = 0
    for (const i of [60, 61, 62]) followers[i] = (followers[i] as number) * 1.3
    expect(glitches(followers)).toMatchObject([
      { first: 40, last: 40 },
      { first: 60, last: 62, excess: expect.closeTo(Math.log(1.3), 2) },
    ])
  })

  it('are not steps that stay, nor the last reading, nor chance', () => {
    const followers = draw()
    expect(glitches(followers)).toEqual([])
    for (let i = 50; i < 90; i++) followers[i] = (followers[i] as number) * 1.3
    followers[89] = (followers[89] as number) * 2
    expect(glitches(followers)).toEqual([])
    expect(findGlitches(measureBaseline(new Float64Array(0), new Float64Array(0), 1), 0)).toEqual([])
  })
})
