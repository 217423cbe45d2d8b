/** What can be compared with published figures: GrowthBook’s package, ASOS’s and Upworthy’s experiments. */
import { posteriorOf } from '../../statistics/compare/bayesian.ts'
import { type Arm, armFromConversions, effectOf } from '../../statistics/compare/effect.ts'
import { learnEffectPrior } from '../../statistics/compare/effect-prior.ts'
import { testFixed } from '../../statistics/compare/fixed.ts'
import { testMixture } from '../../statistics/compare/mixture.ts'
import { sampleRatioMismatch } from '../../statistics/compare/sample-ratio.ts'
import { testSequential } from '../../statistics/compare/sequential.ts'
import { shrinkEffects } from '../../statistics/compare/shrink-effects.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import type { Row } from '../row.ts'
import { type Checkpoint, type HeadlineTest, readCheckpoints, readHeadlines, readReferenceCases, type ReferenceCase } from './archives.ts'

const absent = (name: string, data: string): Row => ({
  name,
  ours: '–',
  published: '–',
  source: '–',
  data: `${data} is not here`,
  verdict: 'no-data',
})
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const meanOf = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** The largest relative difference; to a zero, the absolute one. */
const furthest = (pairs: [number, number][]) =>
  pairs.reduce((most, [ours, theirs]) => Math.max(most, theirs === 0 ? Math.abs(ours) : Math.abs(ours / theirs - 1)), 0)

const arms = ({ a, b }: ReferenceCase) => [armFromConversions(a.n, a.x), armFromConversions(b.n, b.x)] as const
const effect = (control: Arm, treatment: Arm, scale: 'absolute' | 'relative') => {
  const answer = effectOf(control, treatment, scale)
  if (answer === null) throw new Error('a reference case without an effect')
  return answer
}

const compareReference = (cases: ReferenceCase[]): Row[] => {
  const data = `${cases.length} real pairs, gbstats_reference_cases.json`
  const tested = (kind: 'ttest' | 'seq5000') =>
    cases.flatMap((one) =>
      (['relative', 'absolute'] as const).flatMap((scale): [number, number][] => {
        const [control, treatment] = arms(one)
        const own = effect(control, treatment, scale)
        const ours = kind === 'ttest' ? testFixed(own) : testSequential(own, control.n + treatment.n)
        const theirs = one[`${kind}_${scale}`]
        return [
          [ours.estimate, theirs.est],
          [ours.interval[0], theirs.ci[0]],
          [ours.interval[1], theirs.ci[1]],
          [ours.p, theirs.p],
        ]
      }),
    )
  const believed = cases.flatMap((one) =>
    (
      [
        ['bayes_flat', null],
        ['bayes_N(0,0.3^2)', { mean: 0, deviation: 0.3 }],
      ] as const
    ).flatMap(([key, prior]): [number, number][] => {
      const ours = posteriorOf(effect(...arms(one), 'relative'), { prior })
      const theirs = one[key]
      return [
        [ours.estimate, theirs.est],
        [ours.interval[0], theirs.ci[0]],
        [ours.interval[1], theirs.ci[1]],
        [ours.chance, theirs.chance_to_win],
        [ours.risk.keep, theirs.risk[0]],
        [ours.risk.choose, theirs.risk[1]],
      ]
    }),
  )
  const row = (name: string, off: number, limit: number): Row => ({
    name: `${name}: largest relative difference`,
    ours: off.toExponential(1),
    published: `≤ ${limit.toExponential(0)}`,
    source: 'GrowthBook gbstats 8f1db445',
    data,
    verdict: off <= limit ? 'pass' : 'short',
  })
  return [
    row('fixed test, relative and absolute', furthest(tested('ttest')), 1e-6),
    row('sequential test, relative and absolute', furthest(tested('seq5000')), 1e-6),
    row('Bayesian, flat and N(0, 0.3²): interval, chance, risks', furthest(believed), 1e-4),
  ]
}

const published = { '1': [19, 2, 71, 7], '2': [20, 18, 49, 7] } as const

