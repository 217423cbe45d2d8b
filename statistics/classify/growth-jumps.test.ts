/** Jumps get the kind and the probability that their truth deserves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { drawNormal } from '../random/normal.ts'
import { drawPoisson } from '../random/poisson.ts'
import { findGrowthJumps } from './growth-jumps.ts'
import type { GrowthAccount } from './growth-readings.ts'

const n = 200
const days = Array.from({ length: n }, (_, i) => i)
const draw = (
  name: string,
  change: (day: number, followers: number) => number = (_, followers) => followers,
  start = 20_000,
): GrowthAccount => {
  const generator = createGenerator(name)
  let followers = start
  return { account: name, days, followers: days.map((day) => Math.round(change(day, (followers += drawPoisson(generator, 25))))) }
}
const jumpsOf = (accounts: GrowthAccount[], options = {}) => {
  const found = findGrowthJumps(accounts, options)
  if (found.kind !== 'growth') throw new Error(found.kind)
  return found
}
const step =
  (share: number, at = 120) =>
  (day: number, followers: number) =>
    day >= at ? followers * (1 + share) : followers

describe('jumps in followers', () => {
  it('of 25% in three days without posts are a burst, with their rows and an interval that holds the size', () => {
    const { jumps } = jumpsOf([draw('bought', (day, followers) => followers * (1 + 0.25 * Math.min(1, Math.max(0, (day - 120) / 3))))])
    expect(jumps).toHaveLength(1)
    const [jump] = jumps
    expect(jump).toMatchObject({ account: 'bought', kind: 'burst', from: 120, to: 123 })
    expect(jump?.probability).toBeGreaterThan(0.9)
    expect(jump?.interval[0]).toBeLessThan(0.25)
    expect(jump?.interval[1]).toBeGreaterThan(0.25)
  })

  it('that engagement accounts for are told as explained, not as unexplained', () => {
    const generator = createGenerator('engaged')
    const account = draw('viral', (day, followers) => followers * (1 + 0.25 * Math.min(1, Math.max(0, (day - 120) / 3))))
    const engagements = days.map((day) => Math.round(300 * Math.exp(0.3 * drawNormal(generator)) + (day > 119 && day <= 123 ? 4000 : 0)))
    const found = jumpsOf([{ ...account, engagements }])
    expect(found.jumps).toEqual([])
    expect(found.explained).toMatchObject([{ kind: 'burst', from: 120, to: 123 }])
  })

  it('downwards in all accounts are a purge of the platform, but over 20% the account’s own', () => {
    const losses = [0.03, 0.06, 0.09, 0.11, 0.4]
    const { jumps } = jumpsOf(losses.map((loss, i) => draw(`account ${i}`, step(-loss))))
    expect(jumps.map(({ kind }) => kind)).toEqual(losses.map(() => 'purge'))
    expect(jumps.map(({ evidence }) => evidence.scope)).toEqual(['platform', 'platform', 'platform', 'platform', 'own'])
  })

  it('upwards in all accounts, or at a documented day, are a change of definition', () => {
    const shared = jumpsOf([1, 2, 3, 4].map((i) => draw(`account ${i}`, step(0.2)))).jumps
    expect(shared.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'definition-change'))
    const documented = { definitionChanges: [{ day: 120, accounts: ['one'] }] }
    expect(jumpsOf([draw('one', step(-0.3))], documented).jumps).toMatchObject([{ kind: 'definition-change' }])
    expect(jumpsOf([draw('two', step(-0.3))], documented).jumps).toMatchObject([{ kind: 'purge' }])
  })

  it('that return are a glitch and nothing else', () => {
    const { jumps } = jumpsOf([draw('fault', (day, followers) => (day === 90 ? 0 : followers))])
    expect(jumps).toMatchObject([{ kind: 'glitch', from: 89, to: 90 }])
  })

  it('are none in a quiet account, a constant one, or one that grows evenly', () => {
    expect(jumpsOf([draw('quiet')]).jumps).toEqual([])
    expect(jumpsOf([{ account: 'still', days, followers: days.map(() => 500) }]).jumps).toEqual([])
    expect(jumpsOf([{ account: 'even', days, followers: days.map((day) => 1000 + 10 * day) }]).jumps).toEqual([])
    expect(jumpsOf([{ account: 'huge', days, followers: days.map((day) => 1e15 + 1e9 * day) }]).jumps).toEqual([])
  })

  it('do not depend on the order of rows or accounts, nor on when day zero was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 180 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.integer({ min: -50_000, max: 50_000 }),
        (at, size, shift) => {
          const account = draw('order', step(size, at))
          const plain = jumpsOf([account]).jumps.map(({ kind, fromDay, change }) => ({ kind, fromDay, change }))
          const turned = {
            ...account,
            days: days.toReversed().map((day) => day + shift),
            followers: Array.from(account.followers).toReversed(),
          }
          const again = jumpsOf([turned]).jumps.map(({ kind, fromDay, change }) => ({ kind, fromDay: fromDay - shift, change }))
          expect(again).toEqual(plain)
          expect(plain.some(({ fromDay }) => fromDay === at - 1)).toBe(true)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('need ten readings: fewer are too little data, in all accounts or in one', () => {
    const few = { account: 'few', days: [1, 2], followers: [5, 9] }
    expect(findGrowthJumps([])).toEqual({ kind: 'too-little-data', have: 0, need: 10, unit: 'readings' })
    expect(findGrowthJumps([few])).toEqual({ kind: 'too-little-data', have: 2, need: 10, unit: 'readings' })
    expect(jumpsOf([few, draw('enough')]).tooLittle).toEqual([{ account: 'few', have: 2, need: 10 }])
  })

  it('of the Twitter purge of July 2018 have the sizes that the press counted', () => {
    // Katy Perry 109.6 → 106.8 million, Twitter itself 62.85 → 55.35 million (press of 13 July 2018).
    const counts = { KatyPerry: [109.6e6, 106.8e6], Twitter: [62.85e6, 55.35e6], realDonaldTrump: [53.4e6, 53.1e6] }
    const accounts = Object.entries(counts).map(([name, [before = 0, after = 0]]) => {
      const generator = createGenerator(name)
      return {
        account: name,
        days,
        followers: days.map((day) => Math.round((day < 150 ? before : after) * Math.exp(0.0002 * drawNormal(generator)))),
      }
    })
    const { jumps } = jumpsOf(accounts)
    expect(jumps.map(({ account, kind, evidence }) => [account, kind, evidence.scope])).toEqual(
      Object.keys(counts).map((name) => [name, 'purge', 'platform']),
    )
    expect(jumps.map(({ change }) => Math.round(1000 * change) / 10)).toEqual([
      expect.closeTo(-2.6, 0),
      expect.closeTo(-11.9, 0),
      expect.closeTo(-0.6, 0),
    ])
  })
})
