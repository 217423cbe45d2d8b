/** Hostile input for learning: posts that cannot be, and posts that hardly can. */
import fc from 'fast-check'
import { test } from 'vitest'
import { currentInterval, nextInterval, startInterval } from '../estimate/adapt-interval.ts'
import { chooseSlots } from '../estimate/choose-slots.ts'
import { fitPosts } from '../estimate/fit-posts.ts'
import { layOutPosts, type Posts } from '../estimate/post-layout.ts'
import { predictionInterval, predictor, takePosts } from '../estimate/predict-posts.ts'
import { countInterval } from '../estimate/count-interval.ts'
import { simultaneousShares } from '../estimate/simultaneous-shares.ts'
import { drawApart, poolGroups } from '../estimate/pool-groups.ts'
import { rankGroups } from '../estimate/rank-groups.ts'
import { measureConcentration } from '../estimate/measure-concentration.ts'
import { wilsonInterval } from '../estimate/wilson-interval.ts'
import { estimateWhatAndWhen, postsNear } from '../estimate/what-and-when.ts'
import { createGenerator } from '../random/generator.ts'
import { fuzz, hostileArray, hostileNumber, type Allows } from './hostile.ts'

type Row = [slot: number, day: number, count: number, exposure: number, account: number, format: number, paid: number]

const postsOf = (rows: Row[]): Posts => {
  const column = (at: number) => rows.map((row) => row[at] as number)
  return {
    slots: column(0),
    days: column(1),
    counts: column(2),
    exposures: column(3),
    accounts: column(4),
    formats: column(5),
    paid: column(6),
  }
}
const mostly = (decent: fc.Arbitrary<number>) => fc.oneof({ weight: 150, arbitrary: decent }, { weight: 1, arbitrary: hostileNumber })
const wild: fc.Arbitrary<Row> = fc.tuple(
  mostly(fc.integer({ min: 0, max: 167 })),
  mostly(fc.double({ min: 0, max: 700, noNaN: true })),
  mostly(fc.nat(1e6)),
  mostly(fc.integer({ min: 1, max: 1_000_000 })),
  mostly(fc.nat(2)),
  mostly(fc.nat(3)),
  mostly(fc.nat(1)),
)
/** Nothing impossible, but all of the same, or of sizes from one to a quadrillion. */
const rough: fc.Arbitrary<Row> = fc.tuple(
  fc.oneof(fc.constant(12), fc.integer({ min: 0, max: 167 })),
  fc.oneof(fc.constant(3), fc.double({ min: -1e5, max: 1e5, noNaN: true })),
  fc.oneof(fc.constantFrom(0, 7, 1e12), fc.nat(1000)),
  fc.oneof(fc.constantFrom(1, 1e12, 1e-6), fc.integer({ min: 1, max: 10_000 })),
  fc.nat(1),
  fc.nat(2),
  fc.nat(1),
)

/** Open ends of a prediction are said in its docstring: too few past errors for the level. */
const openEnds: Allows = (path, value) => /(^|\.)(prediction\.)?(lower|upper)$/.test(path) && !Number.isNaN(value)

test('shares and their intervals, of counts that cannot be', () => {
  fuzz([hostileNumber, hostileNumber, hostileNumber], (count, n, level) => wilsonInterval(count, n, level))
  fuzz([hostileNumber, hostileNumber], (count, level) => countInterval(count, level))
  fuzz([hostileArray(12), hostileNumber], (counts, level) => simultaneousShares(counts, level))
})

test('what and when, of posts that cannot be', () => {
  fuzz(
    [fc.array(wild, { minLength: 18, maxLength: 45 })],
    (rows) => estimateWhatAndWhen(postsOf(rows), createGenerator(1), { draws: 20, predict: false }),
    { runs: 60 },
  )
}, 60_000)

test('what and when, of posts that hardly can', () => {
  fuzz(
    [fc.array(rough, { minLength: 18, maxLength: 60 }), fc.nat(3)],
    (rows, groups) =>
      estimateWhatAndWhen({ ...postsOf(rows), ...(groups > 0 ? { pillars: rows.map((_, i) => i % groups) } : {}) }, createGenerator(1), {
        draws: 20,
        predict: false,
      }),
    { runs: 25 },
  )
  fuzz(
    [fc.array(rough, { minLength: 20, maxLength: 40 })],
    (rows) => {
      const posts = postsOf(rows)
      const predict = predictor(
        fitPosts(
          takePosts(
            posts,
            rows.map((_, i) => i),
          ),
          createGenerator(1),
          10,
        ),
      )
      return [predict(0, 0, 0), predict(167, 9, 9), predictionInterval(posts, createGenerator(1))]
    },
    { runs: 10, allows: openEnds },
  )
}, 60_000)

test('layouts refuse posts that cannot be by their place', () =>
  fuzz([fc.array(wild, { maxLength: 30 })], (rows) => layOutPosts(postsOf(rows)), { runs: 1000 }))

test('choosing slots', () => {
  const slot = fc.record({
    index: fc.integer({ min: 0, max: 167 }),
    n: fc.nat(9),
    rate: fc.constant(1),
    rateInterval: fc.constant<[number, number]>([0.5, 2]),
    gain: fc.double({ min: -2, max: 2, noNaN: true }),
    gainInterval: fc.constant<[number, number]>([-1, 1]),
    chanceBetter: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fuzz(
    [fc.array(slot, { maxLength: 168 }), fc.array(fc.integer({ min: 0, max: 167 }), { maxLength: 5 }), hostileNumber, hostileNumber],
    (slots, bestSlots, perWeek, apartHours) => [chooseSlots({ slots, bestSlots, perWeek, apartHours }), postsNear(slots, 3)],
  )
})

test('intervals that adapt', () =>
  fuzz(
    [hostileArray(), hostileNumber, hostileNumber],
    (errors, level, error) => {
      const next = nextInterval(startInterval(errors, level), error)
      const [lower, upper] = currentInterval(next)
      return { below: next.below, lower, upper }
    },
    { allows: openEnds },
  ))

test('pooling groups, and their places', () => {
  const pairs = fc.array(
    fc.tuple(mostly(fc.double({ min: -1e3, max: 1e3, noNaN: true })), mostly(fc.double({ min: 1e-3, max: 1e3, noNaN: true }))),
    { maxLength: 8 },
  )
  for (const pool of [poolGroups, drawApart])
    fuzz(
      [pairs],
      (rows) =>
        pool(
          rows.map(([estimate]) => estimate),
          rows.map(([, variance]) => variance),
          createGenerator(1),
          { draws: 30 },
        ),
      { runs: 300 },
    )
  fuzz([fc.array(hostileArray(6), { maxLength: 5 }), hostileNumber], (rows, level) => rankGroups(rows, level), { runs: 300 })
  fuzz([fc.array(hostileArray(6), { maxLength: 5 })], (rows) => rankGroups(rows), { runs: 300 })
})

test('concentration', () => {
  fuzz([hostileArray(20)], (counts) => measureConcentration(counts, createGenerator(1), { draws: 20 }), { runs: 400 })
  fuzz(
    [fc.array(fc.integer({ min: 1, max: 1e6 }), { maxLength: 30 }), hostileNumber],
    (counts, level) => measureConcentration(counts, createGenerator(1), { draws: 20, level }),
    { runs: 300 },
  )
})