const compareCheckpoints = (all: Map<string, Checkpoint[][]>): Row[] =>
  (['1', '2'] as const).flatMap((metric) => {
    const variants = all.get(metric) ?? []
    const last = variants.map((looks) => looks[looks.length - 1] as Checkpoint)
    const units = last.map(({ control, treatment }) => (control.variance + treatment.variance) / 2)
    const effects = last.map(({ control, treatment }) => effect(control, treatment, 'absolute'))
    // How large effects are, in standard deviations of the metric, is learned from the experiments themselves, as the authors do.
    const prior = learnEffectPrior(
      effects.map(({ estimate }, i) => estimate / Math.sqrt(units[i] as number)),
      effects.map(({ variance }, i) => variance / (units[i] as number)),
    )
    const mixing = prior.kind === 'prior' ? prior.variance : Number.NaN
    const ever = (looks: Checkpoint[], p: (look: Checkpoint) => number) => looks.some((look) => p(look) < 0.05)
    const table = (p: (look: Checkpoint, variant: number) => number) => {
      const counts = { both: 0, only: 0, neither: 0, t: 0 }
      variants.forEach((looks, i) => {
        const t = testFixed(effects[i] as NonNullable<(typeof effects)[number]>).p < 0.05
        const sequential = ever(looks, (look) => p(look, i))
        counts[t && sequential ? 'both' : sequential ? 'only' : t ? 't' : 'neither']++
      })
      return [counts.both, counts.only, counts.neither, counts.t]
    }
    const atLook = (look: Checkpoint, p: (own: NonNullable<ReturnType<typeof effectOf>>) => number) => {
      const own = effectOf(look.control, look.treatment, 'absolute')
      return own === null ? 1 : p(own)
    }
    const mixture = table((look, i) => atLook(look, (own) => testMixture(own, mixing * (units[i] as number)).p))
    const sequence = table((look) => atLook(look, (own) => testSequential(own, look.control.n + look.treatment.n).p))
    const shared = { data: `ASOS, ${variants.length} variants of metric ${metric}`, source: 'Liu et al. 2021, table 4' }
    return [
      {
        ...shared,
        name: `metric ${metric}, alpha .05: both / mSPRT only / neither / Welch only`,
        ours: mixture.join('/'),
        published: published[metric].join('/'),
        verdict: mixture.join() === published[metric].join() ? 'pass' : 'short',
      },
      {
        ...shared,
        name: '… with the confidence sequence tuned for 5,000 units in place of mSPRT',
        ours: sequence.join('/'),
        published: '–',
        source: '–',
        verdict: 'info',
      },
    ]
  })

const faulty = ({ week }: HeadlineTest) => week >= '201325' && week <= '201401'

const compareSplits = (tests: HeadlineTest[]): Row[] =>
  [true, false].map((inside): Row => {
    const group = tests.filter((test) => faulty(test) === inside)
    const flagged = group.filter(
      ({ packages }) => (sampleRatioMismatch(packages.map(({ impressions }) => impressions))?.p ?? 1) < 0.001,
    ).length
    const share = flagged / group.length
    return {
      name: `sample-ratio mismatch at .001, ${inside ? 'weeks 201325–201401' : 'the other weeks that are here (201303–201324)'}`,
      ours: `${percent(share)} of ${group.length}`,
      published: inside ? '≥ 65%' : '≤ 1%',
      source: 'the archive’s notice of a randomisation fault',
      data: 'Upworthy, exploratory set',
      verdict: (inside ? share >= 0.65 : share <= 0.01) ? 'pass' : 'short',
    }
  })

/** Halves of a package: each impression goes to either half by a coin, so that clicks of the first are drawn without replacement. */
const halve = (generator: Generator, { impressions, clicks }: { impressions: number; clicks: number }) => {
  let [left, clicked, first] = [impressions, clicks, 0]
  const half = Math.floor(impressions / 2)
  for (let i = 0; i < half; i++, left--)
    if (generator.uniform() < clicked / left) {
      clicked--
      first++
    }
  return [armFromConversions(half, first), armFromConversions(impressions - half, clicks - first)] as const
}

