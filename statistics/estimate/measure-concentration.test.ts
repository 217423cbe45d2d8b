/** Concentration of known shares, and ranges that hold what a large crowd has. */
import { expect, test } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawPoisson } from '../random/poisson.ts'
import { measureConcentration } from './measure-concentration.ts'

test('reference value: shares of 0.5, 0.3 and 0.2 sound like 1 / 0.38 people, and the loudest says half', () => {
  const found = measureConcentration([5, 3, 2], createGenerator(1))
  expect(found?.effective.value).toBeCloseTo(1 / 0.38, 12)
  expect(found?.topShare.value).toBeCloseTo(0.5, 12)
})

test('equal people are not concentrated, one person has no concentration, and no count of zero is taken', () => {
  const found = measureConcentration(
    Array.from({ length: 40 }, () => 3),
    createGenerator(1),
  )
  expect(found).toMatchObject({ n: 40, effective: { interval: [expect.closeTo(40, 9), expect.closeTo(40, 9)] } })
  expect(found?.topShare.value).toBeCloseTo(0.1, 9)
  expect(measureConcentration([9], createGenerator(1))).toBeNull()
  expect(() => measureConcentration([1, 0], createGenerator(1))).toThrow('Person 2: 0 messages')
})

test('90% ranges hold the share of the loudest tenth of the crowd that people were drawn from, mostly', () => {
  const generator = createGenerator('crowd')
  const draw = () => 1 + drawPoisson(generator, generator.uniform() < 0.15 ? 8 : 0.6)
  const crowd = Float64Array.from({ length: 40_000 }, draw)
  const truth = measureConcentration(crowd, generator, { draws: 1 })?.topShare.value ?? Number.NaN
  let held = 0
  for (let turn = 0; turn < 150; turn++) {
    const { interval } = measureConcentration(Array.from({ length: 200 }, draw), generator, { draws: 200 })?.topShare ?? {
      interval: [0, 0],
    }
    if (interval[0] <= truth && truth <= interval[1]) held++
  }
  expect(held / 150).toBeGreaterThan(0.8)
})
