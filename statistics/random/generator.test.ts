/** Held to reference values: A seeded source of randomness that splits into independent streams: the same seed gives the same numbers on every machine. */
import { describe, expect, it } from 'vitest'
import { createGenerator, generatorFromState } from './generator.ts'

describe('the generator', () => {
  it('gives the numbers of the reference implementation (xoshiro128starstar.c 1.1, prng.di.unimi.it) from state 1, 2, 3, 4', () => {
    const { nextUint32 } = generatorFromState([1, 2, 3, 4])
    const reference = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]
    expect(reference.map(() => nextUint32())).toEqual(reference)
  })

  it('repeats itself from the same seed and differs between seeds', () => {
    const draw = (seed: number | string) => Array.from({ length: 5 }, createGenerator(seed).uniform)
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })

  it('splits into streams that do not depend on how much was drawn before', () => {
    const fresh = createGenerator('a')
    const used = createGenerator('a')
    for (let i = 0; i < 10; i++) used.uniform()
    expect(used.split('x').uniform()).toBe(fresh.split('x').uniform())
    expect(fresh.split('x').uniform()).not.toBe(fresh.split('y').uniform())
  })

  it('is uniform: mean and variance of 20,000 draws agree with 1/2 and 1/12 within four standard errors', () => {
    const { uniform } = createGenerator(1)
    const draws = Array.from({ length: 20_000 }, uniform)
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / draws.length))
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / draws.length))
  })

  it('gives streams of a split that are not correlated', () => {
    const parent = createGenerator(3)
    const [a, b] = [parent.split(1), parent.split(2)]
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5)
    expect(Math.abs(sum / 20_000)).toBeLessThan(4 / 12 / Math.sqrt(20_000))
  })

  it('refuses a state of zeros', () => {
    expect(() => generatorFromState([0, 0, 0, 0])).toThrow(RangeError)
  })
})
