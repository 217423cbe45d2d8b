/** What is wrong with a strategy, and what one version changed of the one before, in words. */
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { StrategyContent } from '../../../../contract/strategy.ts'

export interface Objection {
  reason: Sentence
  where: string
}

const known = new Set(Intl.supportedValuesOf('currency'))
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const twice = (names: string[]) => names.find((name, index) => names.indexOf(name) !== index)

/** The first thing that cannot be, or null. `accountIds`: those of the brand. */
export const objectTo = (content: StrategyContent, accountIds: ReadonlySet<string>): Objection | null => {
  const sum = content.pillars.reduce((total, { share }) => total + share, 0)
  if (content.pillars.length > 0 && Math.abs(sum - 100) > 0.05)
    return { reason: say('strategy:problem.mix', { sum: Math.round(10 * sum) / 10 }), where: 'pillars' }
  const name = twice(content.pillars.map((pillar) => pillar.name))
  if (name !== undefined) return { reason: say('strategy:problem.pillarTwice', { name }), where: 'pillars' }
  const double = twice(content.cadence.map(({ accountId }) => accountId))
  if (double !== undefined || content.cadence.some(({ accountId }) => !accountIds.has(accountId)))
    return { reason: say('strategy:problem.account'), where: 'cadence' }
  const { money, currency } = content.budget
  if (money !== null && currency === null) return { reason: say('strategy:problem.noCurrency'), where: 'budget.currency' }
  if (currency !== null && !known.has(currency)) return { reason: say('strategy:problem.currency', { currency }), where: 'budget.currency' }
  return null
}

type Named = { id: string; name: string }
const compareNamed = <One extends Named>(kind: string, before: One[], after: One[]): Sentence[] => [
  ...after.filter(({ id }) => !before.some((one) => one.id === id)).map(({ name }) => say(`strategy:change.${kind}.added`, { name })),
  ...before.filter(({ id }) => !after.some((one) => one.id === id)).map(({ name }) => say(`strategy:change.${kind}.removed`, { name })),
  ...after
    .filter((now) => before.some((one) => one.id === now.id && !same(one, now)))
    .map(({ name }) => say(`strategy:change.${kind}.changed`, { name })),
]

/** In the order of the document; empty when nothing is different. Pure. */
export const tellChanges = (before: StrategyContent | null, after: StrategyContent): Sentence[] => {
  if (before === null) return [say('strategy:change.first')]
  const shares = after.pillars.flatMap((pillar) => {
    const old = before.pillars.find(({ id }) => id === pillar.id)
    return old === undefined || old.share === pillar.share
      ? []
      : [say('strategy:change.share', { name: pillar.name, from: old.share, to: pillar.share })]
  })
  const total = (content: StrategyContent) => content.cadence.reduce((sum, { perWeek }) => sum + perWeek, 0)
  const sections = (['positioning', 'voice', 'budget', 'never'] as const).filter((section) => !same(before[section], after[section]))
  return [
    ...compareNamed('persona', before.personas, after.personas),
    ...sections.filter((section) => section === 'positioning' || section === 'voice').map((section) => say(`strategy:change.${section}`)),
    ...compareNamed(
      'pillar',
      before.pillars.map((pillar) => ({ ...pillar, share: 0 })),
      after.pillars.map((pillar) => ({ ...pillar, share: 0 })),
    ),
    ...shares,
    ...(same(before.cadence, after.cadence)
      ? []
      : [say('strategy:change.cadence', { from: Math.round(10 * total(before)) / 10, to: Math.round(10 * total(after)) / 10 })]),
    ...sections.filter((section) => section === 'budget' || section === 'never').map((section) => say(`strategy:change.${section}`)),
  ]
}
