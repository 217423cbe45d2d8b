/** Held to a closed form: posterior draws of a media mix. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { drawMix, respond } from './media-mix-draws.ts'

const generator = createGenerator('mix')
const n = 120
const spend = Float64Array.from({ length: n }, () => Math.exp(0.8 * drawNormal(generator)))
const constant = new Float64Array(n).fill(1)

describe('drawMix', () => {
  it('of a base alone gives the mean with variance σ²/n (normal theory, prior sd 3)', () => {
    const response = Float64Array.from({ length: n }, () => 0.7 + 0.5 * drawNormal(generator))
    const idle = new Float64Array(n)
    const found = drawMix({ response, channels: [idle], base: [constant], reach: Float64Array.of(1) }, createGenerator(1), {
      draws: 1500,
      burn: 300,
      thin: 1,
    })
    const average = response.reduce((a, b) => a + b) / n
    const levels = found.map(({ base }) => base[0] as number)
    const centre = levels.reduce((a, b) => a + b) / levels.length
    const sd = Math.sqrt(levels.reduce((sum, level) => sum + (level - centre) ** 2, 0) / levels.length)
    expect(Math.abs(centre - average)).toBeLessThan(0.02)
    // Dependence is estimated too, around a third beforehand: the mean is a little less sure than of white noise.
    expect(sd / (0.5 / Math.sqrt(n))).toBeGreaterThan(0.75)
    expect(sd / (0.5 / Math.sqrt(n))).toBeLessThan(1.7)
  })

  it('finds weight, carry-over and noise that made the data', () => {
    const curve = respond(spend, 0.5, 1, 1, new Float64Array(n))
    const mean = curve.reduce((a, b) => a + b) / n
    const response = curve.map((value) => (2 * value) / mean - 2 + 0.1 * drawNormal(generator))
    const found = drawMix({ response, channels: [spend], base: [constant], reach: Float64Array.of(5) }, createGenerator(2), {
      draws: 600,
      burn: 400,
      thin: 2,
    })
    const inside = (values: number[], truth: number) => {
      values.sort((a, b) => a - b)
      expect(values[Math.floor(0.005 * values.length)]).toBeLessThan(truth)
      expect(values[Math.floor(0.995 * values.length)]).toBeGreaterThan(truth)
    }
    inside(
      found.map(({ weight }) => weight[0] as number),
      2,
    )
    inside(
      found.map(({ decay }) => decay[0] as number),
      0.5,
    )
    inside(
      found.map(({ noise }) => noise),
      0.1,
    )
  })

  it('bears gaps in the response', () => {
    const response = Float64Array.from({ length: n }, (_, t) => (t % 9 === 4 ? Number.NaN : drawNormal(generator)))
    const found = drawMix({ response, channels: [spend], base: [constant], reach: Float64Array.of(1) }, createGenerator(3), {
      draws: 50,
      burn: 50,
      thin: 1,
    })
    for (const { weight, noise } of found) expect(Number.isFinite((weight[0] as number) + noise)).toBe(true)
  })
})
