/** The days of the past as a public page shows them: followers of the brand and its rival, and what the rival's posts got. */
import type { Arrival } from './followers.ts'
import { createGenerator } from './generator.ts'
import type { SimulatedDay, Truth } from './types.ts'
import { dayMs, localMoment, momentOf } from './zone.ts'

/** Followers at the end of each day, by one sweep. */
const followersByDay = (arrivals: readonly Arrival[], ends: readonly number[]): number[] => {
  const change = Array.from({ length: ends.length + 1 }, () => 0)
  const indexOf = (at: number) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] as number) > at) high = middle
      else low = middle + 1
    }
    return low
  }
  for (const { followedAt, leftAt } of arrivals) {
    change[indexOf(followedAt)]! += 1
    if (leftAt !== null) change[indexOf(leftAt)]! -= 1
  }
  let sum = 0
  return ends.map((_, i) => (sum += change[i] as number))
}

/** How many followed the brand at the end of each whole local day of the past, oldest first. Cost: a sweep over its arrivals. */
export const makeFollowerDays = (truth: Truth, brand: readonly Arrival[]): { endedAt: number; followers: number }[] => {
  const firstDay = localMoment(truth.timeZone, truth.startsAt).localDay
  const lastDay = localMoment(truth.timeZone, truth.endsAt).localDay
  const ends = Array.from({ length: lastDay - firstDay }, (_, i) => momentOf(truth.timeZone, firstDay + i + 1, 0))
  const followers = followersByDay(brand, ends)
  return ends.map((endedAt, i) => ({ endedAt, followers: followers[i] as number }))
}

/** One row a local day. The rival's engagements follow its real followers: bought ones engage with nothing. Cost: a sweep over all arrivals. */
export const makeSeries = (truth: Truth, brand: readonly Arrival[], rival: readonly Arrival[]): SimulatedDay[] => {
  const firstDay = localMoment(truth.timeZone, truth.startsAt).localDay
  const lastDay = localMoment(truth.timeZone, truth.endsAt).localDay
  const localDays = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => firstDay + i)
  const ends = localDays.map((day) => momentOf(truth.timeZone, day + 1, 0))
  const [own, others] = [followersByDay(brand, ends), followersByDay(rival, ends)]
  const genuine = followersByDay(
    rival.filter(({ kind }) => kind === 'real'),
    ends,
  )
  const random = createGenerator(`${truth.seed}/rival/posts`)
  return localDays.map((day, i) => {
    const rivalPosts = random.poisson(0.8)
    const noise = Math.exp(0.5 * random.normal())
    return {
      day: new Date(day * dayMs).toISOString().slice(0, 10),
      followers: own[i] as number,
      rivalFollowers: others[i] as number,
      rivalPosts,
      rivalEngagements: random.poisson(rivalPosts * 0.018 * (genuine[i] as number) * noise),
    }
  })
}
