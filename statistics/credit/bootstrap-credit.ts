/** How much the credit of channels would differ with other journeys from the same world: bootstrap intervals over journeys. */
import { quantileSorted } from '../describe/quantile.ts'
import type { Generator } from '../random/generator.ts'
import { drawPoisson } from '../random/poisson.ts'
import type { Journeys } from './journeys.ts'

export interface CreditIntervals {
  lower: Float64Array
  upper: Float64Array
  level: number
  replicates: number
}

/**
 * Percentile intervals of what `credit` says per channel. Each journey is drawn a Poisson(1) number of times, so a path's counts are
 * Poisson with their own mean; value follows the conversions. Whole counts are expected. Sources: Efron & Tibshirani 1993, chapter
 * 13; Hanley & MacGibbon 2006, doi:10.1016/j.cmpb.2006.04.006. Errors: a RangeError below 20 replicates or for a level outside
 * (0, 1). Cost: `replicates` times the model and two draws a path.
 */
export const bootstrapCredit = (
  journeys: Journeys,
  credit: (journeys: Journeys) => Float64Array,
  { generator, replicates = 400, level = 0.9 }: { generator: Generator; replicates?: number; level?: number },
): CreditIntervals => {
  if (!(replicates >= 20)) throw new RangeError(`${replicates} replicates are too few for an interval; give 20 or more.`)
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  const { channels } = journeys
  const samples = Array.from({ length: channels }, () => new Float64Array(replicates))
  const redraw = (count: number) => (count > 0 ? drawPoisson(generator, count) : 0)
  for (let replicate = 0; replicate < replicates; replicate++) {
    const conversions = journeys.conversions.map(redraw)
    const nulls = journeys.nulls.map(redraw)
    const values = journeys.values.map((value, i) => {
      const before = journeys.conversions[i] as number
      return before > 0 ? (value * (conversions[i] as number)) / before : 0
    })
    const found = credit({ ...journeys, conversions, nulls, values })
    for (let channel = 0; channel < channels; channel++) (samples[channel] as Float64Array)[replicate] = found[channel] as number
  }
  const at = (p: number) => Float64Array.from(samples, (sample) => quantileSorted(sample.sort(), p))
  return { lower: at((1 - level) / 2), upper: at((1 + level) / 2), level, replicates }
}
