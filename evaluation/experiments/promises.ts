/** Promises about error rates, by simulation: many looks, many tests, winners, and experiments on posts – simulated and real. */
import { adjustBenjaminiHochberg, adjustHolm } from '../../statistics/compare/adjust-p.ts'
import { assignPosts } from '../../statistics/compare/assign-posts.ts'
import { comparePosts } from '../../statistics/compare/compare-posts.ts'
import { correctSelected } from '../../statistics/compare/correct-selected.ts'
import { effectOf } from '../../statistics/compare/effect.ts'
import { testFixed } from '../../statistics/compare/fixed.ts'
import { testMixture } from '../../statistics/compare/mixture.ts'
import { planPosts } from '../../statistics/compare/plan-posts.ts'
import { armOfRatio } from '../../statistics/compare/ratio-metric.ts'
import { testSequential } from '../../statistics/compare/sequential.ts'
import { simulatePosts, type World } from '../../statistics/compare/testing/simulate-posts.test-data.ts'
import { normalCumulative } from '../../statistics/distributions/normal.ts'
import { drawBinomial } from '../../statistics/random/binomial.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { drawNegativeBinomial } from '../../statistics/random/negative-binomial.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row } from '../row.ts'
import { readPages } from './archives.ts'

const promise = 'the promise of docs/methods/experiments.md'
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
/** Three standard errors of a simulated share: what luck alone may add. */
const luck = (share: number, n: number) => 3 * Math.sqrt((share * (1 - share)) / n)

const alarmRow = (name: string, alarms: number, of: number, data: string): Row => ({
  name,
  ours: `${percent(alarms / of)} of ${of}`,
  published: '≤ 5%',
  source: promise,
  data,
  verdict: alarms / of <= 0.05 + luck(0.05, of) ? 'pass' : 'short',
})

const coverRow = (name: string, held: number, of: number, data: string): Row => ({
  name,
  ours: `${percent(held / of)} of ${of}`,
  published: '93–97%',
  source: promise,
  data,
  verdict: held / of >= 0.93 && held / of <= 0.97 ? 'pass' : 'short',
})

const peek = (seed: number, rounds: number): Row[] => {
  const generator = createGenerator(`peek/${seed}`)
  const alarms = { fixed: 0, sequential: 0, mixture: 0 }
  for (let round = 0; round < rounds; round++) {
    const conversions: [number, number] = [0, 0]
    const alarmed = { fixed: false, sequential: false, mixture: false }
    for (let look = 1; look <= 50; look++) {
      const n = look * 200
      for (const arm of [0, 1] as const) conversions[arm] += drawBinomial(generator, 200, 0.1)
      const [control, treatment] = conversions.map((count) => ({ n, mean: count / n, variance: (count / n) * (1 - count / n) }))
      const effect = control && treatment ? effectOf(control, treatment, 'absolute') : null
      if (effect === null) continue
      alarmed.fixed ||= testFixed(effect).p < 0.05
      alarmed.sequential ||= testSequential(effect, 2 * n).p < 0.05
      alarmed.mixture ||= testMixture(effect, 0.0002).p < 0.05
    }
    for (const key of ['fixed', 'sequential', 'mixture'] as const) if (alarmed[key]) alarms[key]++
  }
  const data = `${rounds} simulated experiments without an effect, seed ${seed}`
  return [
    alarmRow('50 looks, confidence sequence: experiments with a false alarm', alarms.sequential, rounds, data),
    alarmRow('50 looks, mSPRT', alarms.mixture, rounds, data),
    {
      name: '50 looks, a fixed test',
      ours: `${percent(alarms.fixed / rounds)} of ${rounds}`,
      published: '32%',
      source: 'Armitage, McPherson, Rowe 1969, table 2',
      data,
      verdict: Math.abs(alarms.fixed / rounds - 0.32) <= luck(0.32, rounds) ? 'pass' : 'short',
    },
  ]
}

/** Engagements per impression with posts as units, looked at after every ten posts. */
const peekRatios = (seed: number, rounds: number): Row => {
  const generator = createGenerator(`peek-ratios/${seed}`)
  let alarms = 0
  for (let round = 0; round < rounds; round++) {
    const arms = [0, 1].map(() => {
      const impressions = Array.from({ length: 500 }, () => 100 + drawNegativeBinomial(generator, 1000, 2))
      return { impressions, clicks: impressions.map((shown) => drawNegativeBinomial(generator, 0.03 * shown, 2)) }
    })
    for (let n = 30; n <= 500; n += 10) {
      const [control, treatment] = arms.map(({ clicks, impressions }) => armOfRatio(clicks.slice(0, n), impressions.slice(0, n)))
      const effect = control && treatment ? effectOf(control, treatment, 'relative') : null
      if (effect === null || testSequential(effect, 2 * n, { tunedFor: 300 }).p >= 0.05) continue
      alarms++
      break
    }
  }
  return alarmRow('48 looks at engagements per impression, posts as units', alarms, rounds, `${rounds} simulated experiments, seed ${seed}`)
}

