/** The benchmark in words: each measure with its evidence, our place with its doubt, and who vanished. */
import type { Benchmark, Competitor, CompetitorDay, Measure, Measured } from '../../../../contract/benchmarks.ts'
import type { Supported } from '../../../../contract/evidence.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import { measures } from '../../../../contract/benchmarks.ts'
import type { Raw } from '../measure/account.ts'
import { level, type Placed, type PooledMeasure } from '../measure/pool.ts'

const shownRows = 200
export const units = { followers: 'number', growth: 'change', engagement: 'percent', frequency: 'number' } as const

export interface Party {
  competitorId: string | null
  name: string
  days: readonly CompetitorDay[]
}

const placeWords = (place: Placed | null, competitors: number): Sentence => {
  const words = (key: string, values: Record<string, string | number> = {}) => say(`benchmarks:place.${key}`, values)
  if (place === null) return words(competitors === 0 ? 'alone' : 'unknown')
  const { among, of, interval, chance } = place
  const values = { among, of, chance: Math.round(100 * chance), low: interval[0], high: interval[1] }
  if (among === 1) return words(chance > 0.995 ? 'first' : 'probablyFirst', values)
  if (interval[0] === interval[1]) return words('exact', { ...values, place: interval[0] })
  return words(among < of ? 'among' : 'open', values)
}

/** One sentence: how many compare, and where we stand by followers and by what a post gets. */
const answerOf = (others: number, pool: Record<Measure, PooledMeasure>): Sentence => {
  if (others === 0) return say('benchmarks:answer.none')
  const [followers, engagement] = [pool.followers.rows[0]?.place ?? null, pool.engagement.rows[0]?.place ?? null]
  if (followers === null) return say('benchmarks:answer.noFollowers', { count: others })
  const values = { place: followers.interval[0], of: followers.of }
  if (engagement === null) return say('benchmarks:answer.followers', values)
  const { among, of, interval } = engagement
  if (interval[0] === interval[1]) return say('benchmarks:answer.bothExact', { ...values, second: interval[0], ofEngaging: of })
  return among < of
    ? say('benchmarks:answer.both', { ...values, among, ofEngaging: of })
    : say('benchmarks:answer.bothOpen', { ...values, low: interval[0], high: interval[1], ofEngaging: of })
}

const evidenceOf = (
  measure: Measure,
  party: Party,
  raw: Raw,
  pooled: boolean,
  { from, to }: { from: string; to: string },
): Supported['evidence'] => {
  const wanted = measure === 'engagement' || measure === 'frequency' ? ['posts', 'engagements'] : ['followers']
  const rows = party.days.filter((day) => wanted.some((field) => day[field as keyof CompetitorDay] !== null))
  return {
    method: say(`benchmarks:method.${measure}.${measure === 'followers' ? 'exact' : pooled ? 'pooled' : 'apart'}`, {
      n: raw.kind === 'raw' ? raw.n : 1,
    }),
    period: { from, to },
    n: raw.kind === 'raw' ? raw.n : 1,
    assumptions: [
      { words: say('benchmarks:assume.shown'), holds: null },
      ...(pooled ? [{ words: say('benchmarks:assume.alike'), holds: null }] : []),
    ],
    rows: {
      columns: ['day', 'followers', 'posts', 'engagements'].map((key) => say(`benchmarks:column.${key}`)),
      cells: rows.slice(-shownRows).map(({ day, followers, posts, engagements }) => [day, followers, posts, engagements]),
      total: rows.length,
    },
    page: 'benchmarks',
  }
}

/** Pure. The first party is ours. */
export const decideBenchmark = (
  parties: readonly Party[],
  measured: readonly Record<Measure, Raw>[],
  pool: Record<Measure, PooledMeasure>,
  about: { from: string; to: string; competitors: Competitor[]; gone: ReadonlySet<string> },
): Benchmark => {
  const others = parties.length - 1
  const all = measures.map((measure): Measured => {
    const { pooled, rows } = pool[measure]
    return {
      measure,
      unit: units[measure],
      answer: placeWords(rows[0]?.place ?? null, others),
      pooled,
      rows: parties.map((party, i) => {
        const row = rows[i] ?? null
        const raw = measured[i]?.[measure] as Raw
        return {
          competitorId: party.competitorId,
          name: party.name,
          estimate:
            row === null
              ? null
              : { value: row.value, interval: row.interval, level, n: row.n, evidence: evidenceOf(measure, party, raw, pooled, about) },
          missing: raw.kind === 'too-little' ? say(`benchmarks:missing.${raw.unit}`, { have: raw.have, need: raw.need }) : null,
          place: row?.place ?? null,
        }
      }),
    }
  })
  const vanished = about.competitors.filter(({ id }) => about.gone.has(id))
  return {
    answer: answerOf(others, pool),
    from: about.from,
    to: about.to,
    competitors: about.competitors,
    measures: others === 0 ? [] : all,
    cannotTell: [
      ...vanished.map(({ handle }) => say('benchmarks:cannotTell.vanished', { handle })),
      ...['outside', 'paid', 'chosen'].map((key) => say(`benchmarks:cannotTell.${key}`)),
    ],
  }
}
