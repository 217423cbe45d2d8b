/** Shrinkage held to a textbook, to a known truth among winners, and to its limits. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { shrinkEffects } from './shrink-effects.ts'

const shrunken = (...given: Parameters<typeof shrinkEffects>) => {
  const answer = shrinkEffects(...given)
  if (answer.kind !== 'shrunken') throw new Error('expected shrunken effects')
  return answer
}

test('eight schools (Rubin 1981, J. Educ. Stat. 6): shrunken towards zero as by summing over 300,000 priors with numpy', () => {
  const answer = shrunken(
    [28, 8, -3, 7, -1, 1, 18, 12],
    [15, 10, 16, 11, 9, 11, 10, 18].map((error) => error ** 2),
  )
  const summed = [10.38, 4.05, -1.04, 3.31, -0.54, 0.47, 9.16, 3.71]
  answer.effects.forEach(({ estimate }, i) => expect(Math.abs(estimate - (summed[i] ?? Number.NaN))).toBeLessThan(0.05))
})

test('where errors are small against the spread nothing is shrunken; where noise explains all, nearly everything is', () => {
  const far = shrunken([-40, -20, -10, 10, 20, 40], [1, 1, 1, 1, 1, 1]).effects
  far.forEach(({ estimate }, i) => expect(estimate / ([-40, -20, -10, 10, 20, 40][i] ?? 0)).toBeGreaterThan(0.99))
  const noise = shrunken(
    [-1, -0.5, 0.2, 0.3, 0.6, 1, -0.9, 0.8, -0.4, 0.1],
    Array.from({ length: 10 }, () => 1),
  ).effects
  for (const [i, { estimate }] of noise.entries())
    expect(Math.abs(estimate)).toBeLessThan(0.3 * Math.abs([-1, -0.5, 0.2, 0.3, 0.6, 1, -0.9, 0.8, -0.4, 0.1][i] ?? 0))
})

test('among winners the raw estimates are too high, the shrunken ones nearly right, and 95% intervals hold the truth', () => {
  const generator = createGenerator('winners')
  let [raw, ours, truth, winners, held, asked] = [0, 0, 0, 0, 0, 0]
  for (let brand = 0; brand < 100; brand++) {
    const truths = Array.from({ length: 30 }, () => drawNormal(generator, 0, 0.1))
    const variances = truths.map((_, i) => 0.1 ** 2 * (0.5 + (i % 3) / 2))
    const estimates = truths.map((effect, i) => drawNormal(generator, effect, Math.sqrt(variances[i] as number)))
    shrunken(estimates, variances).effects.forEach(({ estimate, interval }, i) => {
      asked++
      if (interval[0] <= (truths[i] as number) && (truths[i] as number) <= interval[1]) held++
      if ((estimates[i] as number) < 1.96 * Math.sqrt(variances[i] as number)) return
      winners++
      raw += estimates[i] as number
      ours += estimate
      truth += truths[i] as number
    })
  }
  expect(raw / truth).toBeGreaterThan(1.6)
  expect(Math.abs(ours / truth - 1)).toBeLessThan(0.15)
  expect(held / asked).toBeGreaterThan(0.94)
  expect(held / asked).toBeLessThan(0.97)
  expect(winners).toBeGreaterThan(200)
})

test('few experiments are too little; a level outside 0 to 1 is refused', () => {
  expect(shrinkEffects([1], [1])).toMatchObject({ kind: 'too-little-data', have: 1 })
  expect(() => shrinkEffects([1], [1], { level: 0 })).toThrow('a level')
})