const families = (seed: number, rounds: number): Row[] => {
  const generator = createGenerator(`families/${seed}`)
  const p = (mean: number) => 2 * normalCumulative(-Math.abs(drawNormal(generator, mean)))
  let [holm, naive, shares] = [0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    const none = Array.from({ length: 10 }, () => p(0))
    if (none.some((value) => value <= 0.05)) naive++
    if (adjustHolm(none).some((value) => value <= 0.05)) holm++
    const mixed = Array.from({ length: 20 }, (_, i) => p(i < 5 ? 3 : 0))
    const claimed = adjustBenjaminiHochberg(mixed).flatMap((q, i) => (q <= 0.05 ? [i] : []))
    shares += claimed.length === 0 ? 0 : claimed.filter((i) => i >= 5).length / claimed.length
  }
  const data = `${rounds} simulated families, seed ${seed}`
  return [
    alarmRow(`ten metrics without an effect, Holm: any claim (uncorrected: ${percent(naive / rounds)})`, holm, rounds, data),
    alarmRow('twenty metrics, five moved, Benjamini–Hochberg: mean share of false claims', shares, rounds, data),
  ]
}

const selectWinners = (seed: number, rounds: number): Row => {
  const generator = createGenerator(`winners/${seed}`)
  let [held, naive, selected] = [0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    const truth = Math.abs(drawNormal(generator))
    const z = drawNormal(generator, truth)
    const answer = correctSelected({ estimate: z, variance: 1 })
    if (answer === null) continue
    selected++
    if (answer.interval[0] <= truth && truth <= answer.interval[1]) held++
    if (Math.abs(z - truth) <= 1.96) naive++
  }
  return coverRow(
    `95% intervals of significant effects, corrected for the selection (usual ones: ${percent(naive / selected)})`,
    held,
    selected,
    `${rounds} simulated experiments, seed ${seed}`,
  )
}

interface Design {
  name: string
  weeks: number
  factors: number[]
  perDay?: number
  world?: World
}

const designs: Design[] = [
  { name: 'no effect, 6 weeks of daily posts', weeks: 6, factors: [1, 1] },
  { name: 'no effect, 4 weeks, weekday × daypart', weeks: 4, factors: [1, 1], perDay: 2 },
  { name: 'no effect, three arms, 12 weeks', weeks: 12, factors: [1, 1, 1] },
  { name: 'no effect, wilder: 10% viral, strong drift', weeks: 8, factors: [1, 1], world: { viral: 0.1, drift: 0.15, spread: 0.9 } },
  { name: '+30%, 10 weeks', weeks: 10, factors: [1, 1.3] },
  { name: 'doubled, 6 weeks', weeks: 6, factors: [1, 2] },
  { name: '+20% and −30%, 12 weeks', weeks: 12, factors: [1, 1.2, 0.7] },
]

const blocksOf = (weeks: number, perDay = 1) => Array.from({ length: weeks * 7 * perDay }, (_, i) => i % (7 * perDay))

const runDesign = ({ name, weeks, factors, perDay, world }: Design, seed: number, rounds: number): Row[] => {
  const blocks = blocksOf(weeks, perDay)
  let [alarms, held, asked, answered] = [0, 0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    const generator = createGenerator(`posts/${seed}/${name}/${round}`)
    const plan = assignPosts({ blocks, arms: factors.length }, `${seed}/${round}`)
    const answer = comparePosts(
      { ...plan, blocks, ...simulatePosts(generator, blocks, plan.arms, factors, world) },
      generator.split('draws'),
      { draws: 999 },
    )
    if (answer.kind !== 'comparison') continue
    answered++
    if (answer.comparisons.some(({ arm, pAdjusted }) => factors[arm] === 1 && pAdjusted <= 0.05)) alarms++
    for (const { arm, interval } of answer.comparisons) {
      asked++
      if (interval[0] <= (factors[arm] ?? 0) && (factors[arm] ?? 0) <= interval[1]) held++
    }
  }
  const data = `${answered} simulated brands, seed ${seed}`
  return [
    ...(factors.slice(1).every((factor) => factor === 1)
      ? [alarmRow(`posts, ${name}: brands with a false claim`, alarms, answered, data)]
      : []),
    coverRow(`posts, ${name}: 95% intervals hold the factor`, held, asked, data),
  ]
}

