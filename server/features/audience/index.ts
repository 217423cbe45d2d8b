/** Front door of the audience: how many followers of an account spoke in a period, and jumps as marks. */
import type { EngagedFollowers } from '../../../contract/audience.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { readHeard } from './read-heard.ts'
import { measureEngaged } from './measure.ts'
import { findNewest, type Scope } from './store/audits.ts'

export { auditList } from './audit.ts'
export { audienceMarks } from './read-growth.ts'
export { audienceToday } from './today.ts'

export { drawFollowers, readErrors } from './ingest.ts'

/**
 * Of the followers drawn by the newest audit, those who wrote a comment, reply, mention or quote from `from` up to `to`, carried to all followers with Wilson's
 * 90% interval. Likes are not counted: networks do not tell who gave them. Not known without an audit. Cost: the messages since `from`.
 */
export const readEngagedFollowers = async (
  services: Pick<Services, 'database'>,
  { accountId, from, to, ...scope }: Scope & { accountId: string; from: Date; to: Date },
): Promise<EngagedFollowers> => {
  const { db } = services.database
  const kept = await findNewest(db, scope, accountId)
  if (kept === null || kept.drawn.length === 0) return { kind: 'not-known', reason: say('audience:reason.noAudit') }
  const speakers = new Set((await readHeard(services, { ...scope, accountId, from, to })).map(({ author }) => author))
  const { spoke, n, value, interval } = measureEngaged(kept.drawn, speakers)
  const evidence = {
    method: say('audience:engaged.method', { spoke, n, population: kept.population }),
    period: { from: from.toISOString().slice(0, 10), to: new Date(to.getTime() - 1).toISOString().slice(0, 10) },
    n,
    assumptions: [{ words: say('audience:engaged.onlyWords'), holds: null }],
    rows: null,
    page: 'audience' as const,
  }
  const rate = { value, interval, level: 0.9, n, evidence }
  const [low, high] = interval
  const followers = {
    ...rate,
    value: value * kept.population,
    interval: [low * kept.population, high * kept.population] as [number, number],
  }
  return { kind: 'engaged', followers, rate }
}
