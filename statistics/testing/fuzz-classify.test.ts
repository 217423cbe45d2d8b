/** Hostile input for unexplained growth. */
import fc from 'fast-check'
import { test } from 'vitest'
import { findPods } from '../classify/find-pods.ts'
import { findGrowthJumps } from '../classify/growth-jumps.ts'
import { tidyReadings } from '../classify/growth-readings.ts'
import { type Allows, fuzz, hostileArray, hostileNumber } from './hostile.ts'

/** Evidence that was not looked for is not a number: no engagement, no others. */
const notAsked: Allows = (path, value) => Number.isNaN(value) && /\.evidence\./.test(path)

const share = fc.oneof(fc.constantFrom(0.8, 0.95), hostileNumber)
const decent = fc
  .array(
    fc.tuple(
      fc.double({ min: 0, max: 900, noNaN: true }),
      fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(0, Number.NaN, 1e12)),
      fc.nat(5),
      fc.nat(5000),
    ),
    { minLength: 8, maxLength: 80 },
  )
  .map((rows) => ({
    account: 'a',
    days: rows.map(([day]) => day),
    followers: rows.map(([, followers]) => followers),
    posts: rows.map(([, , posts]) => posts),
    engagements: rows.map(([, , , engagements]) => engagements),
  }))
const hostile = fc
  .tuple(hostileArray(), hostileArray(), fc.option(hostileArray(), { nil: undefined }))
  .map(([days, followers, engagements]) => ({ account: 'b', days, followers: days.map((_, i) => followers[i] ?? 1), engagements }))

test('readings', () => {
  fuzz([hostile], tidyReadings, { runs: 1000 })
  fuzz([decent], tidyReadings)
})

test('jumps of growth', () => {
  fuzz([fc.array(fc.oneof(decent, hostile), { maxLength: 3 }), share], (accounts, level) => findGrowthJumps(accounts, { level }), {
    runs: 200,
    allows: notAsked,
  })
  fuzz(
    [fc.array(decent, { minLength: 1, maxLength: 4 }), hostileNumber],
    (accounts, day) => findGrowthJumps(accounts, { definitionChanges: [{ day }] }),
    { runs: 200, allows: notAsked },
  )
}, 60_000)

test('pods', () => {
  fuzz(
    [hostileArray(30), hostileArray(30), fc.constantFrom(0.01, 0, 2, Number.NaN)],
    (people, posts, alpha) => findPods(people, posts, alpha),
    { runs: 400 },
  )
  const pair = fc.tuple(fc.nat(8), fc.nat(12))
  fuzz(
    [fc.array(pair, { maxLength: 120 })],
    (rows) =>
      findPods(
        rows.map(([person]) => person),
        rows.map(([, post]) => post),
      ),
    { runs: 300 },
  )
})
