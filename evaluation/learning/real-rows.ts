/** The rows of learning on real posts, from the results of every account. */
import type { Row } from '../row.ts'
import type { RealResult } from './real-account.ts'

const source = 'the promise of docs/methods/learning.md'
const percent = (share: number) => `${(100 * share).toFixed(1)}%`
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

/** Mean over accounts with a 95% interval, accounts as the unit. */
const meanOver = (values: number[]) => {
  const mean = sum(values) / values.length
  const half = 1.96 * Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length - 1) / values.length)
  return { mean, lower: mean - half, upper: mean + half }
}

const noData: Row = {
  name: 'learning on real posts',
  ours: '–',
  published: '–',
  source,
  data: 'the posts are not here',
  verdict: 'no-data',
}

const replayRow = (results: RealResult[], policy: 'named' | 'naive', name: string, seed: number): Row => {
  const gains = results.map(({ replay }) => replay[policy]).filter(({ posts }) => posts > 0)
  const each = gains.map(({ posts, gain }) => gain / posts)
  const { mean, lower, upper } = meanOver(each)
  const isEnough = each.length >= 3
  return {
    name,
    ours: isEnough
      ? `${percent(Math.expm1(mean))} [${percent(Math.expm1(lower))}, ${percent(Math.expm1(upper))}], ${gains.length} pages, ${sum(gains.map(({ posts }) => posts))} posts`
      : `${gains.length} pages only`,
    published: policy === 'named' ? '–' : '+32% on news pages',
    source,
    data: `Facebook news pages, last fifth, seed ${seed}`,
    // Few posts fall into the hours in question: told with its interval, not judged.
    verdict: 'info',
  }
}

/** Errors, coverage, shuffled labels and replay, set by set. */
export const rowsOfReal = (results: RealResult[], seed: number): Row[] => {
  if (results.length === 0) return [noData]
  const sets = [...new Set(results.map(({ set }) => set))]
  const rows = sets.flatMap((set): Row[] => {
    const own = results.filter((result) => result.set === set)
    const asked = sum(own.map((result) => result.asked))
    const error = (rule: keyof RealResult['errors']) => sum(own.map(({ errors }) => errors[rule]))
    const relative = error('model') / Math.min(error('median'), error('lastTwenty'))
    const data = `${set}: ${own.length === 1 ? '' : `${own.length} accounts, `}last fifth, ${asked} posts`
    const covered = (way: keyof RealResult['held']): Row => {
      const share = sum(own.map(({ held }) => held[way])) / asked
      // Two standard errors of the promised share: a hundred posts cannot tell 80% from 86%.
      const slack = Math.max(0.04, 2 * Math.sqrt((0.8 * 0.2) / asked))
      return {
        name: way === 'once' ? '80% predictions, set once before the last fifth' : '80% predictions, renewed as posts come out',
        ours: percent(share),
        published: `76–84%${slack > 0.04 ? ` (${asked} posts: 80 ± ${(100 * slack).toFixed(0)})` : ''}`,
        source,
        data,
        verdict: Math.abs(share - 0.8) <= slack ? 'pass' : 'short',
      }
    }
    return [
      {
        name: 'log error against the better of the account’s median and its last 20',
        ours: relative.toFixed(3),
        published: '≤ 1, never above 1.02',
        source,
        data,
        verdict: relative <= 1.0 ? 'pass' : 'short',
      },
      covered('once'),
      covered('renewed'),
    ]
  })
  const shuffles = sum(results.map(({ shuffled }) => shuffled.asked))
  const named = (what: 'slots' | 'formats') => sum(results.map(({ shuffled }) => shuffled[what]))
  const slack = 2 * Math.sqrt((0.05 * 0.95) / (2 * shuffles))
  const news = results.filter(({ set }) => set === 'Facebook news pages')
  return [
    ...rows,
    {
      name: 'shuffled hours and formats: families in which something is named (hours, formats)',
      ours: `${percent((named('slots') + named('formats')) / (2 * shuffles))} (${percent(named('slots') / shuffles)}, ${percent(named('formats') / shuffles)})`,
      published: '≤ 5%',
      source,
      data: `${shuffles} shuffled copies of ${results.length} accounts, seed ${seed}`,
      verdict: (named('slots') + named('formats')) / (2 * shuffles) <= 0.05 + slack ? 'pass' : 'short',
    },
    {
      name: 'news pages for which an hour is named',
      ours: `${news.filter((result) => result.named).length} of ${news.length}`,
      published: '–',
      source,
      data: `Facebook news pages, first four fifths, seed ${seed}`,
      verdict: 'info',
    },
    replayRow(
      results.filter(({ set }) => set === 'Facebook news pages'),
      'named',
      'replay: posts in named hours earned, against all of the page',
      seed,
    ),
    replayRow(
      results.filter(({ set }) => set === 'Facebook news pages'),
      'naive',
      'replay: the best slot of the past by raw average',
      seed,
    ),
  ]
}
