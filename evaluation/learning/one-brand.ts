/** One Playground brand, whose truth is known: how well its past is understood, and what eight weeks under each policy earn. */
import { drawEngagement, expectedEngagement } from '../../channels/playground/simulate/draw-engagement.ts'
import { drawSchedule, makePosts } from '../../channels/playground/simulate/make-posts.ts'
import { makeTruth, wakingHours } from '../../channels/playground/simulate/make-truth.ts'
import { simulatedFormats, type SimulatedFormat, type Truth } from '../../channels/playground/simulate/types.ts'
import { localMoment, momentOf } from '../../channels/playground/simulate/zone.ts'
import { chooseSlots } from '../../statistics/estimate/choose-slots.ts'
import { estimateWhatAndWhen, type WhatAndWhen } from '../../statistics/estimate/what-and-when.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { shuffle } from '../../statistics/random/shuffle.ts'

export interface Evidence {
  at: number
  slot: number
  format: SimulatedFormat
  paid: boolean
  engagements: number
  impressions: number
}

export interface BrandResult {
  posts: number
  /** Of the slots (all, in waking hours, ever used): how many, and how many whose interval holds the true effect. */
  slots: Record<'all' | 'waking' | 'used', { asked: number; held: number }>
  formats: { asked: number; held: number }
  /** Of posts that came out later by habit: how many lay in the interval that was predicted for them. */
  predictions: { asked: number; held: number }
  /** Named hours: how many, and how many of them are truly above the brand's own average. */
  named: { asked: number; held: number }
  /** Whether anything is named when the hours of the same posts are shuffled. */
  namedOfShuffled: boolean
  /** Expected engagements of the eight weeks under each policy. */
  earned: Record<Policy, number>
}

export const policies = ['ours', 'heat map', 'fixed hours', 'habit', 'best possible'] as const
export type Policy = (typeof policies)[number]

const dayMs = 86_400_000
const weeks = 8
/** A typical start: everything the brand has posted until here is known. */
const endsAt = '2026-06-01T00:00:00Z'

const estimate = (evidence: Evidence[], seed: number, options: { predict: boolean }): WhatAndWhen => {
  const answer = estimateWhatAndWhen(
    {
      slots: evidence.map(({ slot }) => slot),
      days: evidence.map(({ at }) => at / dayMs),
      counts: evidence.map(({ engagements }) => engagements),
      exposures: evidence.map(({ impressions }) => Math.max(1, impressions)),
      accounts: evidence.map(() => 0),
      formats: evidence.map(({ format }) => simulatedFormats.indexOf(format)),
      paid: evidence.map(({ paid }) => (paid ? 1 : 0)),
    },
    createGenerator(seed),
    options,
  )
  if (answer.kind !== 'estimate') throw new Error(`a simulated brand has only ${answer.have} posts`)
  return answer
}

const hold = (truth: number, [lower, upper]: [number, number]) => lower <= truth && truth <= upper

const countSlots = (truth: Truth, found: WhatAndWhen, evidence: Evidence[]): BrandResult['slots'] => {
  const own = evidence.reduce((sum, { slot }) => sum + (truth.slots[slot] as number) / evidence.length, 0)
  const counts = { all: { asked: 0, held: 0 }, waking: { asked: 0, held: 0 }, used: { asked: 0, held: 0 } }
  for (const { index, n, gainInterval } of found.slots) {
    const held = hold((truth.slots[index] as number) - own, gainInterval) ? 1 : 0
    for (const [group, isIn] of [
      ['all', true],
      ['waking', wakingHours.includes(index % 24)],
      ['used', n > 0],
    ] as const) {
      if (!isIn) continue
      counts[group].asked++
      counts[group].held += held
    }
  }
  return counts
}

const countFormats = (truth: Truth, found: WhatAndWhen, evidence: Evidence[]) => {
  const own = evidence.reduce((sum, { format }) => sum + truth.formats[format] / evidence.length, 0)
  const seen = found.formats.filter(({ n }) => n > 0)
  const held = seen.filter(({ index, gainInterval }) => hold(truth.formats[simulatedFormats[index] as SimulatedFormat] - own, gainInterval))
  return { asked: seen.length, held: held.length }
}

/** The heat map of averages as tools draw it: the cells with the highest average engagement rate, however few posts they stand on. */
const heatMap = (evidence: Evidence[], count: number): number[] => {
  const cells = new Map<number, { sum: number; n: number }>()
  for (const { slot, engagements, impressions } of evidence) {
    const cell = cells.get(slot) ?? { sum: 0, n: 0 }
    cells.set(slot, { sum: cell.sum + engagements / Math.max(1, impressions), n: cell.n + 1 })
  }
  return top([...cells.keys()], (slot) => (cells.get(slot)?.sum ?? 0) / (cells.get(slot)?.n ?? 1), count)
}

