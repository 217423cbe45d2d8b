/** Hostile input for what measures interventions. */
import fc from 'fast-check'
import { test } from 'vitest'
import { designHoldout } from '../lift/design-holdout.ts'
import { carryOver, saturate } from '../lift/adstock.ts'
import { estimateBstsEffect } from '../lift/bsts-effect.ts'
import { estimateMediaMix } from '../lift/media-mix.ts'
import { analyseSwitchback } from '../lift/switchback-effect.ts'
import { assignSwitchback, spreadPairs } from '../lift/switchback-assign.ts'
import { createGenerator } from '../random/generator.ts'
import { type Allows, fuzz, hostileArray, hostileNumber, roughNumber } from './hostile.ts'

const share = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0.05, 0.8, 0.95) }, { weight: 1, arbitrary: hostileNumber })
/** Where nothing was observed there is no effect: said in the docstring. */
const unobserved: Allows = (path, value) => Number.isNaN(value) && /^byPeriod\.\d+\.(observed|effect\.|cumulative)/.test(path)

test('structural time series', () => {
  const series = fc.oneof(
    hostileArray(40),
    fc.array(roughNumber, { minLength: 20, maxLength: 40 }),
    fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 20, maxLength: 40 }),
  )
  const options = fc.record({
    level: share,
    season: fc.constantFrom(0, 0, 2, 7, -1, Number.NaN),
    draws: fc.constantFrom(30, 0, Number.NaN),
    burn: fc.constantFrom(10, -1),
    kind: fc.constantFrom<'level' | 'trend'>('level', 'trend'),
  })
  fuzz(
    [series, fc.array(hostileArray(40), { maxLength: 1 }), options],
    (response, controls, how) => {
      const last = response.length - 1
      const at = Math.floor(response.length * 0.7)
      return estimateBstsEffect({ response, controls, pre: [0, at - 1], post: [at, last] }, how)
    },
    { runs: 120, allows: unobserved },
  )
  fuzz(
    [
      fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 25, maxLength: 25 }),
      fc.array(fc.array(roughNumber, { minLength: 25, maxLength: 25 }), { maxLength: 2 }),
    ],
    (response, controls) => estimateBstsEffect({ response, controls, pre: [0, 17], post: [18, 24] }, { draws: 30, burn: 10 }),
    { runs: 60, allows: unobserved },
  )
  fuzz(
    [fc.tuple(hostileNumber, hostileNumber, hostileNumber, hostileNumber)],
    ([a, b, c, d]) =>
      estimateBstsEffect(
        { response: Array.from({ length: 30 }, (_, t) => t % 5), controls: [], pre: [a, b], post: [c, d] },
        { draws: 10, burn: 1 },
      ),
    { runs: 100, allows: unobserved },
  )
}, 60_000)

test('switchbacks', () => {
  fuzz([hostileNumber, hostileNumber], (times, blockLength) =>
    assignSwitchback({ times: Math.min(times, 1e5), blockLength }, createGenerator(1)),
  )
  const planned = fc.array(roughNumber, { minLength: 48, maxLength: 60 })
  fuzz(
    [fc.oneof(planned, hostileArray(60)), hostileNumber, fc.constantFrom(0, 7, hostileNumber), share],
    (outcomes, carryOver, _season, level) => {
      const plan = { times: outcomes.length, blockLength: 4 }
      const on =
        outcomes.length < 8
          ? outcomes.map(() => 0)
          : spreadPairs(
              Uint8Array.from({ length: Math.floor(outcomes.length / 8) }, (_, i) => i % 2),
              plan,
            )
      return analyseSwitchback({ outcomes, on, blockLength: 4, carryOver: Math.min(3, carryOver), season: 7 }, createGenerator(1), level)
    },
    { runs: 60 },
  )
  fuzz(
    [hostileArray(30), hostileArray(30), hostileNumber, hostileNumber, hostileNumber, share],
    (outcomes, on, blockLength, carryOver, season, level) =>
      analyseSwitchback({ outcomes, on, blockLength, carryOver, season }, createGenerator(1), level),
  )
}, 60_000)

test('holdouts', () => {
  const unit = fc.oneof(
    hostileArray(160),
    fc.array(fc.oneof(fc.double({ min: 1, max: 1e5, noNaN: true }), fc.constantFrom(Number.NaN, 0)), { minLength: 200, maxLength: 200 }),
  )
  fuzz(
    [
      fc.array(unit, { maxLength: 5 }),
      hostileNumber,
      share,
      share,
      fc.oneof(fc.constant(undefined), fc.array(hostileNumber, { maxLength: 3 })),
    ],
    (values, wished, alpha, power, lengths) => designHoldout(values, { wished, alpha, power, lengths }, createGenerator(1)),
    { runs: 100 },
  )
  fuzz(
    [
      fc.array(
        fc.array(
          fc.oneof(
            { weight: 20, arbitrary: fc.double({ min: 1, max: 1e5, noNaN: true }) },
            { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, -5) },
          ),
          { minLength: 200, maxLength: 200 },
        ),
        { minLength: 1, maxLength: 5 },
      ),
    ],
    (values) => designHoldout(values, { wished: 0.1 }, createGenerator(1)),
    { runs: 60 },
  )
}, 60_000)

test('media mix', () => {
  const week = fc.oneof(
    { weight: 60, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1e-300, 1e100, Number.NaN, -1, 1e308) },
  )
  const weeks = fc.oneof(
    fc.array(week, { minLength: 80, maxLength: 80 }),
    fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 80, maxLength: 80 }),
    fc.constantFrom(0, 5).map((value) => Array.from({ length: 80 }, () => value)),
  )
  const options = fc.record({
    level: share,
    worth: fc.constantFrom(1, 1, 0.01, 0, Number.NaN),
    period: fc.constantFrom(52, 52, 0, Number.NaN, -3),
    waves: fc.constantFrom(2, 2, Number.NaN, 1e9),
    draws: fc.constantFrom(20, 20, 0, Number.NaN),
    burn: fc.constantFrom(10, 10, -1, Number.NaN),
  })
  // How much a channel shares with others is not known where nothing was spent.
  const notShared: Allows = (path, value) => Number.isNaN(value) && path.endsWith('.shared')
  fuzz(
    [weeks, fc.array(weeks, { maxLength: 3 }), fc.array(weeks, { maxLength: 1 }), options],
    (response, channels, controls, how) => estimateMediaMix({ response, channels: channels.map((spend) => ({ spend })), controls }, how),
    { runs: 80, allows: notShared },
  )
  fuzz(
    [
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 80, maxLength: 80 }),
      fc.array(weeks, { minLength: 1, maxLength: 2 }),
    ],
    (response, channels) => estimateMediaMix({ response, channels: channels.map((spend) => ({ spend })) }, { draws: 20, burn: 10 }),
    { runs: 30, allows: notShared },
  )
  fuzz([hostileArray(60), hostileArray(60)], (response, spend) => estimateMediaMix({ response, channels: [{ spend }] }))
}, 120_000)

test('what is left of advertising, and its curve', () => {
  fuzz([fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), hostileNumber], carryOver)
  fuzz([fc.double({ min: -10, max: 1e300, noNaN: true }), hostileNumber, hostileNumber], saturate)
})
