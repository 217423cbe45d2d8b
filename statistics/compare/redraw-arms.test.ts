/** Drawing arms again, held to Fisher’s own example and to counting every draw. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { growBasis } from './adjust-posts.ts'
import { type Redraw, redrawArms, redrawnInterval } from './redraw-arms.ts'

/** Darwin’s fifteen pairs of maize, crossed minus self-fertilised, in eighths of an inch (Fisher 1935, The Design of Experiments, section 17). */
const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]

const pairsOf = (differences: number[]): Redraw => {
  const n = 2 * differences.length
  const basis: Float64Array[] = []
  differences.forEach((_, pair) =>
    growBasis(
      basis,
      Float64Array.from({ length: n }, (_value, i) => (i >> 1 === pair ? 1 : 0)),
    ),
  )
  return {
    values: differences.flatMap((difference) => [0, difference]),
    labels: differences.flatMap(() => [0, 1]),
    basis,
    swaps: differences.map((_, pair) => [2 * pair, 2 * pair + 1]),
  }
}
const redrawn = (redraw: Redraw, draws = 9999) => {
  const answer = redrawArms(redraw, draws, createGenerator('redraw'))
  if (answer === null) throw new Error('expected an answer')
  return answer
}

describe('drawing the arms again', () => {
  it('gives Fisher’s p for Darwin’s maize: 1,726 of 32,768 draws, 5.267%', () => {
    const answer = redrawn(pairsOf(darwin), 39_999)
    expect(answer.estimate).toBeCloseTo(314 / 15, 10)
    // Four standard errors of 40,000 draws.
    expect(Math.abs(answer.p - 1726 / 32768)).toBeLessThan(4 * Math.sqrt((0.0527 * 0.9473) / 40_000))
  })

  it('has an interval that holds exactly the effects that a test of each would not reject', () => {
    const answer = redrawn(pairsOf(darwin), 1999)
    const [low, high] = redrawnInterval(answer, 0.9)
    const pAt = (effect: number) => redrawn(pairsOf(darwin.map((difference) => difference - effect)), 1999).p
    const width = high - low
    expect(pAt(low + 1e-6 * width)).toBeGreaterThan(0.1)
    expect(pAt(low - 1e-6 * width)).toBeLessThanOrEqual(0.1)
    expect(pAt(high - 1e-6 * width)).toBeGreaterThan(0.1)
    expect(pAt(high + 1e-6 * width)).toBeLessThanOrEqual(0.1)
  })

  it('moves with a shift and a scale, and turns with the labels', () => {
    const plain = redrawn(pairsOf(darwin))
    const [low, high] = redrawnInterval(plain, 0.95)
    const scaled = redrawnInterval(redrawn(pairsOf(darwin.map((difference) => 3 * difference + 30))), 0.95)
    expect(scaled[0]).toBeCloseTo(3 * low + 30, 8)
    expect(scaled[1]).toBeCloseTo(3 * high + 30, 8)
    const base = pairsOf(darwin)
    const turned = redrawnInterval(redrawn({ ...base, labels: Array.from(base.labels, (label) => 1 - label) }), 0.95)
    expect(turned[0]).toBeCloseTo(-high, 8)
    expect(turned[1]).toBeCloseTo(-low, 8)
  })

  it('says nothing when the labels or the values are explained already, and has open ends when draws are too few', () => {
    expect(redrawArms(pairsOf([0, 0, 0]), 99, createGenerator(1))).toBeNull()
    const base = pairsOf(darwin)
    expect(
      redrawArms({ ...base, labels: base.labels === undefined ? [] : Array.from(base.labels, () => 1) }, 99, createGenerator(1)),
    ).toBeNull()
    expect(redrawnInterval(redrawn(pairsOf([3, 4, 5]), 999), 0.95)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    expect(redrawnInterval(redrawn(pairsOf(darwin), 9), 0.95)).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })

  it('holds the true effect of heavy-tailed pairs as often as it says', () => {
    const generator = createGenerator('coverage')
    let held = 0
    const rounds = 400
    for (let round = 0; round < rounds; round++) {
      // Cauchy-like: a normal over another.
      const differences = Array.from({ length: 12 }, () => 5 + drawNormal(generator) / Math.abs(drawNormal(generator)))
      const answer = redrawArms(pairsOf(differences), 399, generator.split(round))
      const [low, high] = answer === null ? [0, 0] : redrawnInterval(answer, 0.8)
      if (low <= 5 && 5 <= high) held++
    }
    expect(Math.abs(held / rounds - 0.8)).toBeLessThan(3.5 * Math.sqrt((0.8 * 0.2) / rounds))
  })
})
