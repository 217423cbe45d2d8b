/** What a price buys in hours against what the plan needs, and how skills meet needs: in words, without a rank. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Candidate, CandidateInput } from '../../../contract/vetting.ts'

const hours = (value: number) => Math.round(value * 10) / 10

/** Hours that a price pays at the usual rates, against hours needed. Cost: O(1). */
export const weighPrice = ({ price, needs }: Pick<CandidateInput, 'price' | 'needs'>): Candidate['realism'] => {
  if (price === null) return { words: say('vetting:realism.noPrice'), hours: null }
  if (price.rate === null) return { words: say('vetting:realism.noRate'), hours: null }
  const [low, high] = [Math.min(...price.rate), Math.max(...price.rate)]
  const buys: [number, number] = [hours(price.amount / high), hours(price.amount / low)]
  const values = { low: buys[0], high: buys[1], need: needs.hoursAMonth ?? 0, amount: price.amount, currency: price.currency }
  const kind =
    needs.hoursAMonth === null ? 'noNeed' : buys[1] < needs.hoursAMonth ? 'tooLittle' : buys[0] >= needs.hoursAMonth ? 'enough' : 'perhaps'
  return { words: say(`vetting:realism.${kind}`, values), hours: buys }
}

/** One sentence a needed skill; what nobody asked for is not counted. */
export const weighFit = ({ skills, needs }: Pick<CandidateInput, 'skills' | 'needs'>): Sentence[] =>
  needs.skills.length === 0
    ? [say('vetting:fit.noNeeds')]
    : needs.skills.map((skill) => say(`vetting:fit.${skills.includes(skill) ? 'named' : 'missing'}.${skill}`))
