/** Decides the truth of a simulated brand: its effects, habits and audience, from a seed and what was asked for. */
import { createGenerator, type Generator } from './generator.ts'
import {
  type Audience,
  type Effects,
  type Habits,
  type PerFormat,
  type Rival,
  simulatedFormats,
  type SimulatedFormat,
  touchpointChannels,
  type Truth,
  type WorldOptions,
} from './types.ts'
import { dayMs, momentOf, offsetAt } from './zone.ts'

const daysPerMonth = 365.25 / 12

export const perFormat = (valueOf: (format: SimulatedFormat, index: number) => number): PerFormat =>
  Object.fromEntries(simulatedFormats.map((format, i) => [format, valueOf(format, i)])) as PerFormat

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Hours in which people are awake; slot effects average to 0 over these. */
export const wakingHours = Array.from({ length: 17 }, (_, i) => i + 7)

const standardised = (values: number[], spread: number, over: (index: number) => boolean): number[] => {
  const chosen = values.filter((_, i) => over(i))
  const mean = average(chosen)
  const deviation = Math.sqrt(average(chosen.map((value) => (value - mean) ** 2)))
  return values.map((value) => (deviation === 0 ? 0 : ((value - mean) / deviation) * spread))
}

/** Two smooth bumps a day (von Mises), an own weight for each weekday, and a deep night. */
const drawSlots = (random: Generator, spread: number): number[] => {
  const bumps = [7 + 6 * random.uniform(), 16 + 6.5 * random.uniform()].map((centre) => ({
    centre,
    sharpness: 1.5 + 4 * random.uniform(),
    heights: Array.from({ length: 7 }, () => 0.6 + 0.8 * random.uniform()),
    drift: Array.from({ length: 7 }, () => random.normal() * 0.7),
  }))
  const days = Array.from({ length: 7 }, () => random.normal() * 0.25)
  const values = Array.from({ length: 168 }, (_, slot) => {
    const weekday = Math.floor(slot / 24)
    const hour = slot % 24
    const bump = bumps.reduce((sum, { centre, sharpness, heights, drift }) => {
      const angle = ((hour - centre - (drift[weekday] as number)) / 24) * 2 * Math.PI
      return sum + (heights[weekday] as number) * Math.exp(sharpness * (Math.cos(angle) - 1))
    }, 0)
    return bump + (days[weekday] as number)
  })
  return standardised(values, spread, (slot) => wakingHours.includes(slot % 24))
}

/** Rows average to 0 over the weekdays, columns over the formats by their shares. */
const drawFormatByWeekday = (random: Generator, spread: number, shares: PerFormat): Record<SimulatedFormat, number[]> => {
  const rows = simulatedFormats.map(() => Array.from({ length: 7 }, () => random.normal() * spread))
  const total = simulatedFormats.reduce((sum, format) => sum + shares[format], 0)
  for (let day = 0; day < 7; day++) {
    const mean = simulatedFormats.reduce((sum, format, i) => sum + (shares[format] / total) * (rows[i]?.[day] as number), 0)
    for (const row of rows) row[day] = (row[day] as number) - mean
  }
  for (const row of rows) {
    const mean = average(row)
    for (let day = 0; day < 7; day++) row[day] = (row[day] as number) - mean
  }
  return Object.fromEntries(simulatedFormats.map((format, i) => [format, rows[i] as number[]])) as Record<SimulatedFormat, number[]>
}

/** A café's week: two or three hours it lives by, mornings and evenings, not because they work but because it opens and closes then. */
const drawHabits = (random: Generator): Habits => {
  const hours = [8 + random.below(3), 12 + random.below(3), 17 + random.below(5)]
  const favourites = Array.from({ length: 5 }, () => ({
    slot: random.below(7) * 24 + random.pick(hours),
    share: 0.08 + 0.12 * random.uniform(),
  }))
  return {
    postsPerWeek: 4 + 2.5 * random.uniform(),
    favourites,
    formatsByHour: 0.35,
    formatShares: { text: 0.12, photo: 0.38, carousel: 0.16, reel: 0.24, link: 0.1 },
  }
}

