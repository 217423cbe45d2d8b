/** Gathers what the money picture is drawn from: costs, hours, what models credit, what holdouts measured. */
import type { MoneyPicture } from '../../../contract/attribution.ts'
import type { DayPeriod } from '../../http/days.ts'
import type { Services } from '../../services.ts'
import { readRefunds } from '../events/index.ts'
import { level } from './compute.ts'
import { judgeHoldout } from './holdouts.ts'
import { type CreditedValue, drawMoney, type MoneyInput } from './money.ts'
import { askCredit } from './runs.ts'
import { costShares, type Scope } from './store/costs.ts'
import { listHoldouts } from './store/holdouts.ts'
import { readHours } from './store/hours.ts'

/** The newest finished holdouts are judged; older ones of the same channel say no more. */
const mostJudged = 6

const readMeasured = async (
  services: Services,
  scope: Scope,
  currency: string | null,
  timeZone: string,
): Promise<MoneyInput['measured']> => {
  const found = new Map<string, { perDay: number; interval: [number, number]; share: number; words: MoneyPicture['headline'] }>()
  const holdouts = (await listHoldouts(services.database.db, scope)).filter(
    ({ state, wish }) => state === 'running' && wish.channel !== null && wish.outcome === 'value' && wish.currency === currency,
  )
  for (const holdout of holdouts.slice(0, mostJudged)) {
    const channel = holdout.wish.channel as string
    if (found.has(channel)) continue
    const { verdict, methods, words } = await judgeHoldout(services, scope, holdout, timeZone)
    const effect = methods[0]?.effect
    if (verdict === 'not-yet' || effect === null || effect === undefined) continue
    // What regions showed is what the channel brings in them: set against their part of the cost.
    const share = holdout.wish.unit === 'region' ? holdout.design.share : 1
    if (share > 0) found.set(channel, { perDay: effect.average, interval: effect.interval, share, words })
  }
  return found
}

export const readMoney = async (services: Services, scope: Scope, period: DayPeriod, timeZone: string) => {
  const { db } = services.database
  const credit = await askCredit(services, scope, 'channel', period)
  if (credit.kind === 'computing') return credit
  const { answer, credit: all, packed } = credit.computed
  const currency = answer.kind === 'credit' ? answer.currency : null
  const markov = all?.models.find(({ model }) => model === 'markov')
  const credited =
    all === null || packed === null || markov === undefined || currency === null
      ? null
      : new Map(
          packed.keys.map((key, at): [string, CreditedValue] => {
            const values = all.models.map((model) => model.values[at] as number)
            return [
              key,
              {
                value: markov.values[at] as number,
                interval: [all.valueLower[at] as number, all.valueUpper[at] as number],
                least: Math.min(...values),
                most: Math.max(...values),
              },
            ]
          }),
        )
  const [costs, hours, measured, refunds] = await Promise.all([
    costShares(db, scope, period),
    readHours(db, scope, period),
    readMeasured(services, scope, currency, timeZone),
    readRefunds(db, scope, period),
  ])
  const days = Math.round((Date.parse(period.toDay) - Date.parse(period.fromDay)) / 86_400_000) + 1
  const picture = drawMoney({
    costs,
    hours,
    credited,
    currency,
    measured,
    refunds,
    level,
    n: answer.kind === 'credit' ? answer.conversions.all : answer.have,
    period: { from: period.fromDay, to: period.toDay, days },
  })
  return { kind: 'money' as const, ...picture }
}
