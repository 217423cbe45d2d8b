/** What a price buys against what the plan and the written strategy need, and how skills meet needs: in words, without a rank. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { CandidateInput, Fit, Realism, Skill } from '../../../contract/vetting.ts'
import type { StrategyNeeds } from '../strategy/index.ts'

const tenth = (value: number) => Math.round(value * 10) / 10

/** What else the strategy says of this price: hours a post, and the part of the month's money. */
const notesOf = (
  price: NonNullable<CandidateInput['price']>,
  buys: [number, number] | null,
  strategy: StrategyNeeds | null,
): Sentence[] => {
  if (strategy === null) return [say('vetting:realism.noStrategy')]
  const { postsAMonth, money } = strategy
  const notes: Sentence[] = []
  if (buys !== null && postsAMonth !== null && postsAMonth > 0) {
    const [low, high] = buys.map((hours) => tenth(hours / postsAMonth)) as [number, number]
    notes.push(say('vetting:realism.perPost', { posts: postsAMonth, low, high }))
  }
  if (money !== null && money.amount > 0) {
    const values = { amount: money.amount, budget: money.currency, currency: price.currency }
    if (money.currency !== price.currency) notes.push(say('vetting:realism.otherCurrency', values))
    else {
      const share = Math.round((100 * price.amount) / money.amount)
      notes.push(say(`vetting:realism.${share > 100 ? 'overBudget' : 'budgetShare'}`, { ...values, share }))
    }
  }
  return notes
}

/**
 * Hours that a price pays at the usual rates, against the hours typed in here or else those that the strategy sets for a month. No hours are made up for
 * a post: what the price leaves for each is told instead. Cost: O(1).
 */
export const weighPrice = ({ price, needs }: Pick<CandidateInput, 'price' | 'needs'>, strategy: StrategyNeeds | null): Realism => {
  const need: Realism['need'] =
    needs.hoursAMonth !== null
      ? { hours: needs.hoursAMonth, from: 'candidate' }
      : strategy !== null && strategy.hours !== null && strategy.hours > 0
        ? { hours: strategy.hours, from: 'strategy' }
        : null
  if (price === null) return { words: say('vetting:realism.noPrice'), hours: null, need, notes: [] }
  const { rate } = price
  const buys: [number, number] | null =
    rate === null ? null : [tenth(price.amount / Math.max(...rate)), tenth(price.amount / Math.min(...rate))]
  const notes = [
    ...(need?.from === 'strategy' && strategy !== null
      ? [say('vetting:realism.needFromStrategy', { need: need.hours, version: strategy.version, day: strategy.savedOn })]
      : []),
    ...notesOf(price, buys, strategy),
  ]
  if (buys === null) return { words: say('vetting:realism.noRate'), hours: null, need, notes }
  const values = { low: buys[0], high: buys[1], need: need?.hours ?? 0, amount: price.amount, currency: price.currency }
  const kind = need === null ? 'noNeed' : buys[1] < need.hours ? 'tooLittle' : buys[0] >= need.hours ? 'enough' : 'perhaps'
  return { words: say(`vetting:realism.${kind}`, values), hours: buys, need, notes }
}

/** Skills that a strategy asks for by itself: the languages its personas read, and words where there is a cadence. */
const impliedBy = (strategy: StrategyNeeds | null): Skill[] => {
  if (strategy === null) return []
  const reads = (tag: string) => strategy.languages.some((one) => one.toLowerCase().split('-')[0] === tag)
  return [
    ...(strategy.postsAMonth !== null ? (['copywriting'] as const) : []),
    ...(reads('ar') ? (['arabic'] as const) : []),
    ...(reads('en') ? (['english'] as const) : []),
  ]
}

/** One line a needed skill; what nobody asked for is not counted. */
export const weighFit = ({ skills, needs }: Pick<CandidateInput, 'skills' | 'needs'>, strategy: StrategyNeeds | null): Fit[] => {
  const implied = impliedBy(strategy).filter((skill) => !needs.skills.includes(skill))
  const all = [
    ...needs.skills.map((skill) => ({ skill, from: 'candidate' as const })),
    ...implied.map((skill) => ({ skill, from: 'strategy' as const })),
  ]
  if (all.length === 0) return [{ skill: null, has: false, from: 'candidate', words: say('vetting:fit.noNeeds') }]
  return all.map(({ skill, from }) => {
    const has = skills.includes(skill)
    return { skill, has, from, words: say(`vetting:fit.${has ? 'named' : 'missing'}.${skill}`) }
  })
}
