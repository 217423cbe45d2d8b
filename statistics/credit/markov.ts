/** Markov attribution: what share of conversions would be lost if a channel were taken away, from the chain of channels itself. */
import { solveAbsorption } from './absorption.ts'
import { countTransitions, type Transitions } from './count-transitions.ts'
import { type Journeys, sum } from './journeys.ts'
import type { Credit } from './share-touches.ts'

export interface RemovalEffects {
  /** The probability that a journey converts. */
  base: number
  /** Per channel: 1 − probability without it / base. */
  removal: Float64Array
  /** The largest error of any of the probabilities. */
  errorBound: number
}

export interface MarkovCredit extends Credit, RemovalEffects {
  order: number
  states: number
}

/** Removal effects of a counted chain. Cost: one sparse solution per channel. */
export const findRemovalEffects = (chain: Transitions): RemovalEffects => {
  const { probability: base, errorBound } = solveAbsorption(chain, -1)
  const removal = new Float64Array(chain.channels)
  let worst = errorBound
  const touched = new Set(chain.newest)
  for (let channel = 0; channel < chain.channels; channel++) {
    // A channel that no journey touched changes nothing by leaving.
    if (!touched.has(channel) || base === 0) continue
    const without = solveAbsorption(chain, channel, base)
    worst = Math.max(worst, without.errorBound)
    removal[channel] = Math.max(0, 1 - without.probability / base)
  }
  return { base, removal, errorBound: worst }
}

/**
 * Conversions per channel in proportion to removal effects; value is shared in the same proportion. Sums to all conversions; when
 * nothing converted, to zero. Source: Anderl, Becker, von Wangenheim & Schumann 2016, IJRM 33(3), doi:10.1016/j.ijresmar.2016.03.001;
 * solved exactly instead of by simulated journeys. Errors: those of countTransitions.
 */
export const creditMarkov = (journeys: Journeys, order = 1): MarkovCredit => {
  const chain = countTransitions(journeys, order)
  const effects = findRemovalEffects(chain)
  const total = sum(effects.removal)
  const scale = total > 0 ? 1 / total : 0
  const conversions = sum(journeys.conversions)
  const value = sum(journeys.values)
  return {
    ...effects,
    order,
    states: chain.states,
    conversions: effects.removal.map((effect) => effect * scale * conversions),
    values: effects.removal.map((effect) => effect * scale * value),
  }
}
