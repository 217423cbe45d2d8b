/** The doubt that uneven weekdays leave in a format's effect: planted, and by hand. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { drawFormatDays, weighFormatDays } from './format-days.ts'
import { layOutPosts } from './post-layout.ts'

/** Unit noise around cell effects of the given scale; format 0 on all days alike, format 1 on Mondays only. */
const draw = (scale: number, n = 2800) => {
  const generator = createGenerator(`cells ${scale}`)
  const formats = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 0 : 1 + (i % 5)))
  const weekdays = formats.map((format, i) => (format === 1 ? 0 : Math.floor(i / 2) % 7))
  const effects = Array.from({ length: 42 }, () => scale * drawNormal(generator))
  const values = Float64Array.from(
    formats,
    (format, i) => (effects[format * 7 + (weekdays[i] as number)] as number) + drawNormal(generator),
  )
  const posts = {
    slots: weekdays.map((day) => day * 24 + 12),
    days: formats.map((_, i) => i),
    counts: formats.map(() => 10),
    exposures: formats.map(() => 100),
    accounts: formats.map(() => 0),
    formats,
    paid: formats.map(() => 0),
  }
  const outcomes = { values, weights: new Float64Array(n).fill(1), centre: 0, noise: 1, tamed: 0 }
  return weighFormatDays(posts, layOutPosts(posts), outcomes, new Float64Array(n))
}
const meanScale = ({ scales, weights }: { scales: number[]; weights: number[] }) =>
  scales.reduce((sum, scale, i) => sum + scale * (weights[i] as number), 0)

describe('formats by weekday', () => {
  it('have their spread found from the cells, near nothing when there is none', () => {
    expect(meanScale(draw(0.3))).toBeGreaterThan(0.22)
    expect(meanScale(draw(0.3))).toBeLessThan(0.4)
    expect(meanScale(draw(0))).toBeLessThan(0.07)
  })

  it('leave no doubt in a format used on all days alike, and 6/7 of the variance in one used on Mondays only', () => {
    const { unevenness } = draw(0.3)
    expect(unevenness[0]).toBeCloseTo(0, 3)
    expect(unevenness[1]).toBeCloseTo(6 / 7, 10)
  })

  it('are drawn with that variance', () => {
    const generator = createGenerator('draws')
    const known = { scales: [0.2], weights: [1], unevenness: Float64Array.of(0, 6 / 7) }
    const drawn = Array.from({ length: 4000 }, () => drawFormatDays(known, generator))
    expect(drawn.every(([even]) => even === 0)).toBe(true)
    expect(drawn.reduce((sum, [, uneven = 0]) => sum + uneven ** 2, 0) / 4000).toBeCloseTo((0.04 * 6) / 7, 2)
  })
})
