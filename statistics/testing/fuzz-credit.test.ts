/** Hostile input for attribution: paths that cannot be, counts of any size, models of any shape. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solveAbsorption } from '../credit/absorption.ts'
import { bootstrapCredit } from '../credit/bootstrap-credit.ts'
import { chooseOrder } from '../credit/choose-order.ts'
import { countTransitions } from '../credit/count-transitions.ts'
import { findDisagreement } from '../credit/find-disagreement.ts'
import { creditFirstTouch } from '../credit/first-touch.ts'
import { type Path, packJourneys, sum } from '../credit/journeys.ts'
import { creditLastTouch } from '../credit/last-touch.ts'
import { creditLinear } from '../credit/linear-touch.ts'
import { creditMarkov, findRemovalEffects } from '../credit/markov.ts'
import { creditPositionBased } from '../credit/position-based.ts'
import { findShapleyValues, sampleShapleyValues } from '../credit/shapley.ts'
import { creditShapley } from '../credit/shapley-journeys.ts'
import { shareTouches } from '../credit/share-touches.ts'
import { creditTimeDecay } from '../credit/time-decay.ts'
import { estimateUntraceable } from '../credit/untraceable-share.ts'
import { createGenerator } from '../random/generator.ts'
import { fuzz, hostileArray, hostileNumber } from './hostile.ts'

const count = fc.oneof({ weight: 4, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: hostileNumber })
const path = fc.record({
  touches: fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: hostileNumber }), { maxLength: 6 }),
  conversions: count,
  value: count,
  nulls: count,
})
/** Decent but for sizes from 1e-9 to 1e15 side by side. */
const amount = fc.oneof({ weight: 4, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-9, 0.5, 1e15) })
const decent = fc.array(
  fc.record({ touches: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), conversions: amount, value: amount, nulls: amount }),
  { maxLength: 12 },
)

const everyModel = (paths: Path[], channels: number) => {
  const journeys = packJourneys(channels, paths)
  const total = sum(journeys.conversions)
  const models = [creditFirstTouch, creditLastTouch, creditLinear, creditTimeDecay, creditPositionBased, creditShapley].map((credit) =>
    credit(journeys),
  )
  const chains = [1, 2, 3, 4].map((order) => creditMarkov(journeys, order))
  for (const { conversions } of models) expect(Math.abs(sum(conversions) - total)).toBeLessThanOrEqual(1e-9 * (1 + total))
  const disagreement = findDisagreement([...models, ...chains].map(({ conversions }, i) => ({ model: `${i}`, conversions })))
  return {
    models,
    chains,
    disagreement,
    order: chooseOrder(journeys),
    effects: findRemovalEffects(countTransitions(journeys, 2)),
    alone: solveAbsorption(countTransitions(journeys, 1), 0),
  }
}

test('every model of journeys that cannot be, and of those that hardly can', () => {
  fuzz([fc.array(path, { maxLength: 8 }), fc.oneof(fc.constant(5), hostileNumber)], everyModel, { runs: 600 })
  fuzz([decent], (paths) => everyModel(paths, 5), { runs: 600 })
})

test('parameters of models', () => {
  fuzz([decent, hostileNumber, hostileNumber, hostileNumber], (paths, a, b, order) => {
    const journeys = packJourneys(5, paths)
    return [
      creditTimeDecay(journeys, 2),
      creditPositionBased(journeys, 0.3, 0.3),
      shareTouches(journeys, () => 1),
      () => creditTimeDecay(journeys, a),
      () => creditPositionBased(journeys, a, b),
      () => creditMarkov(journeys, order),
    ]
  })
  fuzz([decent, hostileNumber], (paths, halfLife) => creditTimeDecay(packJourneys(5, paths), halfLife))
  fuzz([decent, hostileNumber, hostileNumber], (paths, first, last) => creditPositionBased(packJourneys(5, paths), first, last))
  fuzz([decent, hostileNumber], (paths, order) => creditMarkov(packJourneys(5, paths), order))
  fuzz([decent, hostileNumber], (paths, highest) => chooseOrder(packJourneys(5, paths), highest))
})

test('bootstrap intervals', () => {
  fuzz(
    [decent, fc.constantFrom(20, 30, 0, Number.NaN), hostileNumber],
    (paths, replicates, level) =>
      bootstrapCredit(packJourneys(5, paths), (journeys) => creditLinear(journeys).conversions, {
        generator: createGenerator(1),
        replicates,
        level,
      }),
    { runs: 150 },
  )
  fuzz(
    [decent],
    (paths) =>
      bootstrapCredit(packJourneys(5, paths), (journeys) => creditMarkov(journeys).conversions, {
        generator: createGenerator(1),
        replicates: 20,
      }),
    { runs: 60 },
  )
})

test('Shapley values of any game', () => {
  const game = fc.tuple(fc.integer({ min: 0, max: 14 }), hostileArray(16))
  fuzz(
    [game],
    ([players, worths]) =>
      findShapleyValues(players, (members) => worths[members.reduce((code, member) => (2 * code + member) % 16, 0)] ?? 0),
    { runs: 150 },
  )
  fuzz(
    [game, hostileNumber, hostileNumber, hostileNumber],
    ([players, worths], pairs, largestGain, confidence) =>
      sampleShapleyValues(players, (members) => worths[members.reduce((code, member) => (2 * code + member) % 16, 0)] ?? 0, {
        generator: createGenerator(1),
        pairs: pairs > 100 ? 100 : pairs,
        largestGain,
        confidence,
      }),
    { runs: 300 },
  )
})

test('disagreement', () =>
  fuzz([fc.array(fc.record({ model: fc.string(), conversions: hostileArray(6) }), { maxLength: 4 })], findDisagreement))

test('a channel by another name gets the same credit', () => {
  fc.assert(
    fc.property(decent, (paths) => {
      const turned = paths.map((one) => ({ ...one, touches: one.touches.map((touch) => 4 - touch) }))
      const [plain, other] = [packJourneys(5, paths), packJourneys(5, turned)]
      for (const credit of [
        creditFirstTouch,
        creditLastTouch,
        creditLinear,
        creditTimeDecay,
        creditPositionBased,
        creditShapley,
        creditMarkov,
      ]) {
        const [here, there] = [credit(plain).conversions, credit(other).conversions]
        here.forEach((conversions, channel) =>
          expect(Math.abs(conversions - (there[4 - channel] ?? Number.NaN))).toBeLessThanOrEqual(1e-6 * (1 + sum(here))),
        )
      }
    }),
    { numRuns: 200, seed: 20261123 },
  )
})

test('an untraceable share is between nothing and all, or the counts are refused', () => {
  const number = fc.oneof({ weight: 5, arbitrary: fc.nat(200) }, { weight: 1, arbitrary: hostileNumber })
  const groups = fc.array(fc.record({ conversions: number, named: number, other: number }), { maxLength: 4 })
  fuzz(
    [number, groups],
    (withoutTrace, asked) => {
      const found = estimateUntraceable({ withoutTrace, groups: asked }, { generator: createGenerator(1), draws: 100 })
      if (found.kind === 'share') expect(found.value).toBeLessThanOrEqual(1 + 1e-9)
      return found
    },
    { runs: 150 },
  )
})
