/** Held to brands whose truth is known: what each channel's spend brought back. */
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { carryOver, saturate } from './adstock.ts'
import { estimateMediaMix, type MediaMix, type Mix, type MixOptions } from './media-mix.ts'

const weeks = 130
const generator = createGenerator('brand')
const flights = Float64Array.from({ length: weeks }, (_, t) => (t % 11 < 4 ? 100 * Math.exp(0.2 * drawNormal(generator)) : 0))
const steady = Float64Array.from({ length: weeks }, () => 50 * Math.exp(0.4 * drawNormal(generator)))
const truth = 3
const response = (() => {
  const curve = carryOver(flights, 0.4).map((value) => saturate(value, 60, 1))
  const scale = (truth * flights.reduce((a, b) => a + b)) / curve.reduce((a, b) => a + b)
  return curve.map((value, t) => 2000 + 2 * t + 80 * Math.sin((2 * Math.PI * t) / 52) + scale * value + 20 * drawNormal(generator))
})()
const quick = { draws: 300, burn: 300 }
const known = (mix: Mix, options: MixOptions = quick) => {
  const answer = estimateMediaMix(mix, options)
  if (answer.kind !== 'mix') throw new Error(JSON.stringify(answer))
  return answer
}
const channel = (answer: MediaMix, c: number) => {
  const found = answer.kind === 'mix' ? answer.channels[c] : undefined
  if (!found) throw new Error(`no channel ${c}`)
  return found
}

describe('estimateMediaMix', () => {
  it('finds the return that made the data, three for one, and says nothing sure of a channel without effect', () => {
    const answer = known({ response, channels: [{ spend: flights }, { spend: steady }] })
    const [tv, idle] = [channel(answer, 0), channel(answer, 1)]
    if (tv.kind !== 'roas') throw new Error(tv.reason)
    expect(tv.roas.interval[0]).toBeLessThan(truth)
    expect(tv.roas.interval[1]).toBeGreaterThan(truth)
    expect(Math.abs(tv.roas.value / truth - 1)).toBeLessThan(0.35)
    expect(tv.marginal.value).toBeLessThan(tv.roas.value)
    expect(tv.share.value).toBeCloseTo((tv.roas.value * flights.reduce((a, b) => a + b)) / response.reduce((a, b) => a + b), 6)
    expect(idle).toMatchObject({ kind: 'cannot-tell', reason: 'too-wide' })
  })

  it('gives the same answer for the same seed', () => {
    const mix = { response, channels: [{ spend: flights }] }
    expect(known(mix)).toEqual(known(mix))
  })

  it('follows units: revenue in cents and spend in thousands', () => {
    const base = channel(known({ response, channels: [{ spend: flights }] }), 0)
    const cents = { response: response.map((y) => 100 * y), channels: [{ spend: flights.map((x) => x / 1000) }] }
    const moved = channel(known(cents, { ...quick, worth: 1 / 100_000 }), 0)
    if (base.kind !== 'roas' || moved.kind !== 'roas') throw new Error('declined')
    expect(moved.roas.value / 100_000 / base.roas.value).toBeCloseTo(1, 3)
  })

  it('does not depend on the order of channels beyond the draw', () => {
    const [one, other] = [
      known({ response, channels: [{ spend: flights }, { spend: steady }] }),
      known({ response, channels: [{ spend: steady }, { spend: flights }] }),
    ]
    const [a, b] = [channel(one, 0), channel(other, 1)]
    if (a.kind !== 'roas' || b.kind !== 'roas') throw new Error('declined')
    expect(a.roas.value / b.roas.value).toBeCloseTo(1, 0)
  })

  it('declines a twin of another channel, one that follows the season, one that never varied, and one without spend', () => {
    const twin = flights.map((value) => 3 * value)
    const season = Float64Array.from({ length: weeks }, (_, t) => 10 + 4 * Math.sin((2 * Math.PI * t) / 52))
    const flat = new Float64Array(weeks).fill(9)
    const answer = known({
      response,
      channels: [{ spend: flights }, { spend: twin }, { spend: season }, { spend: flat }, { spend: new Float64Array(weeks) }],
    })
    const reasons = answer.channels.map((found) => (found.kind === 'cannot-tell' ? found.reason : found.kind))
    expect(reasons).toEqual(['moves-with-others', 'moves-with-others', 'follows-the-base', 'never-varied', 'no-spend'])
  })

  it('lets activity drive the curve and spend the return', () => {
    const bought = flights.map((value) => value * 7)
    const found = channel(known({ response, channels: [{ spend: flights, activity: bought }] }), 0)
    if (found.kind !== 'roas') throw new Error(found.reason)
    expect(Math.abs(found.roas.value / truth - 1)).toBeLessThan(0.35)
  })

  it('bears missing weeks of the response', () => {
    const gaps = response.map((value, t) => (t % 20 === 7 ? Number.NaN : value))
    expect(known({ response: gaps, channels: [{ spend: flights }] }).diagnostics).toMatchObject({ n: 123, missing: 7 })
  })

  it('says what is too little', () => {
    expect(estimateMediaMix({ response: response.slice(0, 30), channels: [{ spend: flights.slice(0, 30) }] })).toEqual({
      kind: 'too-little-data',
      have: 30,
      need: 52,
      unit: 'weeks',
    })
    expect(estimateMediaMix({ response: response.map(() => 5), channels: [{ spend: flights }] })).toMatchObject({ unit: 'spread' })
    expect(estimateMediaMix({ response: [], channels: [{ spend: [] }] })).toMatchObject({ unit: 'weeks', have: 0 })
    expect(estimateMediaMix({ response, channels: [] })).toMatchObject({ unit: 'channels' })
  })

  it('refuses what is broken, by channel and week', () => {
    const broken = (spend: ArrayLike<number>) => () => estimateMediaMix({ response, channels: [{ spend }] })
    expect(broken(flights.map((x, t) => (t === 2 ? -1 : x)))).toThrow('Week 3 of channel 1 is negative')
    expect(broken(flights.map((x, t) => (t === 2 ? Number.NaN : x)))).toThrow('Week 3 of channel 1 is missing')
    expect(broken([1])).toThrow('channel 1 has 1 weeks')
    expect(() => known({ response, channels: [{ spend: flights }] }, { worth: 0 })).toThrow('above 0')
  })
})
