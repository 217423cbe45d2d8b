/** Followers of the brand and of its rival: who came when, who left, who is fake, who was bought. */
import { createGenerator, type Generator } from './generator.ts'
import type { Audience, SimulatedFollower, Truth } from './types.ts'
import { wordsOf } from './words/speak.ts'
import { dayMs } from './zone.ts'

export type Owner = 'brand' | 'rival'
type Kind = 'real' | 'fake' | 'bought'
/** One follower before it has a face. */
export interface Arrival {
  id: string
  kind: Kind
  followedAt: number
  leftAt: number | null
}

/** Share that leaves within a year: people lose interest, networks purge fakes. */
const leaveRate: Record<Kind, number> = { real: 0.06, fake: 0.15, bought: 0.25 }

/** All arrivals to the end of the past, oldest first. Cost: about 1 µs each. */
export const drawArrivals = (truth: Truth, owner: Owner): Arrival[] => {
  const audience: Audience = owner === 'brand' ? truth.audience : truth.rival
  const random = createGenerator(`${truth.seed}/arrivals/${owner}`)
  const days = Math.ceil((truth.endsAt - truth.startsAt) / dayMs)
  const arrivals: Arrival[] = []
  const arrive = (kind: Kind, followedAt: number) => {
    const lasts = (-Math.log(1 - random.uniform()) / -Math.log(1 - leaveRate[kind])) * 365.25 * dayMs
    const leftAt = Math.max(followedAt, truth.startsAt) + lasts
    arrivals.push({ id: `${owner}-follower-${arrivals.length + 1}`, kind, followedAt, leftAt: leftAt < truth.endsAt ? leftAt : null })
  }
  const organic = (followedAt: number) => arrive(random.uniform() < audience.fakeShare ? 'fake' : 'real', followedAt)
  const before = Array.from({ length: audience.first }, () => truth.startsAt - random.uniform() ** 0.7 * 900 * dayMs).toSorted(
    (a, b) => a - b,
  )
  for (const followedAt of before) organic(followedAt)
  const growth = Math.log1p(audience.growth) / 365.25
  for (let day = 0; day < days; day++) {
    const size = audience.first * Math.exp(growth * day)
    // What leaves is made good, so that `growth` is what remains. Days differ more than Poisson: gamma-like by a lognormal factor.
    const mean = size * (growth + leaveRate.real / 365.25) * Math.exp(0.35 * random.normal() - 0.06)
    const ofDay: [number, Kind | null][] = Array.from({ length: random.poisson(mean) }, () => [random.uniform(), null])
    const { bought } = audience
    if (bought !== null && day >= bought.day && day < bought.day + bought.days) {
      const count = Math.round(bought.followers / bought.days)
      for (let i = 0; i < count; i++) ofDay.push([random.uniform(), 'bought'])
    }
    for (const [time, kind] of ofDay.toSorted((a, b) => a[0] - b[0])) {
      const at = truth.startsAt + (day + time) * dayMs
      if (at >= truth.endsAt) continue
      if (kind === null) organic(at)
      else arrive(kind, at)
    }
  }
  return arrivals
}

const lognormal = (random: Generator, median: number, spread: number) => Math.round(median * Math.exp(spread * random.normal()))
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** A follower's face. One fake in seven is made with care, one person in twelve only reads: no detector can be perfect. */
export const describeFollower = (truth: Truth, { id, kind, followedAt, leftAt }: Arrival): SimulatedFollower => {
  const random = createGenerator(`${truth.seed}/face/${id}`)
  const words = wordsOf(truth.language)
  const [first, last] = [random.pick(words.firstNames), random.pick(words.lastNames)]
  const careful = random.uniform() < (kind === 'bought' ? 0.1 : 0.15)
  const reader = random.uniform() < 0.08
  const looksFake = kind !== 'real' && !careful
  const shared = { id, followedAt, leftAt }
  if (looksFake) {
    return {
      ...shared,
      username: `${first.latin}${random.pick(['', '_', '.'])}${last.latin.slice(0, 3)}${1000 + random.below(9_000_000)}`,
      displayName: random.uniform() < 0.4 ? first.latin : `${first.name} ${last.name}`,
      hasProfilePicture: random.uniform() < (kind === 'bought' ? 0.35 : 0.5),
      posts: random.uniform() < 0.6 ? 0 : random.below(6),
      followers: lognormal(random, 9, 1),
      following: lognormal(random, 1400, 0.7),
      created: isoDay(followedAt - dayMs * (2 + 60 * random.uniform())),
    }
  }
  return {
    ...shared,
    username: `${first.latin}${random.pick(['.', '_', ''])}${last.latin}${random.uniform() < 0.5 ? 10 + random.below(90) : ''}`,
    displayName: `${first.name} ${last.name}`,
    hasProfilePicture: random.uniform() < (reader ? 0.6 : 0.96),
    posts: reader ? random.below(3) : lognormal(random, 90, 1.2),
    followers: lognormal(random, reader ? 40 : 210, 0.9),
    following: lognormal(random, 320, 0.7),
    created: isoDay(followedAt - dayMs * (90 + 2200 * random.uniform())),
  }
}

/** How many follow at a moment. */
export const countFollowers = (arrivals: readonly Arrival[], at: number): number =>
  arrivals.reduce((count, { followedAt, leftAt }) => count + (followedAt <= at && (leftAt === null || leftAt > at) ? 1 : 0), 0)
