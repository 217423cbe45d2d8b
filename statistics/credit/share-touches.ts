/** Shares each path's conversions and value over its touches by a rule of position: what the position rules of attribution have in common. */
import type { Journeys } from './journeys.ts'

export interface Credit {
  /** Conversions given to each channel; they sum to all conversions. */
  conversions: Float64Array
  /** Value given to each channel; it sums to all value. */
  values: Float64Array
}

/** The weight of the touch at `position` (from 0) of a path of `length` touches; any positive scale. */
export type TouchWeight = (position: number, length: number) => number

/** Credit of each channel when touches are weighted by `weight`. Cost: O(touches). */
export const shareTouches = ({ channels, offsets, touches, ...journeys }: Journeys, weight: TouchWeight): Credit => {
  const credit = { conversions: new Float64Array(channels), values: new Float64Array(channels) }
  for (let path = 0; path + 1 < offsets.length; path++) {
    const conversions = journeys.conversions[path] as number
    const value = journeys.values[path] as number
    if (conversions === 0 && value === 0) continue
    const from = offsets[path] as number
    const length = (offsets[path + 1] as number) - from
    let total = 0
    for (let t = 0; t < length; t++) total += weight(t, length)
    for (let t = 0; t < length; t++) {
      const channel = touches[from + t] as number
      const share = weight(t, length) / total
      credit.conversions[channel] = (credit.conversions[channel] as number) + share * conversions
      credit.values[channel] = (credit.values[channel] as number) + share * value
    }
  }
  return credit
}