/** Real posts of news pages with arms that did nothing, or that multiplied by a known factor. */
const runPages = (seed: number, perPage: number): Row[] => {
  const pages = readPages()
  if (pages === null)
    return [
      {
        name: 'real posts with arms that do nothing',
        ours: '–',
        published: '–',
        source: '–',
        data: 'the news pages are not here',
        verdict: 'no-data',
      },
    ]
  let [alarms, held, asked] = [0, 0, 0]
  pages.forEach(({ counts, weekdays }, page) => {
    for (let round = 0; round < perPage; round++) {
      const generator = createGenerator(`pages/${seed}/${page}/${round}`)
      const length = 80
      if (counts.length < length) return
      const from = Math.floor(generator.uniform() * (counts.length - length + 1))
      const blocks = weekdays.slice(from, from + length)
      const plan = assignPosts({ blocks, arms: 2 }, `${seed}/${page}/${round}`)
      const factor = round % 2 === 0 ? 1 : 1.5
      const own = counts.slice(from, from + length).map((count, i) => (plan.arms[i] === 1 ? Math.round(count * factor) : count))
      const answer = comparePosts({ ...plan, blocks, counts: own }, generator.split('draws'), { draws: 999 })
      if (answer.kind !== 'comparison') continue
      const [comparison] = answer.comparisons
      if (comparison === undefined) continue
      asked++
      if (comparison.interval[0] <= factor && factor <= comparison.interval[1]) held++
      if (factor === 1 && comparison.pAdjusted <= 0.05) alarms++
    }
  })
  const data = `${pages.length} Facebook news pages, 80 real posts in a row, seed ${seed}`
  return [
    alarmRow('real posts, arms that do nothing: false claims', alarms, Math.ceil(asked / 2), data),
    coverRow('real posts, nothing or +50% planted: 95% intervals hold the factor', held, asked, data),
  ]
}

const planAndRun = (seed: number, rounds: number): Row[] =>
  [1.5, 2].map((factor) => {
    let seen = 0
    const weeks: number[] = []
    for (let round = 0; round < rounds; round++) {
      const generator = createGenerator(`plan/${seed}/${factor}/${round}`)
      const past = blocksOf(26)
      const nobody = past.map(() => 0)
      const duration = planPosts(
        { ...simulatePosts(generator.split('past'), past, nobody, [1]), blocks: past },
        { postsPerWeek: 7, ratio: factor, lost: 0.1 },
      )
      if (duration.kind !== 'duration') continue
      weeks.push(duration.weeks)
      const blocks = blocksOf(duration.weeks)
      const plan = assignPosts({ blocks, arms: 2 }, `${seed}/${round}`)
      const posts = simulatePosts(generator.split('future'), blocks, plan.arms, [1, factor])
      const answer = comparePosts({ ...plan, blocks, ...posts }, generator.split('draws'), { draws: 399 })
      if (answer.kind === 'comparison' && (answer.comparisons[0]?.p ?? 1) <= 0.05) seen++
    }
    const share = seen / rounds
    return {
      name: `posts, planned for ${factor}×: experiments of the planned length that see it`,
      ours: `${percent(share)} of ${rounds}, ${(weeks.reduce((a, b) => a + b, 0) / weeks.length).toFixed(1)} weeks on average`,
      published: '75–85%',
      source: promise,
      data: `simulated brands, half a year of past posts each, seed ${seed}`,
      verdict: share >= 0.75 && share <= 0.85 ? 'pass' : 'short',
    }
  })

/** Everything that is promised by simulation. */
export const keepPromises = (seed: number, quick: boolean, progress: (words: string) => void): Row[] => {
  const many = (count: number) => (quick ? Math.ceil(count / 10) : count)
  const steps: [string, () => Row[]][] = [
    ['peeking', () => [...peek(seed, many(4000)), peekRatios(seed, many(1000))]],
    ['families', () => families(seed, many(4000))],
    ['winners', () => [selectWinners(seed, many(20_000))]],
    ...designs.map((design): [string, () => Row[]] => [`posts: ${design.name}`, () => runDesign(design, seed, many(1000))]),
    ['real pages', () => runPages(seed, many(30))],
    ['planned lengths', () => planAndRun(seed, many(600))],
  ]
  return steps.flatMap(([name, step]) => {
    progress(name)
    return step()
  })
}