/** The hours that the brand has used most. */
const fixedHours = (evidence: Evidence[], count: number): number[] => {
  const used = new Map<number, number>()
  for (const { slot } of evidence) used.set(slot, (used.get(slot) ?? 0) + 1)
  return top([...used.keys()], (slot) => used.get(slot) ?? 0, count)
}

const top = (slots: number[], valueOf: (slot: number) => number, count: number): number[] =>
  slots.toSorted((a, b) => valueOf(b) - valueOf(a) || a - b).slice(0, count)

const everySlot = Array.from({ length: 168 }, (_, slot) => slot)

/** Eight weeks: what is posted is the same for all policies (the brand's own formats and boosts), only the hours differ. */
const live = (truth: Truth, past: Evidence[], policy: Policy): number => {
  const from = truth.endsAt
  let evidence = past
  let earned = 0
  let found: WhatAndWhen | null = null
  const monday = Math.floor(from / dayMs)
  for (let week = 0; week < weeks; week++) {
    const planned = drawSchedule(truth, from + week * 7 * dayMs, from + (week + 1) * 7 * dayMs, `week-${week}`)
    if (planned.length === 0) continue
    // A fresh look every fourth week, with what came of the weeks before.
    if (policy === 'ours' && (found === null || week % 4 === 0)) found = estimate(evidence, truth.seed, { predict: false })
    const slots =
      policy === 'habit'
        ? planned.map(({ at }) => localMoment(truth.timeZone, at).slot)
        : policy === 'heat map'
          ? heatMap(evidence, planned.length)
          : policy === 'fixed hours'
            ? fixedHours(past, planned.length)
            : policy === 'best possible'
              ? top(everySlot, (slot) => truth.slots[slot] as number, planned.length)
              : chooseSlots({
                  ...(found as WhatAndWhen),
                  perWeek: planned.length,
                  allowed: (slot) => wakingHours.includes(slot % 24),
                }).map(({ slot }) => slot)
    const order = policy === 'habit' ? slots : shuffle(createGenerator(`${truth.seed}/${week}`), [...slots])
    const news = planned.map(({ format, paid }, i) => {
      const slot = order[i % order.length] as number
      const at = momentOf(truth.timeZone, monday + week * 7 + Math.floor(slot / 24), (slot % 24) * 3_600_000)
      earned += expectedEngagement(truth, { at, format, paid }).engagements
      return { at, slot, format, paid, ...drawEngagement(truth, { at, format, paid }, `future-${week}-${i}`) }
    })
    evidence = [...evidence, ...news]
  }
  return earned
}

/** Everything about one brand. Pure: the same seed, the same result. Cost: about 1.5 s. */
export const evaluateBrand = (seed: number): BrandResult => {
  const truth = makeTruth({ seed, endsAt, months: 18, timeZone: seed % 2 === 0 ? 'Asia/Riyadh' : 'Europe/Berlin' })
  const past: Evidence[] = makePosts(truth, null).map(({ publishedAt, slot, format, paid, outcome }) => ({
    at: publishedAt,
    slot,
    format,
    paid,
    engagements: outcome.engagements,
    impressions: outcome.impressions,
  }))
  const found = estimate(past, seed, { predict: true })
  const own = past.reduce((sum, { slot }) => sum + (truth.slots[slot] as number) / past.length, 0)
  const later = drawSchedule(truth, truth.endsAt, truth.endsAt + weeks * 7 * dayMs, 'later').filter(({ paid }) => !paid)
  const interval = found.prediction
  const held = later.filter(({ at, format }, i) => {
    const outcome = drawEngagement(truth, { at, format }, `later-${i}`)
    const { slot } = localMoment(truth.timeZone, at)
    const expected = Math.log(found.slots[slot]?.rate ?? 0) + (found.formats[simulatedFormats.indexOf(format)]?.gain ?? 0)
    const error = Math.log((outcome.engagements + 0.5) / Math.max(1, outcome.impressions)) - expected
    return interval !== null && interval.lower <= error && error <= interval.upper
  })
  const slots = shuffle(
    createGenerator(`shuffle ${seed}`),
    past.map(({ slot }) => slot),
  )
  const shuffled = estimate(
    past.map((post, i) => ({ ...post, slot: slots[i] as number })),
    seed,
    { predict: false },
  )
  return {
    posts: past.length,
    slots: countSlots(truth, found, past),
    formats: countFormats(truth, found, past),
    predictions: { asked: later.length, held: held.length },
    named: { asked: found.bestSlots.length, held: found.bestSlots.filter((slot) => (truth.slots[slot] as number) > own).length },
    namedOfShuffled: shuffled.bestSlots.length > 0,
    earned: Object.fromEntries(policies.map((policy) => [policy, live(truth, past, policy)])) as Record<Policy, number>,
  }
}
