/** The simulator against its own truth: what was decided is what averages out, and what is seen stands where the truth says. */
import { expect, test } from 'vitest'
import {
  dayMs,
  drawBrandOptions,
  drawEngagement,
  drawSchedule,
  expectedEngagement,
  localMoment,
  momentOf,
  type SimulatedFormat,
  simulatedFormats,
  simulateWorld,
  trueFormatGains,
  trueSlotGains,
  type WorldOptions,
} from '../truth.ts'
import { hashName } from './generator.ts'

const endsAt = '2026-11-23T12:00:00Z'
const bare = { texts: true, followers: true, journeys: true }
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
/** A moment in the middle of a slot, so many weeks after Monday, 2 March 2026. */
const inSlot = (slot: number, week = 20) =>
  momentOf('Europe/Berlin', 20_514 + week * 7 + Math.floor(slot / 24), ((slot % 24) + 0.5) * 3_600_000)

test('the same options give the same world, on any machine', () => {
  const world = simulateWorld({ seed: 11, language: 'ar', endsAt })
  expect(simulateWorld({ seed: 11, language: 'ar', endsAt })).toEqual(world)
  // Pinned: a change here changes every simulated brand that anybody has begun.
  expect(hashName(JSON.stringify(world.posts.map(({ publishedAt, outcome }) => [publishedAt, outcome])))).toBe(2898439642)
  expect(simulateWorld({ seed: 12, language: 'ar', endsAt }).posts).not.toEqual(world.posts)
})

test('what is skipped changes nothing else', () => {
  const all = simulateWorld({ seed: 3, endsAt })
  const some = simulateWorld({ seed: 3, endsAt, skip: bare })
  expect(some.posts).toEqual(all.posts.map((post) => ({ ...post, text: '' })))
  expect([some.series, some.followers, some.journeys]).toEqual([[], [], []])
})

test('unreadable options are refused in a sentence', () => {
  expect(() => simulateWorld({ seed: 1, endsAt: 'soon' })).toThrow('endsAt is “soon”')
  expect(() => simulateWorld({ seed: 1, endsAt, months: 0 })).toThrow('months is 0')
  expect(() => simulateWorld({ seed: 1, endsAt, timeZone: 'Mars/Olympus' })).toThrow(RangeError)
  expect(() => trueSlotGains(simulateWorld({ seed: 1, endsAt, skip: bare }).truth, [])).toThrow('at least one post')
})

test('eighteen months of posts lie in the past, in order, in the brand’s own hours, daylight saving included', () => {
  const timeZone = 'America/New_York'
  const { posts, truth } = simulateWorld({ seed: 4, endsAt, timeZone, skip: bare })
  expect(posts.length).toBeGreaterThan(250)
  expect(posts.every(({ publishedAt }, i) => i === 0 || publishedAt >= posts[i - 1]!.publishedAt)).toBe(true)
  expect(posts[0]!.publishedAt).toBeGreaterThanOrEqual(truth.startsAt)
  expect(posts.at(-1)!.publishedAt).toBeLessThan(Date.parse(endsAt))
  const words = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', hourCycle: 'h23' })
  const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  for (const { publishedAt, slot } of posts) {
    expect(words.format(publishedAt).replace(',', '')).toBe(`${weekdays[Math.floor(slot / 24)]} ${String(slot % 24).padStart(2, '0')}`)
  }
})

test('a wall time that the clocks leap over is moved on, one that comes twice is taken once', () => {
  const day = Date.UTC(2026, 2, 29) / dayMs
  expect(new Date(momentOf('Europe/Berlin', day, 2.5 * 3_600_000)).toISOString()).toBe('2026-03-29T01:30:00.000Z')
  const autumn = Date.UTC(2026, 9, 25) / dayMs
  expect(localMoment('Europe/Berlin', momentOf('Europe/Berlin', autumn, 2.5 * 3_600_000))).toMatchObject({ weekday: 6, hour: 2 })
})

test('slot effects average to zero over waking hours, format × weekday effects both ways', () => {
  const { truth } = simulateWorld({ seed: 8, endsAt, skip: bare })
  const waking = truth.slots.filter((_, slot) => slot % 24 >= 7)
  expect(average(waking)).toBeCloseTo(0, 10)
  expect(Math.sqrt(average(waking.map((value) => value ** 2)))).toBeCloseTo(truth.effects.slots, 10)
  for (const format of simulatedFormats) expect(average(truth.formatByWeekday[format])).toBeCloseTo(0, 10)
  const shares = truth.habits.formatShares
  for (let day = 0; day < 7; day++) {
    const mean = simulatedFormats.reduce((sum, format) => sum + shares[format] * truth.formatByWeekday[format][day]!, 0)
    expect(mean).toBeCloseTo(0, 10)
  }
})

