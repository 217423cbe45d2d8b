/** Hostile input for every kernel of experiments. */
import fc from 'fast-check'
import { test } from 'vitest'
import { adjustBenjaminiHochberg, adjustBenjaminiYekutieli, adjustHolm } from '../compare/adjust-p.ts'
import { adjustPosts, growBasis, removeBasis } from '../compare/adjust-posts.ts'
import { assignPosts } from '../compare/assign-posts.ts'
import { posteriorOf } from '../compare/bayesian.ts'
import { comparePosts } from '../compare/compare-posts.ts'
import { correctSelected } from '../compare/correct-selected.ts'
import { testDunnett } from '../compare/dunnett.ts'
import { armFromConversions, effectOf } from '../compare/effect.ts'
import { learnEffectPrior } from '../compare/effect-prior.ts'
import { testFixed } from '../compare/fixed.ts'
import { krippendorffAlpha } from '../compare/krippendorff-alpha.ts'
import { testMixture } from '../compare/mixture.ts'
import { planPosts } from '../compare/plan-posts.ts'
import { powerOf, smallestVisibleEffect, unitsNeeded } from '../compare/power.ts'
import { armOfRatio } from '../compare/ratio-metric.ts'
import { redrawArms, redrawnInterval } from '../compare/redraw-arms.ts'
import { sampleRatioMismatch } from '../compare/sample-ratio.ts'
import { testSequential } from '../compare/sequential.ts'
import { shrinkEffects } from '../compare/shrink-effects.ts'
import { compareMeans } from '../compare/welch.ts'
import { createGenerator } from '../random/generator.ts'
import { fuzz, hostileArray, hostileNumber, mustBehave, roughNumber } from './hostile.ts'

const share = fc.oneof(fc.constantFrom(0.05, 0.8, 0.95), hostileNumber)
const arm = fc.record({ n: hostileNumber, mean: hostileNumber, variance: hostileNumber })
const effect = fc.record({ estimate: hostileNumber, variance: hostileNumber, degreesOfFreedom: hostileNumber })
const scale = fc.constantFrom<'absolute' | 'relative'>('absolute', 'relative')

test('raters and how far they agree', () => {
  fuzz(
    [fc.array(hostileArray(5), { maxLength: 12 }), fc.constantFrom('nominal', 'interval')],
    (units, metric) => krippendorffAlpha(units, { metric: metric as 'nominal' | 'interval', generator: createGenerator(1) }),
    { runs: 100 },
  )
})

test('families of p values', () => {
  const ps = fc.oneof(hostileArray(), fc.array(fc.double({ min: 0, max: 1, noNaN: true })))
  for (const adjust of [adjustHolm, adjustBenjaminiHochberg, adjustBenjaminiYekutieli]) fuzz([ps], adjust)
})

test('two groups', () => fuzz([hostileArray(), hostileArray(), share], compareMeans))

test('arms and their effects, down to every test of them', () => {
  fuzz([hostileNumber, hostileNumber], armFromConversions)
  fuzz([arm, arm, scale], effectOf, { runs: 2000 })
  fuzz(
    [arm, arm, scale, share],
    (control, treatment, how, level) => {
      const own = effectOf(control, treatment, how)
      return own === null
        ? null
        : [testFixed(own, level), posteriorOf(own, { level }), testMixture(own, 1, level), testSequential(own, 100, { level })]
    },
    { runs: 2000 },
  )
})

test('effects from elsewhere', () => {
  fuzz([effect, share], testFixed, { runs: 1000 })
  fuzz([effect, hostileNumber, share, hostileNumber], (own, n, level, tunedFor) => testSequential(own, n, { level, tunedFor }), {
    runs: 1000,
  })
  fuzz([effect, hostileNumber, share], testMixture, { runs: 1000 })
  fuzz(
    [effect, share, hostileNumber, hostileNumber],
    (own, level, mean, deviation) => posteriorOf(own, { level, prior: { mean, deviation } }),
    { runs: 1000 },
  )
  fuzz([effect, share, share], (own, alpha, level) => correctSelected(own, { alpha, level }), { runs: 1000 })
})

test('power', () => {
  const variances = fc.tuple(hostileNumber, hostileNumber)
  fuzz([hostileNumber, variances, share, share], (size, pair, alpha, power) => unitsNeeded(size, pair, { alpha, power }), { runs: 1000 })
  fuzz([hostileNumber, variances, share, share], (n, pair, alpha, power) => smallestVisibleEffect(n, pair, { alpha, power }), {
    runs: 1000,
  })
  fuzz([hostileNumber, hostileNumber, variances, share], powerOf, { runs: 1000 })
})

