/** A brief's money, one line for each currency: budget, quotes, payment stages and the work of those in house. Pure. */
import type { Cost, MoneyLine } from '../../../../contract/creative.ts'
import type { Money } from '../../../../contract/money.ts'
import { fromUnits, toUnits } from './units.ts'

/** Work in house counts at its rates; whoever is outside is counted by what they are paid, so that nobody is counted twice. Cost: O(entries). */
export const summarizeMoney = (
  brief: { currency: string; budget: string | null },
  costs: Cost[],
  hours: { place: 'in-house' | 'outside'; cost: Money | null }[],
): MoneyLine[] => {
  const worked = hours.flatMap(({ place, cost }) => (place === 'in-house' && cost !== null ? [cost] : []))
  const currencies = [...new Set([brief.currency, ...costs.map(({ currency }) => currency), ...worked.map(({ currency }) => currency)])]
  return currencies.map((currency) => {
    const sum = (amounts: Money[]) =>
      amounts.filter((one) => one.currency === currency).reduce((total, { amount }) => total + toUnits(amount), 0n)
    const of = (kind: Cost['kind'], ...states: Cost['state'][]) =>
      sum(costs.filter((cost) => cost.kind === kind && states.includes(cost.state)))
    const planned = of('payment', 'planned', 'due')
    const paid = of('payment', 'paid')
    const work = sum(worked)
    const budget = currency === brief.currency ? brief.budget : null
    const write = (units: bigint) => fromUnits(units, currency)
    return {
      currency,
      budget,
      quoted: write(of('quote', 'asked', 'accepted')),
      accepted: write(of('quote', 'accepted')),
      planned: write(planned),
      paid: write(paid),
      work: write(work),
      left: budget === null ? null : write(toUnits(budget) - planned - paid - work),
    }
  })
}
