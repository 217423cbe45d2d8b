/** What the written strategy asks of whoever does the work: hours, money, posts and languages; for rooms that weigh an offer. */
import type { StrategyVersion } from '../../../contract/strategy.ts'
import type { Services } from '../../services.ts'
import { findCurrent, type Scope } from './store/versions.ts'

export interface StrategyNeeds {
  version: number
  savedOn: string
  /** A month; null is not decided. */
  hours: number | null
  money: { amount: number; currency: string } | null
  /** Of all channels together; null without a cadence. */
  postsAMonth: number | null
  /** BCP 47 tags that the personas read. */
  languages: string[]
}

const weeksAMonth = 365.25 / 12 / 7

export const needsOf = ({ number, content, savedAt }: StrategyVersion): StrategyNeeds => {
  const { budget, cadence, personas } = content
  const perWeek = cadence.reduce((sum, one) => sum + one.perWeek, 0)
  return {
    version: number,
    savedOn: savedAt.slice(0, 10),
    hours: budget.hours,
    money: budget.money === null || budget.currency === null ? null : { amount: budget.money, currency: budget.currency },
    postsAMonth: perWeek === 0 ? null : Math.round(perWeek * weeksAMonth),
    languages: [...new Set(personas.flatMap(({ languages }) => languages))],
  }
}

/** Null while nothing is written. Cost: one statement. */
export const readNeeds = async (services: Pick<Services, 'database'>, scope: Scope): Promise<StrategyNeeds | null> => {
  const current = await findCurrent(services.database.db, scope)
  return current === null ? null : needsOf(current)
}
