/** Benchmarks: does the true place lie in the range that was said, and is an account said to be “probably among the top k of n” among them, on simulated competitors. */
import type { CompetitorDay, Measure } from '../../contract/benchmarks.ts'
import { measureAccount } from '../../server/features/benchmarks/measure/account.ts'
import { level, poolMeasure } from '../../server/features/benchmarks/measure/pool.ts'
import { wilsonInterval } from '../../statistics/estimate/wilson-interval.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import type { Row, Run } from '../row.ts'

const judged = ['growth', 'engagement', 'frequency'] as const satisfies Measure[]
type Judged = (typeof judged)[number]
type Truth = Record<Judged, number>

/** The chance from which a group of leaders is named, as docs/methods/benchmarks.md promises it. */
const promised = 0.8
const dayMs = 86_400_000
const start = Date.UTC(2026, 0, 1)
const lastDay = 139
const isoOf = (day: number) => new Date(start + day * dayMs).toISOString().slice(0, 10)

/** Knuth's draw; rates here are a few posts a day. */
const drawPoisson = (rate: number, generator: Generator): number => {
  const limit = Math.exp(-rate)
  let [count, product] = [0, generator.uniform()]
  while (product > limit) {
    count++
    product *= generator.uniform()
  }
  return count
}

/** An account that was watched for five to twenty weeks; posts get what chance, and a heavy tail, give them. */
const drawAccount = (truth: Truth, generator: Generator): CompetitorDay[] => {
  const watched = 35 + Math.floor(105 * generator.uniform())
  const tail = 0.4 + 0.6 * generator.uniform()
  let followers = Math.exp(7 + 3 * generator.uniform())
  return Array.from({ length: watched }, (_, at) => {
    followers *= Math.exp(truth.growth / 30 + 0.004 * drawNormal(generator))
    const posts = drawPoisson(truth.frequency / 7, generator)
    let engagements = 0
    for (let post = 0; post < posts; post++)
      engagements += drawPoisson(
        Math.min(500, followers * truth.engagement * Math.exp(tail * drawNormal(generator) - tail ** 2 / 2)),
        generator,
      )
    return { day: isoOf(lastDay - watched + 1 + at), followers: Math.round(followers), posts, engagements }
  })
}

interface Tally {
  n: number
  inRange: number
  among: number
  chance: number
  /** Named a group smaller than all. */
  named: number
  namedRight: number
}

/** One field of competitors: `spread` times the usual distance between the accounts, near each other to far apart. */
const judge = (count: number, spread: number, fields: number, generator: Generator, progress: (words: string) => void) => {
  const tallies = Object.fromEntries(
    judged.map((measure) => [measure, { n: 0, inRange: 0, among: 0, chance: 0, named: 0, namedRight: 0 }]),
  ) as Record<Judged, Tally>
  for (let field = 0; field < fields; field++) {
    progress(`benchmarks: ${count} accounts, ${field + 1} of ${fields}`)
    const own = generator.split(field)
    const truths = Array.from(
      { length: count },
      (): Truth => ({
        growth: 0.02 + 0.02 * spread * drawNormal(own),
        engagement: 0.01 * Math.exp(0.4 * spread * drawNormal(own)),
        frequency: 5 * Math.exp(0.4 * spread * drawNormal(own)),
      }),
    )
    const measured = truths.map((truth, i) => measureAccount(drawAccount(truth, own.split(i)), isoOf(lastDay)))
    for (const measure of judged) {
      const known = measured.map((account) => account[measure])
      // Places are said among the accounts of which enough is known.
      const rivals = truths.filter((_, i) => known[i]?.kind !== 'too-little')
      for (const [i, row] of poolMeasure(measure, known).rows.entries()) {
        if (row === null || row.place === null) continue
        const [tally, truth] = [tallies[measure], truths[i] as Truth]
        const place = 1 + rivals.filter((rival) => rival[measure] > truth[measure]).length
        const isAmong = place <= row.place.among
        tally.n++
        if (place >= row.place.interval[0] && place <= row.place.interval[1]) tally.inRange++
        if (isAmong) tally.among++
        tally.chance += row.place.chance
        if (row.place.among < row.place.of) {
          tally.named++
          if (isAmong) tally.namedRight++
        }
      }
    }
  }
  return tallies
}

const percent = (part: number) => `${(100 * part).toFixed(1)}%`
const shareOf = (held: number, n: number) => {
  const [low, high] = wilsonInterval(held, n, 0.95)
  return `${percent(held / n)} (${percent(low)}–${percent(high)})`
}

const rowsOf = (measure: Judged, data: string, { n, inRange, among, chance, named, namedRight }: Tally): Row[] => {
  const source = 'the promise of docs/methods/benchmarks.md'
  const meets = (held: number, of: number, least: number) => (of > 0 && held / of >= least ? 'pass' : 'short')
  return [
    {
      name: `${measure}: true places in their ${100 * level}% range (95% range)`,
      ours: shareOf(inRange, n),
      published: `≥ ${100 * level}%`,
      source,
      data: `${data}, ${n} places`,
      verdict: meets(inRange, n, level),
    },
    {
      name: `${measure}: “probably among the top k of n” that were (95% range); all with “of n” too; chance said`,
      ours: `${shareOf(namedRight, named)}; ${percent(among / n)}; ${percent(chance / n)}`,
      published: `≥ ${100 * promised}%; –`,
      source,
      data: `${data}, ${named} of ${n} places`,
      verdict: meets(namedRight, named, promised),
    },
  ]
}

export const run: Run = async ({ seed, quick, progress }) => {
  const generator = createGenerator(`evaluation benchmarks/${seed}`)
  const fields = quick ? 20 : 200
  return [
    { count: 4, spread: 1, words: 'fields of 4' },
    { count: 8, spread: 1, words: 'fields of 8' },
    { count: 8, spread: 0.3, words: 'fields of 8 that are much alike' },
  ].flatMap(({ count, spread, words }) => {
    const tallies = judge(count, spread, fields, generator.split(words), progress)
    return judged.flatMap((measure) => rowsOf(measure, `${fields} ${words}, simulated, seed ${seed}`, tallies[measure]))
  })
}
