/** How an hour is coloured: its gain on a scale shared by the week, and how unsure its direction is. */
import type { Learning, SlotEstimate } from '../../../contract/learning.ts'

/** Gains smaller than this (log) never fill the scale, so that a flat week looks flat. */
const leastSpan = 0.25
/** Without a family test passed, no hour is shown as more than leaning. */
const mutedWithoutTest = 0.5

/**
 * `value`: log gain over the widest log gain of the week. `uncertainty`: 0 when the direction is sure, 1 when it is as likely up as down.
 * Cost O(168) once, O(1) a slot.
 */
export const mapColour = ({
  slots,
  evidence,
}: Pick<Learning, 'slots' | 'evidence'>): ((slot: SlotEstimate) => { value: number; uncertainty: number }) => {
  const span = Math.max(leastSpan, ...slots.map(({ gain }) => Math.abs(Math.log1p(gain))))
  const differs = evidence.tests !== null && evidence.tests.slots <= 0.05
  return ({ gain, chanceBetter }) => {
    const unsure = 1 - Math.abs(2 * chanceBetter - 1)
    return { value: Math.log1p(gain) / span, uncertainty: differs ? unsure : Math.max(mutedWithoutTest, unsure) }
  }
}
