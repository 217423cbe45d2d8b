/** Chooses the slots of a coming week: mostly the best known, some of the least known, each named for what it is. */
import { quantile } from '../describe/quantile.ts'
import type { GroupEstimate } from './what-and-when.ts'
import { hoursPerDay } from './slot-features.ts'

export type SlotKind = 'best' | 'usual' | 'least-known'

export interface ChosenSlot {
  slot: number
  kind: SlotKind
}

export interface ChoiceInput {
  slots: GroupEstimate[]
  /** Slots that are clearly better; empty when no hour can be preferred. */
  bestSlots: number[]
  /** How many slots a week is to have. */
  perWeek: number
  /** Slots that may be used (e.g. waking hours); all when left out. */
  allowed?: (slot: number) => boolean
  /**
   * Hours between two slots. Default 1: neighbours may both be taken. Spacing by three hours cost 5% of engagement on simulated brands
   * whose posts do not compete; where they do compete is not known from hours alone.
   */
  apartHours?: number
}

/** One suggestion in five looks where least is known, and only from three a week on: learning must not cost the week. */
const lookShare = 0.2
/** More than this on one day only when an even spread needs it. */
const fewADay = 3

const tooClose = (a: number, b: number, apartHours: number): boolean => Math.abs(a - b) < apartHours || 168 - Math.abs(a - b) < apartHours

/**
 * Best first by posterior mean, at most three on a day unless an even spread needs more.
 * Without clear evidence the brand's usual slots are kept. The rest of the week looks at slots whose optimistic end (the top of the
 * interval) is highest and that are least known: upper-confidence choice. Source: Auer, Cesa-Bianchi & Fischer 2002, Machine Learning
 * 47; Kaufmann et al. 2012 (Bayes-UCB). Cost: O(168 × perWeek).
 */
export const chooseSlots = ({ slots, bestSlots, perWeek, allowed = () => true, apartHours = 1 }: ChoiceInput): ChosenSlot[] => {
  const chosen: ChosenSlot[] = []
  const mostADay = Math.max(fewADay, Math.ceil(perWeek / 7) + 1)
  const fits = (slot: number) =>
    allowed(slot) &&
    !chosen.some((other) => tooClose(slot, other.slot, apartHours)) &&
    chosen.filter((other) => Math.floor(other.slot / hoursPerDay) === Math.floor(slot / hoursPerDay)).length < mostADay
  const take = (candidates: GroupEstimate[], kind: (slot: number) => SlotKind, count: number) => {
    for (const { index } of candidates) {
      if (chosen.length >= count) return
      if (fits(index)) chosen.push({ slot: index, kind: kind(index) })
    }
  }
  const looks = perWeek < 3 ? 0 : Math.max(1, Math.round(perWeek * lookShare))
  const clear = new Set(bestSlots)
  const used = slots.filter(({ n }) => n > 0)
  const usualN = used.reduce((sum, { n }) => sum + n, 0) / Math.max(1, used.length)
  const byGain = (a: GroupEstimate, b: GroupEstimate) => b.gain - a.gain || b.n - a.n || a.index - b.index

  take(slots.filter(({ index }) => clear.has(index)).sort(byGain), () => 'best', perWeek - looks)
  take(slots.filter(({ n }) => n >= usualN).sort(byGain), () => 'usual', perWeek - looks)
  take(used.sort(byGain), () => 'usual', perWeek - looks)

  const known = new Map(slots.map((slot) => [slot.index, slot.gainInterval[1] - slot.gainInterval[0]]))
  const middle = quantile([...known.values()], 0.5)
  const unknown = slots
    .filter(({ index, n }) => (known.get(index) ?? 0) >= middle && n <= usualN && !clear.has(index))
    .sort((a, b) => b.gainInterval[1] - a.gainInterval[1] || a.index - b.index)
  take(unknown, () => 'least-known', perWeek)
  take(used, (slot) => (clear.has(slot) ? 'best' : 'usual'), perWeek)
  return chosen.sort((a, b) => a.slot - b.slot)
}
