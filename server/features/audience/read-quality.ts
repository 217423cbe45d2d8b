/** Gathers who spoke to an account in a period, and has it measured. */
import { Temporal } from 'temporal-polyfill'
import type { Quality } from '../../../contract/audience-quality.ts'
import type { Services } from '../../services.ts'
import { decideQuality } from './decide/quality.ts'
import { readEngagedFollowers } from './index.ts'
import { countWeeks, measureQuality } from './measure/quality.ts'
import { readHeard } from './read-heard.ts'
import type { Scope } from './store/audits.ts'

/** The last `days` days, today included. */
export const readQuality = async (
  services: Services,
  asked: Scope & { accountId: string; days: number; timeZone: string },
): Promise<Quality> => {
  const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(asked.timeZone).toPlainDate()
  const moment = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(asked.timeZone).epochMilliseconds)
  const first = today.subtract({ days: asked.days - 1 })
  const [from, to] = [moment(first), moment(today.add({ days: 1 }))]
  const scope = { workspaceId: asked.workspaceId, brandId: asked.brandId, accountId: asked.accountId, from, to }
  const [heard, engaged] = await Promise.all([readHeard(services, scope), readEngagedFollowers(services, scope)])
  const mondayOf = (at: number) => {
    const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(asked.timeZone).toPlainDate()
    return day.subtract({ days: day.dayOfWeek - 1 }).toString()
  }
  const measured = measureQuality(heard, { from: from.getTime(), to: to.getTime() })
  return decideQuality({ from: first.toString(), to: today.toString() }, heard, measured, engaged, countWeeks(heard, mondayOf))
}
