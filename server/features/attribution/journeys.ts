/** The pictures of journeys: which ways people take, how many touches, and how long it takes them. */
import type { JourneyPicture } from '../../../contract/attribution.ts'
import { say } from '../../../contract/sentence.ts'
import { quantile } from '../../../statistics/describe/quantile.ts'
import { type PathRow, pathSeparator } from './store/paths.ts'

const edges = [0, 1, 2, 4, 8, 15, 31, 61]

/** The ends of a distribution-free interval for a median: order statistics n/2 ± 0.82 √n hold it in 90% of samples (the normal limit of the binomial). */
const medianInterval = (sorted: number[]): [number, number] => {
  const half = sorted.length / 2
  const away = 0.8224 * Math.sqrt(sorted.length)
  const at = (i: number) => sorted[Math.max(0, Math.min(sorted.length - 1, i))] as number
  return [at(Math.floor(half - away)), at(Math.ceil(half + away) - 1)]
}

/** Cost: O(paths log paths + conversions log conversions). */
export const drawJourneys = (
  paths: readonly PathRow[],
  lags: readonly { days: number; touches: number }[],
  late: number,
  period: { from: string; to: string },
): JourneyPicture => {
  const conversions = paths.reduce((sum, row) => sum + row.conversions, 0)
  const days = lags.map((lag) => lag.days).sort((a, b) => a - b)
  const lengths = new Map<number, number>()
  for (const { touches } of lags) lengths.set(Math.min(touches, 10), (lengths.get(Math.min(touches, 10)) ?? 0) + 1)
  return {
    conversions,
    paths: paths
      .filter((row) => row.conversions > 0)
      .toSorted((a, b) => b.conversions - a.conversions || (a.path < b.path ? -1 : 1))
      .slice(0, 20)
      .map((row) => ({
        path: row.path.split(pathSeparator),
        conversions: row.conversions,
        nulls: row.nulls,
        share: conversions > 0 ? row.conversions / conversions : 0,
      })),
    lags: edges.map((fromDay, at) => {
      const end = edges[at + 1]
      return {
        fromDay,
        toDay: end === undefined ? null : end - 1,
        conversions: days.filter((day) => day >= fromDay && (end === undefined || day < end)).length,
      }
    }),
    lengths: [...lengths].sort((a, b) => a[0] - b[0]).map(([touches, count]) => ({ touches, conversions: count })),
    medianLagDays:
      days.length < 10
        ? null
        : {
            value: quantile(days, 0.5),
            interval: medianInterval(days),
            level: 0.9,
            n: days.length,
            evidence: {
              method: say('attribution:method.lag'),
              period,
              n: days.length,
              assumptions: [{ words: say('attribution:assumes.recorded'), holds: null }],
              rows: null,
              page: 'attribution',
            },
          },
    late: { n: late, words: late === 0 ? null : say('attribution:late', { count: late }) },
  }
}
