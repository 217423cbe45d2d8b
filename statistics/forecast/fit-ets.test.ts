/** Held to published fits and to series whose model is known. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { fitEts } from './fit-ets.ts'

const shape = { trend: 'none', season: 'none', period: 1 } as const
/** Annual flow of the Nile at Aswan 1871–1970, in 10⁸ m³ (Cobb 1978): the reference series of state space models. */
const nile = Float64Array.of(
  1120,
  1160,
  963,
  1210,
  1160,
  1160,
  813,
  1230,
  1370,
  1140,
  995,
  935,
  1110,
  994,
  1020,
  960,
  1180,
  799,
  958,
  1140,
  1100,
  1210,
  1150,
  1250,
  1260,
  1220,
  1030,
  1100,
  774,
  840,
  874,
  694,
  940,
  833,
  701,
  916,
  692,
  1020,
  1050,
  969,
  831,
  726,
  456,
  824,
  702,
  1120,
  1100,
  832,
  764,
  821,
  768,
  845,
  864,
  862,
  698,
  845,
  744,
  796,
  1040,
  759,
  781,
  865,
  845,
  944,
  984,
  897,
  822,
  1010,
  771,
  676,
  649,
  846,
  812,
  742,
  801,
  1040,
  860,
  874,
  848,
  890,
  744,
  749,
  838,
  1050,
  918,
  986,
  797,
  923,
  975,
  815,
  1020,
  906,
  901,
  1170,
  912,
  746,
  919,
  718,
  714,
  740,
)

describe('fitting', () => {
  it('finds the smoothing of the Nile that maximum likelihood gives', () => {
    // The steady-state gain of the local level model with the variances of Durbin & Koopman 2012, table 2.1 (15099 and 1469.1), is 0.2672.
    const q = 1469.1 / 15099
    const gain = (-q + Math.sqrt(q * q + 4 * q)) / 2
    expect(fitEts(nile, 'additive', shape)?.weights.alpha).toBeCloseTo(gain, 1)
  })
  it('recovers weights from a long series of its own making', () => {
    const source = createGenerator('ets')
    let level = 100
    const values = Float64Array.from({ length: 4000 }, () => {
      const error = drawNormal(source)
      const value = level + error
      level += 0.4 * error
      return value
    })
    const fit = fitEts(values, 'additive', shape)
    expect(fit?.weights.alpha).toBeCloseTo(0.4, 1)
    expect(fit?.variance).toBeCloseTo(1, 1)
  })
  it('says the same of a series in another unit', () => {
    const [small, large] = [
      fitEts(nile, 'additive', shape),
      fitEts(
        nile.map((value) => 1000 * value),
        'additive',
        shape,
      ),
    ]
    expect(large?.weights.alpha).toBeCloseTo(small?.weights.alpha ?? Number.NaN, 4)
    expect((large?.aicc ?? 0) - (small?.aicc ?? 0)).toBeCloseTo(100 * Math.log(1e6), 3)
  })
  it('prefers additive to multiplicative errors by likelihood, not by taste', () => {
    const source = createGenerator('growing spread')
    const growing = Float64Array.from({ length: 200 }, (_, t) => (10 + t) * (1 + 0.1 * drawNormal(source)))
    const line = { ...shape, trend: 'additive' } as const
    expect(fitEts(growing, 'multiplicative', line)?.aicc).toBeLessThan(fitEts(growing, 'additive', line)?.aicc ?? 0)
  })
  it('declines what is too short or cannot multiply', () => {
    expect(fitEts(Float64Array.of(1, 2, 3), 'additive', shape)).toBeNull()
    expect(
      fitEts(
        nile.map((value) => value - 900),
        'multiplicative',
        shape,
      ),
    ).toBeNull()
    expect(fitEts(nile.slice(0, 20), 'additive', { trend: 'none', season: 'additive', period: 12 })).toBeNull()
  })
})
