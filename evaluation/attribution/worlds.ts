/** Worlds of channels with a known truth: transition matrices, and journeys drawn from them. */
import type { Transitions } from '../../statistics/credit/count-transitions.ts'
import { type Journeys, type Path, packJourneys } from '../../statistics/credit/journeys.ts'
import type { Generator } from '../../statistics/random/generator.ts'

/** Row 0 is the start, row i + 1 channel i; entries are the channels, then conversion, then none, summing to one. */
export type World = number[][]

/** The chain of a world as the kernel reads it, with probabilities for counts. */
export const chainOf = (world: World): Transitions => {
  const channels = world.length - 1
  const moves = world.map((row) => row.slice(0, channels).flatMap((weight, channel) => (weight > 0 ? [{ to: channel + 1, weight }] : [])))
  const rows = [0]
  for (const row of moves) rows.push((rows.at(-1) ?? 0) + row.length)
  return {
    order: 1,
    channels,
    states: world.length,
    newest: Int32Array.from(world, (_, i) => i - 1),
    rows: Uint32Array.from(rows),
    next: Uint32Array.from(moves.flat(), ({ to }) => to),
    weight: Float64Array.from(moves.flat(), ({ weight }) => weight),
    converted: Float64Array.from(world, (row) => row[channels] ?? 0),
    lost: Float64Array.from(world, (row) => row[channels + 1] ?? 0),
  }
}

/** A world of `channels` channels drawn at random: some large, some small, journeys of three touches on average. */
export const drawWorld = (generator: Generator, channels: number): World => {
  const size = Array.from({ length: channels }, () => 0.2 + generator.uniform())
  const row = (start: boolean) => {
    const going = size.map((own) => own * (0.3 + generator.uniform()))
    const total = going.reduce((a, b) => a + b, 0)
    const stay = start ? 1 : 0.65
    const converts = start ? 0 : 0.02 + 0.1 * generator.uniform()
    return [...going.map((weight) => (stay * weight) / total), converts, start ? 0 : 1 - stay - converts]
  }
  return Array.from({ length: channels + 1 }, (_, i) => row(i === 0))
}

/** `count` journeys, joined by path. */
export const drawJourneys = (generator: Generator, world: World, count: number, join = true): Journeys => {
  const channels = world.length - 1
  const paths = new Map<string | number, Path & { conversions: number; nulls: number }>()
  for (let journey = 0; journey < count; journey++) {
    const touches: number[] = []
    let state = 0
    for (;;) {
      let left = generator.uniform()
      let next = 0
      for (; next < channels + 1; next++) {
        left -= world[state]?.[next] ?? 0
        if (left < 0) break
      }
      if (next >= channels) {
        const key = join ? touches.join() : journey
        const path = paths.get(key) ?? { touches, conversions: 0, nulls: 0 }
        if (next === channels) path.conversions++
        else path.nulls++
        paths.set(key, path)
        break
      }
      touches.push(next)
      state = next + 1
    }
  }
  return packJourneys(channels, [...paths.values()])
}
