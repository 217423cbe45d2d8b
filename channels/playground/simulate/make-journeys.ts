/** Ways of visitors from the first touch to a purchase, or not, with the true worth of every channel. */
import { createGenerator } from './generator.ts'
import { type Journey, type JourneyTruth, type SimulatedPost, type TouchpointChannel, touchpointChannels, type Truth } from './types.ts'
import { dayMs, hourMs } from './zone.ts'

const visitorsPerMonth = 110
const starts: Record<TouchpointChannel, number> = { 'organic-post': 0.5, 'paid-post': 0.14, search: 0.2, email: 0.02, direct: 0.14 }
/** After a touch, where the next one comes from: people who know the café search, come directly and read its mail. */
const nexts: Record<TouchpointChannel, number> = { 'organic-post': 0.34, 'paid-post': 0.08, search: 0.28, email: 0.14, direct: 0.16 }

/** The newest post that a visitor can have come from. */
const postBefore = (posts: readonly SimulatedPost[], at: number, paid: boolean): string | null => {
  let [low, high] = [0, posts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((posts[middle] as SimulatedPost).publishedAt > at) high = middle
    else low = middle + 1
  }
  for (let i = low - 1; i >= Math.max(0, low - 40); i--) if (posts[i]?.paid === paid) return (posts[i] as SimulatedPost).id
  return null
}

/** Chance of not buying: everything that can bring a purchase fails on its own (noisy-or), so that taking a channel away has one clear answer. */
const chanceOfNot = (
  truth: JourneyTruth,
  journey: Pick<Journey, 'touchpoints' | 'heard'>,
  decidesAt: number,
  without?: TouchpointChannel,
): number => {
  let chance = (1 - truth.untraceable) * (journey.heard ? 1 - truth.wordOfMouth : 1)
  for (const { channel, at } of journey.touchpoints) {
    if (channel !== without) chance *= 1 - truth.strength[channel] * 2 ** (-(decidesAt - at) / dayMs / truth.halfLifeDays)
  }
  return chance
}

/** Journeys in order of their first touch, and the truth completed by what each channel brought. Cost: about 2 µs a visitor. */
export const makeJourneys = (truth: Truth, posts: readonly SimulatedPost[]): { journeys: Journey[]; truth: JourneyTruth } => {
  const random = createGenerator(`${truth.seed}/journeys`)
  const months = (truth.endsAt - truth.startsAt) / dayMs / 30.44
  const count = random.poisson(visitorsPerMonth * months)
  const begins = Array.from({ length: count }, () => truth.startsAt + random.uniform() * (truth.endsAt - truth.startsAt)).toSorted(
    (a, b) => a - b,
  )
  const lost: JourneyTruth['lost'] = { ...truth.journeys.lost }
  let [lostUntraceable, expectedConversions] = [0, 0]
  const journeys = begins.map((begin, i): Journey => {
    const touchpoints: Journey['touchpoints'] = []
    let at = begin
    let weights = starts
    do {
      const channel = touchpointChannels[random.weighted(touchpointChannels.map((one) => weights[one]))] as TouchpointChannel
      const postId = channel === 'organic-post' || channel === 'paid-post' ? postBefore(posts, at, channel === 'paid-post') : null
      touchpoints.push({ channel, at: Math.round(at), postId })
      at += -Math.log(1 - random.uniform()) * 4 * dayMs
      weights = nexts
    } while (random.uniform() < 0.58 && at < truth.endsAt)
    const heard = random.uniform() < 0.18
    const last = touchpoints.at(-1)?.at ?? begin
    const decidesAt = last - Math.log(1 - random.uniform()) * 30 * hourMs
    const [throwOfDice, value] = [random.uniform(), Math.round(100 * 14 * Math.exp(0.6 * random.normal())) / 100]
    const not = chanceOfNot(truth.journeys, { touchpoints, heard }, decidesAt)
    // Whoever decides after the end has not decided yet, and counts for nobody.
    const decided = decidesAt < truth.endsAt
    if (decided) {
      expectedConversions += 1 - not
      for (const channel of touchpointChannels)
        lost[channel] += chanceOfNot(truth.journeys, { touchpoints, heard }, decidesAt, channel) - not
      lostUntraceable += 1 - (1 - truth.journeys.untraceable) * (heard ? 1 - truth.journeys.wordOfMouth : 1)
    }
    return {
      visitor: `visitor-${i + 1}`,
      touchpoints,
      heard,
      conversion: decided && throwOfDice >= not ? { at: Math.round(decidesAt), value } : null,
    }
  })
  return { journeys, truth: { ...truth.journeys, lost, lostUntraceable, expectedConversions } }
}
