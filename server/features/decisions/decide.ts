/** What the number says of a decision, and what it cannot say. */
import type { DecisionEvidence, DecisionInput, Expectation } from '../../../contract/decisions.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { MeasuredChange } from './measure.ts'

/** The first thing that cannot be about a decision; null when there is none. */
export const objectTo = (input: DecisionInput, today: string): { reason: Sentence; where: string } | null => {
  if (input.decidedOn > today) return { reason: say('decisions:problem.future', { day: input.decidedOn }), where: 'decidedOn' }
  if (input.checkOn <= input.decidedOn) return { reason: say('decisions:problem.checkOn', { day: input.decidedOn }), where: 'checkOn' }
  return null
}

const significant = (value: number) => Number(value.toPrecision(3))

/** Pure. `held` only where the interval leaves “no difference” out, in the expected direction. */
export const tellEvidence = (expectation: Expectation | null, measured: MeasuredChange | null): DecisionEvidence => {
  if (expectation === null || measured === null) return { answer: say('decisions:evidence.none'), suggested: null, difference: null }
  const { weeks, answer } = measured
  const after = weeks.filter((week) => week.after).length
  const before = weeks.length - after
  if (answer.kind === 'too-little-data')
    return { answer: say('decisions:evidence.thin', { after, before, need: answer.need }), suggested: 'cannot-tell', difference: null }
  const [low, high] = answer.interval
  const suggested = low <= 0 && high >= 0 ? 'cannot-tell' : low > 0 === (expectation.direction === 'up') ? 'held' : 'not-held'
  const values = { value: significant(answer.value), low: significant(low), high: significant(high), after, before }
  return {
    answer: say(`decisions:evidence.${suggested}`, values),
    suggested,
    difference: {
      value: answer.value,
      interval: answer.interval,
      level: answer.level,
      n: weeks.length,
      evidence: {
        method: say('decisions:evidence.method'),
        period: { from: weeks[0]?.day ?? '', to: weeks.at(-1)?.day ?? '' },
        n: weeks.length,
        assumptions: [
          { words: say('decisions:evidence.notCause'), holds: null },
          { words: say('decisions:evidence.alike'), holds: null },
        ],
        rows: {
          columns: ['week', 'value', 'after'].map((column) => say(`decisions:column.${column}`)),
          cells: weeks.map(({ day, value, after: isAfter }) => [day, significant(value), isAfter ? '✓' : '']),
          total: weeks.length,
        },
        page: null,
      },
    },
  }
}
