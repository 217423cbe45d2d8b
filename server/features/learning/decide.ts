/** Turns estimates into findings: what can be said about hours and formats, how strongly, and what stands in the way. */
import type { Format } from '../../../contract/content.ts'
import type { FormatEstimate, LearningEvidence, Recommendation, SlotEstimate, Strength, WeekSlot } from '../../../contract/learning.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { familyAlpha, type GroupEstimate, type WhatAndWhen } from '../../../statistics/estimate/what-and-when.ts'
import type { Measured } from './measure.ts'

export interface Findings {
  headline: Sentence
  slots: SlotEstimate[]
  formats: FormatEstimate[]
  formatFinding: Sentence | null
  recommendation: Recommendation
  evidence: LearningEvidence
}

/** How many slots a headline names; more is a list, not a sentence. */
const named = 3
/** Slots nearer than this say the same thing. */
const apartHours = 4

export const weekSlot = (slot: number): WeekSlot => ({ weekday: Math.floor(slot / 24) + 1, hour: slot % 24 })

/** Clear only where the family's test has passed; leaning from four chances in five. */
const strengthOf = ({ chanceBetter, gainInterval }: GroupEstimate, familyPassed: boolean): Strength => {
  const sure = Math.max(chanceBetter, 1 - chanceBetter)
  if (familyPassed && sure >= 0.9 && (gainInterval[0] > 0 || gainInterval[1] < 0)) return 'clear'
  return sure >= 0.8 ? 'leaning' : 'open'
}

const present = (group: GroupEstimate, familyPassed: boolean) => ({
  mean: group.rate,
  interval: group.rateInterval,
  n: group.n,
  gain: Math.expm1(group.gain),
  gainInterval: [Math.expm1(group.gainInterval[0]), Math.expm1(group.gainInterval[1])] as [number, number],
  chanceBetter: group.chanceBetter,
  strength: strengthOf(group, familyPassed),
})

/** The best slots that are not neighbours of each other. */
const spreadOut = (slots: number[]): number[] => {
  const chosen: number[] = []
  for (const slot of slots) {
    const near = chosen.some((other) => Math.min(Math.abs(other - slot), 168 - Math.abs(other - slot)) < apartHours)
    if (!near && chosen.length < named) chosen.push(slot)
  }
  return chosen
}

const percent = (ratio: number): number => Math.round(Math.expm1(ratio) * 100)

const decideSlots = (measured: Measured, estimate: WhatAndWhen): { headline: Sentence; recommendation: Recommendation } => {
  const { bestGain, bestSlots, n } = estimate
  if (bestGain === null) {
    const reason = say(estimate.slotP > familyAlpha ? 'learning:reason.noDifference' : 'learning:reason.noClearSlot', {
      n,
      tried: measured.slotsTried,
      p: estimate.slotP.toFixed(2),
    })
    return { headline: say('learning:headline.none', { n }), recommendation: { kind: 'no-better-slot', reason } }
  }
  const top = spreadOut(bestSlots).map(weekSlot)
  const values: Record<string, string | number> = {
    gain: percent(bestGain.gain),
    low: percent(bestGain.interval[0]),
    high: percent(bestGain.interval[1]),
    level: Math.round(estimate.level * 100),
    n,
  }
  top.forEach(({ weekday, hour }, i) => {
    // As text: a number would be written in the reader’s digits, and no longer name a day.
    values[`day${i + 1}`] = String(weekday)
    values[`hour${i + 1}`] = hour
  })
  return {
    headline: say(`learning:headline.better${top.length}`, values),
    recommendation: {
      kind: 'slots',
      slots: bestSlots.map(weekSlot),
      gain: {
        value: Math.expm1(bestGain.gain),
        interval: [Math.expm1(bestGain.interval[0]), Math.expm1(bestGain.interval[1])],
        level: estimate.level,
        n,
      },
      reason: say('learning:reason.better', { count: bestSlots.length, ...values }),
    },
  }
}

const decideFormats = (estimate: WhatAndWhen, formats: Format[]): Sentence | null => {
  if (formats.length < 2) return null
  const best = estimate.formats[estimate.bestFormats[0] ?? -1]
  if (best === undefined) return say('learning:formats.none', { n: estimate.n })
  return say('learning:formats.better', {
    format: formats[best.index] as string,
    gain: percent(best.gain),
    low: percent(best.gainInterval[0]),
    high: percent(best.gainInterval[1]),
    level: Math.round(estimate.level * 100),
    n: best.n,
  })
}

const assumptionsOf = (measured: Measured, estimate: WhatAndWhen | null): LearningEvidence['assumptions'] => [
  { words: say('learning:assumption.chosen'), holds: null },
  { words: say('learning:assumption.tried', { tried: measured.slotsTried }), holds: measured.slotsTried >= 40 },
  ...(estimate === null
    ? []
    : [{ words: say('learning:assumption.wild', { percent: Math.round(estimate.tamed * 100) }), holds: estimate.tamed <= 0.1 }]),
  ...(measured.unit === 'post' && measured.metric === 'engagement-rate'
    ? [{ words: say('learning:assumption.noExposure'), holds: false }]
    : []),
  ...(measured.unit === 'follower' ? [{ words: say('learning:assumption.followers'), holds: null }] : []),
  ...(measured.paidUnknown > 0 ? [{ words: say('learning:assumption.paid', { count: measured.paidUnknown }), holds: null }] : []),
  ...(measured.accounts > 1 ? [{ words: say('learning:assumption.accounts', { count: measured.accounts }), holds: null }] : []),
]

/** Findings from measured posts. Cost: O(168). */
export const decideLearning = (measured: Measured): Findings => {
  const { estimate } = measured
  const found = estimate.kind === 'estimate' ? estimate : null
  const evidence: LearningEvidence = {
    method: say('learning:method', { level: Math.round((found?.level ?? 0.8) * 100) }),
    period: measured.period,
    n: measured.n,
    level: found?.level ?? 0.8,
    leftOut: measured.leftOut.map(({ reason, n }) => ({ reason: say(`learning:leftOut.${reason}`, { count: n }), n })),
    assumptions: assumptionsOf(measured, found),
    tests: found === null ? null : { slots: found.slotP, formats: found.formatP },
  }
  if (estimate.kind !== 'estimate') {
    const values = { have: estimate.have, need: estimate.need, count: estimate.need - estimate.have }
    return {
      headline: say('learning:headline.tooFew', values),
      slots: [],
      formats: [],
      formatFinding: null,
      recommendation: { ...estimate, reason: say('learning:reason.tooFew', values) },
      evidence,
    }
  }
  const slotsDiffer = estimate.slotP <= familyAlpha
  const formatsDiffer = estimate.formatP <= familyAlpha
  return {
    ...decideSlots(measured, estimate),
    slots: estimate.slots.map((slot) => ({ ...weekSlot(slot.index), ...present(slot, slotsDiffer) })),
    formats: estimate.formats.map((format) => ({ format: measured.formats[format.index] as Format, ...present(format, formatsDiffer) })),
    formatFinding: decideFormats(estimate, measured.formats),
    evidence,
  }
}