const logRatio = (control: Arm, treatment: Arm) => ({
  estimate: Math.log(treatment.mean / control.mean),
  variance: (1 - treatment.mean) / (treatment.n * treatment.mean) + (1 - control.mean) / (control.n * control.mean),
})

const shrinkHeadlines = (tests: HeadlineTest[], seed: number): Row[] => {
  const generator = createGenerator(`headlines/${seed}`)
  const pairs = tests.flatMap(({ packages: [first, second] }) => {
    if (first === undefined || second === undefined) return []
    const [one, other] = [halve(generator, first), halve(generator, second)]
    if ([...one, ...other].some(({ mean }) => mean === 0)) return []
    return [{ seen: logRatio(one[0], other[0]), kept: logRatio(one[1], other[1]) }]
  })
  const shrunken = shrinkEffects(
    pairs.map(({ seen }) => seen.estimate),
    pairs.map(({ seen }) => seen.variance),
  )
  if (shrunken.kind !== 'shrunken') return [absent('shrinkage of winners', 'enough of Upworthy')]
  const winners = pairs.flatMap(({ seen, kept }, i) => {
    const sign = Math.sign(seen.estimate)
    const ours = shrunken.effects[i]?.estimate ?? Number.NaN
    return Math.abs(seen.estimate) > 1.96 * Math.sqrt(seen.variance)
      ? [{ raw: sign * seen.estimate, ours: sign * ours, truth: sign * kept.estimate }]
      : []
  })
  const total = (key: 'raw' | 'ours' | 'truth', of = winners) => of.reduce((sum, winner) => sum + winner[key], 0)
  const ratios = (key: 'raw' | 'ours') =>
    Array.from({ length: 1000 }, () =>
      winners.map(() => winners[Math.floor(generator.uniform() * winners.length)] as (typeof winners)[number]),
    )
      .map((sample) => total(key, sample) / total('truth', sample))
      .sort((a, b) => a - b)
  const show = (key: 'raw' | 'ours') => {
    const spread = ratios(key)
    return { ratio: total(key) / total('truth'), low: spread[25] ?? Number.NaN, high: spread[974] ?? Number.NaN }
  }
  const [raw, ours] = [show('raw'), show('ours')]
  const errorOf = (key: 'raw' | 'ours') =>
    meanOf(
      pairs.map(
        ({ seen, kept }, i) => ((key === 'raw' ? seen.estimate : (shrunken.effects[i]?.estimate ?? Number.NaN)) - kept.estimate) ** 2,
      ),
    )
  const noise = meanOf(pairs.map(({ kept }) => kept.variance))
  const shared = {
    source: 'halves of the same tests',
    data: `Upworthy, ${pairs.length} pairs of headlines, ${winners.length} significant in the first half, seed ${seed}`,
  }
  const words = ({ ratio, low, high }: typeof raw) => `${ratio.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`
  return [
    {
      ...shared,
      name: 'winners of the first half, shrunken, against the same headlines in the second half (ratio)',
      ours: words(ours),
      published: `1 (raw: ${words(raw)})`,
      verdict: ours.low <= 1 && ours.high >= 1 ? 'pass' : 'short',
    },
    {
      ...shared,
      name: 'mean squared error of all effects, shrunken against raw (the second half’s noise taken off)',
      ours: ((errorOf('ours') - noise) / (errorOf('raw') - noise)).toFixed(2),
      published: '< 1',
      verdict: errorOf('ours') < errorOf('raw') ? 'pass' : 'short',
    },
  ]
}

/** Everything that needs public data; what is not here is said. */
export const comparePublished = (seed: number): Row[] => {
  const [cases, checkpoints, headlines] = [readReferenceCases(), readCheckpoints(), readHeadlines()]
  return [
    ...(cases === null ? [absent('equal to gbstats', 'the file of reference cases')] : compareReference(cases)),
    ...(checkpoints === null ? [absent('Welch against mSPRT', 'the ASOS set')] : compareCheckpoints(checkpoints)),
    ...(headlines === null
      ? [absent('sample-ratio mismatch, shrinkage', 'the Upworthy archive')]
      : [...compareSplits(headlines), ...shrinkHeadlines(headlines, seed)]),
  ]
}
