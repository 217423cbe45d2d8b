/** All attribution models over packed journeys, with bootstrap intervals; runs in a thread of its own. */
import { bootstrapCredit } from '../../../statistics/credit/bootstrap-credit.ts'
import { chooseOrder } from '../../../statistics/credit/choose-order.ts'
import { creditFirstTouch } from '../../../statistics/credit/first-touch.ts'
import { type Journeys, sum } from '../../../statistics/credit/journeys.ts'
import { creditLastTouch } from '../../../statistics/credit/last-touch.ts'
import { creditLinear } from '../../../statistics/credit/linear-touch.ts'
import { creditMarkov } from '../../../statistics/credit/markov.ts'
import { creditPositionBased } from '../../../statistics/credit/position-based.ts'
import { creditShapley } from '../../../statistics/credit/shapley-journeys.ts'
import type { Credit } from '../../../statistics/credit/share-touches.ts'
import { creditTimeDecay } from '../../../statistics/credit/time-decay.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { CreditModel } from '../../../contract/attribution.ts'

export interface ModelCredit {
  model: CreditModel
  conversions: Float64Array
  values: Float64Array
  lower: Float64Array
  upper: Float64Array
  replicates: number
  ms: number
}
export interface AllCredit {
  models: ModelCredit[]
  markovOrder: number
  /** Of the Markov model's value. */
  valueLower: Float64Array
  valueUpper: Float64Array
}

const rules: [CreditModel, (journeys: Journeys) => Credit][] = [
  ['first', creditFirstTouch],
  ['last', creditLastTouch],
  ['linear', creditLinear],
  ['time-decay', (journeys) => creditTimeDecay(journeys)],
  ['position', (journeys) => creditPositionBased(journeys)],
  ['shapley', creditShapley],
]

/** Enough draws for an interval, fewer where each takes long: between 40 and 400. */
export const replicatesFor = ({ touches, conversions, channels }: Journeys, order: number): number => {
  const chain = order === 0 ? 0 : channels ** Math.min(order + 1, 3)
  return Math.max(40, Math.min(order > 1 ? 100 : 400, Math.round(4e7 / (touches.length + 4 * conversions.length + chain + 1))))
}

/** Cost: about 0.1 s for 10,000 paths, 20 s for a million; `progress` counts models. */
export const creditAll = (
  { journeys, seed, level }: { journeys: Journeys; seed: number; level: number },
  progress: (done: number, of: number) => void,
): AllCredit => {
  // Beyond some dozens of channels a longer memory has more states than journeys.
  const markovOrder = journeys.channels <= 40 && journeys.touches.length < 5e6 ? chooseOrder(journeys, 2).order : 1
  const all: [CreditModel, (journeys: Journeys) => Credit][] = [...rules, ['markov', (some) => creditMarkov(some, markovOrder)]]
  const models = all.map(([model, credit], done): ModelCredit => {
    progress(done, all.length)
    const started = performance.now()
    const own = credit(journeys)
    const replicates = replicatesFor(journeys, model === 'markov' ? markovOrder : 0)
    const generator = createGenerator(seed).split(model)
    const { lower, upper } = bootstrapCredit(journeys, (drawn) => credit(drawn).conversions, { generator, replicates, level })
    return { model, conversions: own.conversions, values: own.values, lower, upper, replicates, ms: performance.now() - started }
  })
  progress(all.length, all.length)
  const hasValue = sum(journeys.values) > 0
  const replicates = replicatesFor(journeys, markovOrder)
  const worth = hasValue
    ? bootstrapCredit(journeys, (drawn) => creditMarkov(drawn, markovOrder).values, {
        generator: createGenerator(seed).split('value'),
        replicates,
        level,
      })
    : { lower: new Float64Array(journeys.channels), upper: new Float64Array(journeys.channels) }
  return { models, markovOrder, valueLower: worth.lower, valueUpper: worth.upper }
}