const defaultEffects = (random: Generator, days: number): Effects => ({
  slots: 0.28,
  formats: 0.25,
  formatByWeekday: 0.08,
  formatReach: 0.3,
  trend: { reach: 0.1 * random.normal(), rate: 0.08 * random.normal(), wave: 0.08 },
  ramadan: 0.15,
  weekend: 0.08,
  noise: { reach: 0.3, rate: 0.35 },
  algorithm: {
    day: Math.round(days * (0.55 + 0.2 * random.uniform())),
    format: random.pick(['photo', 'link', 'reel'] as const),
    factor: 0.55,
  },
  paid: { share: 0.05, reach: 3, rate: 0.6 },
})

/** Everything about a brand that is not chance, from its seed and options. Pure. Cost: under a millisecond. Throws RangeError for a bad date or zone. */
export const makeTruth = (options: WorldOptions): Truth => {
  const { seed, months = 18, language = 'en', timeZone = language === 'ar' ? 'Asia/Riyadh' : 'Europe/Berlin' } = options
  const end = Date.parse(options.endsAt)
  if (Number.isNaN(end)) throw new RangeError(`endsAt is “${options.endsAt}”; give an ISO date and time`)
  if (!(months > 0)) throw new RangeError(`months is ${months}; give a number above 0`)
  const endDay = Math.floor((end + offsetAt(timeZone, end)) / dayMs)
  const days = Math.round(months * daysPerMonth)
  const random = (part: string) => createGenerator(`${seed}/truth/${part}`)

  const effects: Effects = { ...defaultEffects(random('effects'), days), ...options.effects }
  const habits: Habits = { ...drawHabits(random('habits')), ...options.habits }
  const formats = random('formats')
  const wave = random('wave')
  const size = random('audience')
  const audience: Audience = {
    first: 900 + size.below(900),
    growth: 0.5 + 0.3 * size.uniform(),
    fakeShare: 0.05 + 0.05 * size.uniform(),
    bought: null,
    ...options.audience,
  }
  const rivalSize = random('rival')
  const rival: Rival = {
    handle: `harbour-roasters-${seed.toString(36)}`,
    displayName: language === 'ar' ? 'محمصة الميناء' : 'Harbour Roasters',
    first: 1500 + rivalSize.below(1000),
    growth: 0.35 + 0.2 * rivalSize.uniform(),
    fakeShare: 0.06,
    bought: {
      day: Math.round(days * (0.4 + 0.3 * rivalSize.uniform())),
      followers: 3000 + rivalSize.below(2500),
      days: 2 + rivalSize.below(3),
    },
    ...options.rival,
  }
  const level = random('level')
  return {
    seed,
    language,
    timeZone,
    startsAt: momentOf(timeZone, endDay - days, 0),
    endsAt: end,
    effects,
    habits,
    baseLogRate: Math.log(0.045) + 0.2 * level.normal(),
    reachPerFollower: 0.55 * Math.exp(0.2 * level.normal()),
    slots: drawSlots(random('slots'), effects.slots),
    formats: centred(
      perFormat(() => formats.normal()),
      effects.formats,
      habits.formatShares,
    ),
    formatByWeekday: drawFormatByWeekday(random('format-by-weekday'), effects.formatByWeekday, habits.formatShares),
    formatReach: centred(
      perFormat(() => formats.normal()),
      effects.formatReach,
      habits.formatShares,
    ),
    wave: { periodDays: 150 + 120 * wave.uniform(), phase: 2 * Math.PI * wave.uniform() },
    audience,
    rival,
    fakeFollowers: [],
    boughtFollowers: [],
    journeys: {
      strength: { 'organic-post': 0.03, 'paid-post': 0.02, search: 0.08, email: 0.05, direct: 0.01 },
      untraceable: 0.015,
      wordOfMouth: 0.12,
      halfLifeDays: 7,
      lost: Object.fromEntries(touchpointChannels.map((channel) => [channel, 0])) as Truth['journeys']['lost'],
      lostUntraceable: 0,
      expectedConversions: 0,
    },
  }
}

/** Values of the wanted spread that average to 0 by the shares. */
const centred = (values: PerFormat, spread: number, shares: PerFormat): PerFormat => {
  const total = simulatedFormats.reduce((sum, format) => sum + shares[format], 0)
  const mean = simulatedFormats.reduce((sum, format) => sum + (values[format] * shares[format]) / total, 0)
  return perFormat((format) => (values[format] - mean) * spread)
}
