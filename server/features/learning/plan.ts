/** Suggests moments for the coming weeks in the brand's own zone: the best known, the usual, and some of the least known. */
import { Temporal } from 'temporal-polyfill'
import type { Suggestion } from '../../../contract/learning.ts'
import { say } from '../../../contract/sentence.ts'
import { chooseSlots, type SlotKind } from '../../../statistics/estimate/choose-slots.ts'
import { postsNear, type WhatAndWhen } from '../../../statistics/estimate/what-and-when.ts'

export interface PlanOptions {
  timeZone: string
  now: Date
  weeks: number
  perWeek: number
  /** Moments already taken; a suggestion within an hour of one is left out. */
  taken: Date[]
}

/** Trying unknown hours does not mean posting at four in the morning: outside these only hours the brand has used. */
const wakingHours = { from: 7, to: 22 }
const hourMs = 3_600_000

const reasonKeys: Record<SlotKind, string> = {
  best: 'learning:suggestion.best',
  usual: 'learning:suggestion.usual',
  'least-known': 'learning:suggestion.leastKnown',
}

/**
 * The moment of a slot in the week that starts on `monday`. An hour that the clocks skip moves to the first one after it; one that they
 * repeat is the earlier of the two.
 */
const momentOf = (monday: Temporal.PlainDate, slot: number, timeZone: string): Date => {
  const local = monday.add({ days: Math.floor(slot / 24) }).toPlainDateTime({ hour: slot % 24 })
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Suggestions in order of time, all after `now`. The week's choice is the same each week, so that a rhythm can form. Cost: O(168 × weeks). */
export const planSlots = (estimate: WhatAndWhen, options: PlanOptions): Suggestion[] => {
  const { timeZone, now, weeks, perWeek, taken } = options
  const chosen = chooseSlots({
    slots: estimate.slots,
    bestSlots: estimate.bestSlots,
    perWeek,
    allowed: (slot) => {
      const hour = slot % 24
      return (hour >= wakingHours.from && hour <= wakingHours.to) || (estimate.slots[slot]?.n ?? 0) > 0
    },
  })
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const last = now.getTime() + weeks * 7 * 24 * hourMs
  return Array.from({ length: weeks + 1 }, (_, week) => monday.add({ weeks: week }))
    .flatMap((start) => chosen.map(({ slot, kind }) => ({ slot, kind, at: momentOf(start, slot, timeZone) })))
    .filter(({ at }) => at.getTime() > now.getTime() && at.getTime() <= last)
    .filter(({ at }) => !taken.some((other) => Math.abs(other.getTime() - at.getTime()) < hourMs))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ slot, kind, at }) => {
      const { gain, gainInterval } = estimate.slots[slot] ?? { gain: 0, gainInterval: [0, 0] as [number, number] }
      // What is known of an hour comes from its neighbours too.
      const n = postsNear(estimate.slots, slot)
      const percent = (log: number) => Math.round(Math.expm1(log) * 100)
      return {
        at: at.toISOString(),
        weekday: Math.floor(slot / 24) + 1,
        hour: slot % 24,
        kind,
        reason: say(reasonKeys[kind], { count: n, gain: percent(gain), low: percent(gainInterval[0]), high: percent(gainInterval[1]) }),
      }
    })
}
