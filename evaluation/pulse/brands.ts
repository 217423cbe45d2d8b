/** Brands of the Playground with five peers and two siblings, day by day, with a change of one kind planted, or none. */
import { drawBrandOptions, simulateWorld } from '../../channels/playground/truth.ts'
import type { FollowedMetric } from '../../contract/metrics.ts'
import type { SeriesToWatch } from '../../server/features/pulse/measure/series.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drawNormal } from '../../statistics/random/normal.ts'
import { drawPoisson } from '../../statistics/random/poisson.ts'

export const kinds = ['us', 'platform', 'season', 'definition', 'fault'] as const
export type Kind = (typeof kinds)[number]

export const days = 470
const dayMs = 86_400_000
const firstDay = Date.UTC(2025, 0, 6)
export const dayOf = (index: number): string => new Date(firstDay + index * dayMs).toISOString().slice(0, 10)

export interface PlantedBrand {
  series: SeriesToWatch[]
  /** Which of the series carries the change. */
  hit: number
  at: number
  siblings: SeriesToWatch[]
  panel: SeriesToWatch[]
  /** The day on which the register says that the number was redefined. */
  redefinedOn: string | null
  /** Days on which the brand posted. */
  posted: string[]
}

const series = (metric: FollowedMetric, values: number[], scale: SeriesToWatch['scale'] = 'ratio'): SeriesToWatch => ({
  accountId: 'own',
  metric,
  step: 'day',
  scale,
  points: values.map((value, index) => ({ day: dayOf(index), value })),
})

/** What a brand's posts bring day by day: each post's reach comes in over some days, with a floor of those who come by themselves. */
const daily = (seed: number, generator: Generator): { reach: number[]; posted: number[] } => {
  const endsAt = new Date(firstDay + days * dayMs).toISOString()
  const options = drawBrandOptions(seed, endsAt)
  // Ramadan is a change that lasts a month, and no calm.
  const { posts } = simulateWorld({
    ...options,
    months: 16,
    effects: { ...options.effects, ramadan: 0 },
    skip: { texts: true, followers: true, journeys: true },
  })
  const decay = [0.35, 0.22, 0.14, 0.1, 0.07, 0.05, 0.04, 0.03]
  const came = Array.from({ length: days }, () => 0)
  const posted: number[] = []
  let sum = 0
  for (const post of posts) {
    const day = Math.floor((post.publishedAt - firstDay) / dayMs)
    if (day < 0 || day >= days) continue
    posted.push(day)
    sum += post.outcome.reach
    decay.forEach((share, later) => {
      if (day + later < days) came[day + later] = (came[day + later] as number) + share * post.outcome.reach
    })
  }
  const floor = (1.5 * sum) / days
  const noise = 0.08 + 0.1 * generator.uniform()
  return { reach: came.map((value) => (floor + value) * Math.exp(noise * drawNormal(generator))), posted }
}

/** A brand of the population; `kind` null plants nothing; a clear change halves or doubles at least, the others lie between 30% down and 100% up. Peers are other brands of the same population. Cost: about 8 worlds. */
export const plantBrand = (seed: number, kind: Kind | null, clear = true): PlantedBrand => {
  const generator = createGenerator(`evaluation pulse/${seed}/${kind ?? 'none'}`)
  const at = days - 50 + Math.floor(15 * generator.uniform())
  const size = (generator.uniform() < 0.5 ? -1 : 1) * (clear ? 0.7 + 0.4 * generator.uniform() : 0.35 + 0.35 * generator.uniform())
  const shifted = (values: number[], from: number, by: number) => values.map((value, day) => (day >= from ? value * Math.exp(by) : value))
  const world = (number: number) => daily(1000 * seed + number, generator.split(number))
  const own = world(0)
  const others = Array.from({ length: 5 }, (_, number) => world(1 + number).reach)
  const elsewhere = [world(6).reach, world(7).reach]
  const base = kind === 'season' ? shifted(own.reach, at - 364, size) : own.reach
  // The season goes as it came: six weeks later last year's level is back where it was.
  const before = kind === 'season' ? base.map((value, day) => (day >= at - 364 + 60 ? value * Math.exp(-size) : value)) : base
  let hit = before
  if (kind === 'us' || kind === 'platform' || kind === 'season' || kind === 'definition') hit = shifted(before, at, size)
  if (kind === 'fault') {
    const stuck = Math.round((before[at - 1] as number) * Math.exp(size))
    hit = before.map((value, day) => (day >= at ? stuck : value))
  }
  const peers = kind === 'platform' ? others.map((values) => shifted(values, at, size * (0.85 + 0.3 * generator.uniform()))) : others
  const whole = (values: number[]) => values.map((value) => Math.round(value))
  const posts = Array.from({ length: days }, () => 0)
  for (const day of own.posted) posts[day] = (posts[day] as number) + 1
  const share = 0.1 + 0.1 * generator.uniform()
  return {
    series: [
      series('account-reach', whole(hit)),
      series(
        'account-impressions',
        own.reach.map((value) => Math.round(1.4 * value * Math.exp(0.1 * drawNormal(generator)))),
      ),
      series(
        'profile-visits',
        own.reach.map((value) => drawPoisson(generator, Math.min(1e5, share * 0.1 * value))),
      ),
      series(
        'followers',
        own.reach.map((value) => drawPoisson(generator, Math.min(1e5, 0.02 * value)) - drawPoisson(generator, 2)),
        'difference',
      ),
    ].map((one) => ({ ...one, posts })),
    hit: 0,
    at,
    siblings: elsewhere.map((values) => series('account-reach', whole(values))),
    panel: peers.map((values) => series('account-reach', whole(values))),
    redefinedOn: kind === 'definition' ? dayOf(at) : null,
    posted: own.posted.map(dayOf),
  }
}