test('the mean of many draws is the expectation, and the spread is wider than Poisson', () => {
  const { truth } = simulateWorld({ seed: 21, endsAt, skip: bare })
  for (const [format, paid, slot] of [
    ['photo', false, 20],
    ['reel', true, 115],
    ['link', false, 60],
  ] as const) {
    const placing = { at: inSlot(slot), format, paid }
    const drawn = Array.from({ length: 20_000 }, (_, i) => drawEngagement(truth, placing, `mean-${i}`))
    const expected = expectedEngagement(truth, placing)
    const engagements = drawn.map((outcome) => outcome.engagements)
    expect(average(engagements) / expected.engagements).toBeCloseTo(1, 1)
    expect(average(drawn.map(({ impressions }) => impressions)) / expected.impressions).toBeCloseTo(1, 1)
    const mean = average(engagements)
    expect(average(engagements.map((value) => (value - mean) ** 2))).toBeGreaterThan(3 * mean)
    for (const one of drawn.slice(0, 500)) {
      expect(one.reactions + one.comments + one.shares + one.saves).toBe(one.engagements)
      expect(one.reach).toBeLessThanOrEqual(one.impressions)
      expect(one.sales).toBeLessThanOrEqual(one.clicks)
    }
  }
})

test('over many brands, the true gain of the best slot over the worst averages out of posts placed by lot', () => {
  const errors = Array.from({ length: 40 }, (_, seed) => {
    const { truth } = simulateWorld({ seed, endsAt, skip: bare })
    const best = truth.slots.indexOf(Math.max(...truth.slots))
    const worst = truth.slots.indexOf(Math.min(...truth.slots))
    const logRate = (slot: number) => {
      const drawn = Array.from({ length: 400 }, (_, i) => drawEngagement(truth, { at: inSlot(slot), format: 'photo' }, `lot-${slot}-${i}`))
      return Math.log(average(drawn.map((one) => one.engagements)) / average(drawn.map((one) => one.impressions)))
    }
    const weekdays = truth.formatByWeekday.photo
    const trueGap = truth.slots[best]! - truth.slots[worst]! + weekdays[Math.floor(best / 24)]! - weekdays[Math.floor(worst / 24)]!
    return logRate(best) - logRate(worst) - trueGap
  })
  // 400 posts a side with noise of about 0.45: a standard error near 0.035 a brand, 0.006 for the mean of 40.
  expect(Math.abs(average(errors))).toBeLessThan(0.025)
  expect(Math.sqrt(average(errors.map((error) => error ** 2)))).toBeLessThan(0.09)
})

test('where no hour is better, the best of plain averages promises much all the same', () => {
  const promises = Array.from({ length: 20 }, (_, seed) => {
    const { posts } = simulateWorld({ seed, endsAt, effects: { slots: 0 }, skip: bare })
    const bySlot = Map.groupBy(posts, ({ slot }) => slot)
    const means = [...bySlot.values()].map((some) => average(some.map(({ outcome }) => outcome.engagements)))
    return Math.max(...means) / average(posts.map(({ outcome }) => outcome.engagements)) - 1
  })
  expect(average(promises)).toBeGreaterThan(0.5)
})

test('posts crowd into few hours, and formats into theirs', () => {
  const { posts } = simulateWorld({ seed: 2, endsAt, skip: bare })
  const counts = [...Map.groupBy(posts, ({ slot }) => slot).values()].map((some) => some.length).toSorted((a, b) => b - a)
  expect(counts.slice(0, 5).reduce((sum, count) => sum + count, 0) / posts.length).toBeGreaterThan(0.35)
  const shareOf = (format: SimulatedFormat, from: number, to: number) => {
    const some = posts.filter(({ slot }) => slot % 24 >= from && slot % 24 < to)
    return some.filter((post) => post.format === format).length / some.length
  }
  expect(shareOf('photo', 7, 11)).toBeGreaterThan(shareOf('photo', 11, 24))
})

test('from its day on, the algorithm change takes the stated share of one format’s reach and of no other’s', () => {
  const ratios = Array.from({ length: 40 }, (_, seed) => {
    const effects = { algorithm: { day: 270, format: 'photo' as const, factor: 0.5 }, trend: { reach: 0, rate: 0, wave: 0 } }
    const { posts, truth } = simulateWorld({ seed, endsAt, effects, audience: { growth: 0 }, skip: bare })
    const change = truth.startsAt + 270 * dayMs
    const mean = (format: SimulatedFormat, after: boolean) =>
      average(
        posts
          .filter((post) => post.format === format && !post.paid && post.publishedAt >= change === after)
          .map((post) => post.outcome.impressions),
      )
    return { photo: mean('photo', true) / mean('photo', false), carousel: mean('carousel', true) / mean('carousel', false) }
  })
  expect(average(ratios.map(({ photo }) => photo))).toBeCloseTo(0.5, 1)
  expect(average(ratios.map(({ carousel }) => carousel))).toBeCloseTo(1, 1)
})

