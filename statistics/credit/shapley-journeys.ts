/** Shapley attribution of journeys: a set of channels is worth the conversions whose journeys needed no other channel. */
import type { Journeys } from './journeys.ts'
import type { Credit } from './share-touches.ts'

/**
 * Credit per channel, exact for any number of channels: this game is a sum of unanimity games, one a path, and the Shapley value of
 * each divides its conversions equally among the different channels on it (Shapley 1953, doi:10.1515/9781400881970-018; for journeys
 * Zhao, Mahboobi & Bagheri 2018, arXiv:1804.05327). Sums to all conversions and all value. Cost: O(touches).
 */
export const creditShapley = ({ channels, offsets, touches, ...journeys }: Journeys): Credit => {
  const credit = { conversions: new Float64Array(channels), values: new Float64Array(channels) }
  const seenIn = new Int32Array(channels).fill(-1)
  for (let path = 0; path + 1 < offsets.length; path++) {
    const [from, to] = [offsets[path] as number, offsets[path + 1] as number]
    let different = 0
    for (let t = from; t < to; t++) {
      const channel = touches[t] as number
      if (seenIn[channel] === path) continue
      seenIn[channel] = path
      different++
    }
    const conversions = (journeys.conversions[path] as number) / different
    const value = (journeys.values[path] as number) / different
    for (let t = from; t < to; t++) {
      const channel = touches[t] as number
      if (seenIn[channel] !== path) continue
      // Unmarked once paid, so that a channel met twice is paid once.
      seenIn[channel] = -1
      credit.conversions[channel] = (credit.conversions[channel] as number) + conversions
      credit.values[channel] = (credit.values[channel] as number) + value
    }
  }
  return credit
}
