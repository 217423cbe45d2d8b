/** How an hour is coloured: its gain on a scale shared by the week, and how unsure its direction is. */
import type { Learning, SlotEstimate } from '../../../contract/learning.ts'
import { familyAlpha } from '../../../statistics/estimate/what-and-when.ts'

/** Gains smaller than this (log) never fill the scale, so that a flat week looks flat. */
const leastSpan = 0.25
/** An hour with fewer posts within an hour of it was not seen but inferred from farther away, and is greyed for it. */
const fewestNear = 3

/**
 * `value`: log gain over the widest log gain of the week. `uncertainty`: 0 when the direction is sure, 1 when it is as likely up as down.
 * Cost O(168) once, O(1) a slot.
 */
export const mapColour = ({
  slots,
  evidence,
}: Pick<Learning, 'slots' | 'evidence'>): ((slot: SlotEstimate) => { value: number; uncertainty: number }) => {
  const span = Math.max(leastSpan, ...slots.map(({ gain }) => Math.abs(Math.log1p(gain))))
  const differs = evidence.tests !== null && evidence.tests.slots <= familyAlpha
  const postsNear = ({ weekday, hour }: SlotEstimate) =>
    [-1, 0, 1].reduce((sum, step) => sum + (slots[((weekday - 1) * 24 + hour + step + slots.length) % slots.length]?.n ?? 0), 0)
  return (slot) => {
    const unsure = 1 - Math.abs(2 * slot.chanceBetter - 1)
    const near = postsNear(slot)
    const least = near === 0 ? 0.75 : near < fewestNear || !differs ? 0.5 : 0
    return { value: Math.log1p(slot.gain) / span, uncertainty: Math.max(least, unsure) }
  }
}
