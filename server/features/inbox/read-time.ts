/** Load → measure: trials as they stand, and the blocks of a span with what a trial has switched off. */
import { Temporal } from 'temporal-polyfill'
import type { BlockTime, Trial } from '../../../contract/inbox-time.ts'
import type { Services } from '../../services.ts'
import { accountSeries } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import { layOut } from './blocks.ts'
import type { Scope } from './store/conversations.ts'
import { findReading } from './store/readings.ts'
import { countDays, hoursByDay, listBlocks, listTrials } from './store/time.ts'
import { dayAt, isOn, type KeptTrial, measureTrial } from './trial.ts'

const dayIn = (moment: string | Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(new Date(moment).getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
const startOf = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds)

/** Followers won on each day: from the last count of the day before to the last of the day; a day without a count is not known, and neither is the next. */
const gainByDay = (readings: readonly { observedAt: string; value: number }[], timeZone: string): Map<string, number> => {
  const last = new Map<string, number>()
  for (const { observedAt, value } of readings) last.set(dayIn(observedAt, timeZone), value)
  return new Map(
    [...last].flatMap(([day, value]) => {
      const before = last.get(Temporal.PlainDate.from(day).subtract({ days: 1 }).toString())
      return before === undefined ? [] : [[day, value - before] as const]
    }),
  )
}

const readOne = async (services: Services, scope: Scope, trial: KeptTrial, timeZone: string): Promise<Trial> => {
  const db = services.database.db
  const today = dayIn(services.now(), timeZone)
  const from = startOf(trial.startsOn, timeZone)
  const span = { accountId: trial.accountId, timeZone, from, to: startOf(today < trial.startsOn ? trial.startsOn : today, timeZone) }
  const hours = await hoursByDay(db, scope, span)
  if (trial.metric === 'followers') {
    // The evening before belongs to it: the first day is counted from there.
    const earlier = new Date(from.getTime() - 2 * 86_400_000)
    const readings = await accountSeries(db, { ...scope, accountId: trial.accountId, metric: 'followers', from: earlier, to: span.to })
    return measureTrial(trial, { values: gainByDay(readings, timeZone), hours }, today)
  }
  const [counted, reading] = await Promise.all([
    countDays(db, scope, span, trial.metric),
    findReading(db, scope.workspaceId, trial.accountId),
  ])
  // Nobody wrote is a zero only where somebody looked; days after the last whole reading are not known.
  const readUntil = reading.lastReadAt === null ? '' : dayIn(reading.lastReadAt, timeZone)
  const values = new Map<string, number>()
  for (let index = 0; index < trial.coins.length; index++) {
    const day = dayAt(trial.startsOn, index)
    if (day < today && day < readUntil) values.set(day, counted.get(day) ?? 0)
  }
  return measureTrial(trial, { values, hours }, today)
}

/** Null when there is no such brand. Cost: three small queries a trial. */
export const readTrials = async (services: Services, scope: Scope): Promise<Trial[] | null> => {
  const db = services.database.db
  const [brand, trials] = await Promise.all([findBrand(db, scope.workspaceId, scope.brandId), listTrials(db, scope)])
  return brand === null ? null : Promise.all(trials.map((trial) => readOne(services, scope, trial, brand.timeZone)))
}

/** Null when there is no such brand. Cost: two small queries. */
export const readBlockTimes = async (services: Services, scope: Scope, span: { from: Date; to: Date }): Promise<BlockTime[] | null> => {
  const db = services.database.db
  const [brand, blocks, trials] = await Promise.all([
    findBrand(db, scope.workspaceId, scope.brandId),
    listBlocks(db, scope),
    listTrials(db, scope),
  ])
  if (brand === null) return null
  const running = trials.filter(({ stoppedAt }) => stoppedAt === null)
  const isOff = (accountId: string | null, day: string) =>
    running.some((trial) => trial.accountId === accountId && isOn(trial, day) === false)
  return layOut(blocks, span, brand.timeZone, isOff)
}