test('the rival’s bought followers come on the days the truth names, and engage with nothing', () => {
  for (const seed of [1, 2, 3]) {
    const { series, truth } = simulateWorld({ seed, endsAt })
    const { day, followers, days } = truth.rival.bought!
    const gains = series.map(({ rivalFollowers }, i) => rivalFollowers - (i === 0 ? rivalFollowers : series[i - 1]!.rivalFollowers))
    const burst = gains.slice(day, day + days + 1).reduce((sum, gain) => sum + gain, 0)
    expect(burst / followers).toBeCloseTo(1, 1)
    const others = gains.filter((_, i) => i < day || i > day + days)
    expect(Math.max(...others)).toBeLessThan(followers / days / 20)
    const engagements = (from: number, to: number) => average(series.slice(from, to).map(({ rivalEngagements }) => rivalEngagements))
    expect(engagements(day + days, day + days + 90) / engagements(day - 90, day)).toBeLessThan(1.6)
  }
})

test('followers are as many as the series says; fakes are named by the truth and look it on average', () => {
  const bought = { day: 300, followers: 500, days: 2 }
  const { followers, series, truth } = simulateWorld({ seed: 6, endsAt, audience: { bought } })
  expect(followers.filter(({ leftAt }) => leftAt === null).length).toBe(series.at(-1)!.followers)
  expect(truth.boughtFollowers.length).toBe(500)
  const fakes = new Set(truth.fakeFollowers)
  const [fake, real] = [followers.filter(({ id }) => fakes.has(id)), followers.filter(({ id }) => !fakes.has(id))]
  expect(fake.length - 500).toBeGreaterThan(0)
  expect(average(fake.map(({ following }) => following))).toBeGreaterThan(2 * average(real.map(({ following }) => following)))
  expect(average(fake.map(({ posts }) => posts))).toBeLessThan(average(real.map(({ posts }) => posts)) / 3)
  // Neither is perfectly told apart.
  expect(fake.some(({ posts, hasProfilePicture }) => posts > 50 && hasProfilePicture)).toBe(true)
  expect(real.some(({ posts, hasProfilePicture }) => posts < 3 && !hasProfilePicture)).toBe(true)
})

test('conversions are as many as the truth expects, over many brands, and no channel’s worth is more than all', () => {
  let [converted, expected] = [0, 0]
  for (let seed = 0; seed < 30; seed++) {
    const { journeys, truth } = simulateWorld({ seed, endsAt, skip: { texts: true, followers: true } })
    converted += journeys.filter(({ conversion }) => conversion !== null).length
    expected += truth.journeys.expectedConversions
    for (const lost of Object.values(truth.journeys.lost)) {
      expect(lost).toBeGreaterThan(0)
      expect(lost).toBeLessThan(truth.journeys.expectedConversions)
    }
    for (const { touchpoints, conversion } of journeys) {
      expect(touchpoints.every(({ at }, i) => i === 0 || at >= touchpoints[i - 1]!.at)).toBe(true)
      expect(conversion?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(touchpoints.at(-1)!.at)
    }
  }
  expect(Math.abs(converted - expected)).toBeLessThan(4 * Math.sqrt(expected))
})

test('brands of a population differ: four in ten have hours that hardly matter', () => {
  const brands = Array.from({ length: 200 }, (_, seed) => drawBrandOptions(seed, endsAt))
  const flat = brands.filter(({ effects }) => effects!.slots! < 0.05).length
  expect(flat).toBeGreaterThan(60)
  expect(flat).toBeLessThan(100)
  const worlds = brands.slice(0, 40).map((options: WorldOptions) => simulateWorld({ ...options, skip: bare }).posts.length)
  expect(Math.min(...worlds)).toBeGreaterThan(100)
  expect(Math.max(...worlds)).toBeGreaterThan(500)
})

test('gains are told against the posts they are compared with', () => {
  const { truth, posts } = simulateWorld({ seed: 9, endsAt, skip: bare })
  const gains = trueSlotGains(truth, posts)
  expect(average(posts.map(({ slot }) => gains[slot]!))).toBeCloseTo(0, 10)
  const formats = trueFormatGains(truth, posts)
  expect(average(posts.map(({ format }) => formats[format]))).toBeCloseTo(0, 10)
})

test('a schedule by habit goes on after the past, and every name gives another one', () => {
  const { truth } = simulateWorld({ seed: 9, endsAt, skip: bare })
  const from = truth.endsAt
  const eightWeeks = drawSchedule(truth, from, from + 56 * dayMs, 'policy')
  expect(eightWeeks.length).toBeGreaterThan(15)
  expect(eightWeeks.every(({ at }) => at >= from && at < from + 56 * dayMs)).toBe(true)
  expect(drawSchedule(truth, from, from + 56 * dayMs, 'other')).not.toEqual(eightWeeks)
})

test('posts are written in the brand’s language, fit the network, and seldom repeat', () => {
  for (const [language, script, foreign] of [
    ['en', /[a-z]/, /[\u0600-\u06FF]/],
    ['ar', /[\u0600-\u06FF]/, /[A-Za-z]/],
  ] as const) {
    const { posts } = simulateWorld({ seed: 30, language, endsAt })
    for (const { text } of posts) {
      expect(text).toMatch(script)
      expect(text).not.toMatch(/[{}]|undefined/)
      expect(text.length).toBeLessThan(400)
    }
    expect(new Set(posts.map(({ text }) => text)).size / posts.length).toBeGreaterThan(0.8)
    for (const { text } of posts) expect(text).not.toMatch(foreign)
  }
})
