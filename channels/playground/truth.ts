/** The door for tests and the evaluation: the simulator, its truth, and what would have happened had one posted otherwise. */
import { createGenerator } from './simulate/generator.ts'
import { type Effects, type Habits, type SimulatedPost, simulatedFormats, type Truth, type WorldOptions } from './simulate/types.ts'

export { drawEngagement, expectedEngagement, type Expectation, type Placing } from './simulate/draw-engagement.ts'
export { drawSchedule } from './simulate/make-posts.ts'
export * from './simulate/types.ts'
export { simulateWorld } from './simulate/world.ts'
export { dayMs, localMoment, momentOf } from './simulate/zone.ts'

/**
 * The true slot effects as a learner can know them: log gain of each of 168 slots over the average of the given posts' slots.
 * Cost: O(posts).
 */
export const trueSlotGains = (truth: Truth, posts: readonly Pick<SimulatedPost, 'slot'>[]): number[] => {
  if (posts.length === 0) throw new RangeError('the average over no posts is not a number; give at least one post')
  const average = posts.reduce((sum, { slot }) => sum + (truth.slots[slot] as number), 0) / posts.length
  return truth.slots.map((value) => value - average)
}

/** The same for formats, with what differs by weekday averaged over the week. */
export const trueFormatGains = (truth: Truth, posts: readonly Pick<SimulatedPost, 'format'>[]): Truth['formats'] => {
  if (posts.length === 0) throw new RangeError('the average over no posts is not a number; give at least one post')
  const average = posts.reduce((sum, { format }) => sum + truth.formats[format], 0) / posts.length
  return Object.fromEntries(simulatedFormats.map((format) => [format, truth.formats[format] - average])) as Truth['formats']
}

/**
 * Options of the seed-th brand of a population as an evaluation meets it: four in ten have hours that hardly differ, the others clearly;
 * they post two to nine times a week, by habits of different strength, with different noise. Cost: O(1).
 */
export const drawBrandOptions = (seed: number, endsAt: string): WorldOptions => {
  const random = createGenerator(`${seed}/brand-of-a-population`)
  const flat = random.uniform() < 0.4
  const slots = flat ? 0.03 * random.uniform() : 0.12 + 0.33 * random.uniform()
  const effects: Partial<Effects> = {
    slots,
    formats: 0.05 + 0.3 * random.uniform(),
    formatByWeekday: 0.1 * random.uniform(),
    formatReach: 0.3 * random.uniform(),
    noise: { reach: 0.2 + 0.2 * random.uniform(), rate: 0.25 + 0.3 * random.uniform() },
  }
  const hours = [8 + random.below(3), 12 + random.below(3), 17 + random.below(5)]
  const habits: Partial<Habits> = {
    postsPerWeek: 2 + 7 * random.uniform(),
    formatsByHour: 0.6 * random.uniform(),
    favourites: Array.from({ length: 3 + random.below(5) }, () => ({
      slot: random.below(7) * 24 + random.pick(hours),
      share: 0.05 + 0.09 * random.uniform(),
    })),
  }
  return { seed, endsAt, effects, habits, timeZone: random.pick(['Europe/Berlin', 'Asia/Riyadh', 'America/New_York']) }
}
