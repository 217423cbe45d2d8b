/** The brand's past posts: when it posted and what, by its habits, and what each got. */
import { drawEngagement } from './draw-engagement.ts'
import { createGenerator, type Generator } from './generator.ts'
import { type SimulatedFormat, simulatedFormats, type SimulatedPost, type Truth } from './types.ts'
import { dayMs, localMoment, momentOf, offsetAt } from './zone.ts'

/** Which formats belong to which part of the day, for a café of habit: photos in the morning, links at noon, reels at night. */
const formatOfHour = (hour: number): SimulatedFormat => (hour < 11 ? 'photo' : hour < 16 ? 'link' : hour < 19 ? 'carousel' : 'reel')

const drawFormat = (random: Generator, truth: Truth, hour: number): SimulatedFormat => {
  const shares = simulatedFormats.map((format) => truth.habits.formatShares[format])
  // Both are drawn always, so that the stream does not depend on the options.
  const [usual, sticks] = [simulatedFormats[random.weighted(shares)] as SimulatedFormat, random.uniform() < truth.habits.formatsByHour]
  return sticks && truth.habits.formatShares[formatOfHour(hour)] > 0 ? formatOfHour(hour) : usual
}

/** A weekday and hour by habit. Night hours are left out unless the brand favours one. */
const drawSlot = (random: Generator, truth: Truth): number => {
  const { favourites } = truth.habits
  const rest = Math.max(0, 1 - favourites.reduce((sum, { share }) => sum + share, 0))
  const chosen = random.weighted([...favourites.map(({ share }) => share), rest])
  const anywhere = random.below(7) * 24 + 7 + random.below(17)
  return favourites[chosen]?.slot ?? anywhere
}

/** Where the brand would post by habit in each week from `from` to `to` (ms): moments and formats, in order. Also for policies to start from. */
export const drawSchedule = (
  truth: Truth,
  from: number,
  to: number,
  name: string,
): { at: number; format: SimulatedFormat; paid: boolean }[] => {
  const random = createGenerator(`${truth.seed}/schedule/${name}`)
  const firstDay = Math.floor((from + offsetAt(truth.timeZone, from)) / dayMs)
  // The Monday on or before the first day.
  const monday = firstDay - localMoment(truth.timeZone, momentOf(truth.timeZone, firstDay, dayMs / 2)).weekday
  const schedule: { at: number; format: SimulatedFormat; paid: boolean }[] = []
  for (let week = monday; momentOf(truth.timeZone, week, 0) < to; week += 7) {
    // Some weeks are busy and some are quiet.
    const posts = random.poisson(truth.habits.postsPerWeek)
    for (let i = 0; i < posts; i++) {
      const slot = drawSlot(random, truth)
      const msOfDay = (slot % 24) * 3_600_000 + random.below(55) * 60_000
      const at = momentOf(truth.timeZone, week + Math.floor(slot / 24), msOfDay)
      const format = drawFormat(random, truth, slot % 24)
      const paid = random.uniform() < truth.effects.paid.share
      if (at >= from && at < to) schedule.push({ at, format, paid })
    }
  }
  return schedule.toSorted((a, b) => a.at - b.at)
}

export type PostText = (format: SimulatedFormat, at: number, key: string) => string

/** All past posts, oldest first. `textOf` writes them; without it the texts are empty. Cost: about 4 µs a post and the text. */
export const makePosts = (truth: Truth, textOf: PostText | null): SimulatedPost[] =>
  drawSchedule(truth, truth.startsAt, truth.endsAt, 'past').map(({ at, format, paid }, i) => {
    const id = `past-${i + 1}`
    return {
      id,
      publishedAt: at,
      slot: localMoment(truth.timeZone, at).slot,
      format,
      paid,
      text: textOf?.(format, at, id) ?? '',
      language: truth.language,
      outcome: drawEngagement(truth, { at, format, paid }, id),
    }
  })
