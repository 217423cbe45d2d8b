/** Journeys for timing: paths of eight channels, about four touches long, three in a hundred of which convert. */
import type { Journeys } from '../../statistics/credit/journeys.ts'
import { createGenerator } from '../../statistics/random/generator.ts'

export const channelCount = 8

/** `paths` different rows, each of one journey. Memory: 26 bytes a path and 2 a touch. */
export const makeJourneys = (paths: number, seed: number): Journeys => {
  const source = createGenerator(`bench journeys/${seed}`)
  const offsets = new Uint32Array(paths + 1)
  for (let path = 0; path < paths; path++) {
    let length = 1
    while (length < 20 && source.uniform() < 0.75) length++
    offsets[path + 1] = (offsets[path] as number) + length
  }
  const touches = new Uint16Array(offsets[paths] as number)
  for (let touch = 0; touch < touches.length; touch++) touches[touch] = Math.floor(source.uniform() ** 1.5 * channelCount)
  const conversions = new Float64Array(paths)
  for (let path = 0; path < paths; path++) conversions[path] = source.uniform() < 0.03 ? 1 : 0
  return {
    channels: channelCount,
    offsets,
    touches,
    conversions,
    values: conversions.map((converted) => converted * 40),
    nulls: conversions.map((converted) => 1 - converted),
  }
}