test('splits and ratios', () => {
  fuzz([hostileArray(), hostileArray()], sampleRatioMismatch)
  fuzz([fc.array(fc.nat(1e6), { minLength: 2, maxLength: 6 })], (counts) => sampleRatioMismatch(counts))
  fuzz([hostileArray(), hostileArray()], armOfRatio, { runs: 1000 })
  fuzz(
    [fc.array(fc.tuple(hostileNumber, hostileNumber))],
    (pairs) =>
      armOfRatio(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      ),
    { runs: 1000 },
  )
})

test('many arms against one', () => fuzz([fc.array(arm, { maxLength: 4 }), share], testDunnett, { runs: 60 }))

test('families of experiments', () => {
  const experiments = fc.array(fc.tuple(roughNumber, roughNumber.map(Math.abs)), { maxLength: 12 })
  for (const around of ['zero', 'mean'] as const)
    fuzz([experiments], (all) =>
      learnEffectPrior(
        all.map(([a]) => a),
        all.map(([, b]) => b),
        { around },
      ),
    )
  fuzz([hostileArray(), hostileArray()], learnEffectPrior)
  fuzz([experiments, share], (all, level) =>
    shrinkEffects(
      all.map(([a]) => a),
      all.map(([, b]) => b),
      { level },
    ),
  )
  fuzz([hostileArray(), hostileArray()], shrinkEffects)
})

const label = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom('mon', 'mon.evening', ''), hostileNumber)

test('assignment of posts', () => {
  fuzz([fc.array(label, { maxLength: 60 }), fc.oneof(fc.integer({ min: 2, max: 5 }), hostileNumber), fc.string()], (blocks, arms, seed) =>
    assignPosts({ blocks, arms }, seed),
  )
})

const schedule = fc.array(fc.record({ count: hostileNumber, exposure: hostileNumber, block: label }), { maxLength: 60 })
const decent = fc.array(
  fc.record({
    count: fc.oneof(fc.nat(1e6), fc.constantFrom(Number.NaN, 0, 1e15)),
    exposure: fc.oneof(fc.nat(1e6), fc.constantFrom(Number.NaN, 1e15, 1e-9)),
    block: fc.nat(3),
  }),
  { minLength: 30, maxLength: 90 },
)
const columns = (posts: { count: number; exposure: number; block: string | number }[]) => ({
  counts: posts.map(({ count }) => count),
  exposures: posts.map(({ exposure }) => exposure),
  blocks: posts.map(({ block }) => block),
})

test('outcomes of posts, their comparison and their plan', () => {
  for (const posts of [schedule, decent]) {
    fuzz([posts], (all) => adjustPosts(columns(all)))
    fuzz(
      [posts, fc.nat(), fc.integer({ min: 2, max: 3 })],
      (all, seed, arms) =>
        comparePosts({ ...columns(all), ...assignPosts({ blocks: columns(all).blocks, arms }, seed) }, createGenerator(seed), {
          draws: 199,
        }),
      { runs: 150 },
    )
    fuzz([posts, hostileNumber, hostileNumber, share, share, share], (all, postsPerWeek, ratio, alpha, power, lost) =>
      planPosts(columns(all), { postsPerWeek, ratio, alpha, power, lost }),
    )
    fuzz([posts, fc.double({ min: 1.01, max: 3, noNaN: true })], (all, ratio) => planPosts(columns(all), { postsPerWeek: 7, ratio }))
  }
  fuzz([decent, hostileArray(), hostileArray(), share, hostileNumber], (all, arms, sets, level, draws) =>
    comparePosts({ ...columns(all), arms, sets }, createGenerator(1), { level, draws: Math.min(draws, 300) }),
  )
})

test('drawing again, on any values, labels and swaps', () => {
  const redraw = fc.array(fc.tuple(roughNumber, fc.nat(1), fc.nat(5)), { maxLength: 30 })
  fuzz([redraw, share], (units, level) => {
    const basis: Float64Array[] = []
    growBasis(basis, new Float64Array(units.length).fill(1))
    const swaps = [0, 1, 2, 3, 4, 5].map((set) => units.flatMap(([, , own], i) => (own === set ? [i] : [])))
    const answer = redrawArms(
      { values: units.map(([value]) => value), labels: units.map(([, one]) => one), basis, swaps },
      199,
      createGenerator(1),
    )
    // Open ends are said in the docstrings: too few different draws.
    if (answer === null) return null
    redrawnInterval(answer, level)
    return { estimate: answer.estimate, p: answer.p }
  })
  mustBehave(() => removeBasis([], new Float64Array(0)))
})
