/** What pulse has to say today: shifts that nobody has answered yet, and changes of networks that touch what is planned or runs. */
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { findBrand } from '../team/index.ts'
import { readHealth } from './health.ts'
import { isFresh } from './register/hits.ts'
import { readRegister } from './register/read.ts'
import { listWaiting } from './store/feeds.ts'
import { listShifts, type Scope } from './store/shifts.ts'

const newDays = 14
const shownAtMost = 3

const shiftEntries = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const since = new Date(services.now().getTime() - newDays * 86_400_000).toISOString().slice(0, 10)
  const shifts = (await listShifts(services.database.db, scope)).filter(({ foundOn, note }) => foundOn >= since && note === null)
  return shifts.slice(0, shownAtMost).map((shift) => ({
    id: `pulse/${shift.id}`,
    kind: 'changed',
    urgency: 'changed',
    what: say(`pulse:today.${shift.direction}.${shift.metric}`, { account: shift.handle, day: shift.day }),
    why: say(`pulse:verdictWords.${shift.verdict}`),
    place: { page: 'pulse', id: shift.id },
    estimate: null,
    occurredAt: null,
  }))
}

const changeEntries = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const brand = await findBrand(services.database.db, scope.workspaceId, scope.brandId)
  if (brand === null) return []
  const today = services.now().toISOString().slice(0, 10)
  const { entries } = await readRegister(services, { ...scope, timeZone: brand.timeZone }, { onlyOurs: true })
  return entries
    .filter(({ day, hits }) => isFresh(day, today) && hits.planned.length + hits.experiments.length > 0)
    .slice(0, shownAtMost)
    .map(({ id, day, platform, hits }) => ({
      id: `pulse/register/${id}`,
      kind: 'changed',
      urgency: 'changed',
      what: say('pulse:today.change', { platform, day }),
      why: say('pulse:today.changeWhy', { posts: hits.planned.length, experiments: hits.experiments.length }),
      place: { page: 'pulse', id: 'register' },
      estimate: null,
      occurredAt: null,
    }))
}

/** One entry for all that waits: a feed must not drown the list. */
const feedEntries = async (services: Services, { workspaceId }: Scope): Promise<TodayEntry[]> => {
  const { length: count } = await listWaiting(services.database.db, workspaceId)
  if (count === 0) return []
  return [
    {
      id: 'pulse/feeds',
      kind: 'act',
      urgency: 'decision',
      what: say('pulse:today.feeds', { count }),
      why: say('pulse:today.feedsWhy'),
      place: { page: 'pulse', id: 'feeds' },
      estimate: null,
      occurredAt: null,
      needs: 'write-posts',
    },
  ]
}

/** A connector that began to fail, and what a network announced in the last fortnight or ends within two months. Tokens have their own entry. */
const healthEntries = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const since = new Date(services.now().getTime() - newDays * 86_400_000).toISOString()
  const place = { page: 'pulse', id: 'health' } as const
  const { connectors } = await readHealth(services, scope)
  return connectors.flatMap((one): TodayEntry[] => {
    const rate = one.drift === null ? null : one.rates[one.drift.window]
    const drifting: TodayEntry[] =
      one.drift === null || rate === null
        ? []
        : [
            {
              id: `pulse/health/${one.accountId}`,
              kind: 'changed',
              urgency: 'blocked',
              what: say(`pulse:today.health.${one.drift.window}`, { account: one.handle }),
              why: one.advice[0] ?? say('pulse:health.advice.silent'),
              place,
              estimate: null,
              occurredAt: null,
            },
          ]
    const news = one.notices.find(({ kind, firstAt }) => kind !== 'version' && firstAt >= since)
    const announced: TodayEntry[] =
      news === undefined
        ? []
        : [
            {
              id: `pulse/health/${one.accountId}/${news.kind}`,
              kind: 'changed',
              urgency: 'changed',
              what: say('pulse:today.health.notice', { account: one.handle }),
              why: say(`pulse:health.notice.${news.kind}`, { what: news.what }),
              place,
              estimate: null,
              occurredAt: null,
            },
          ]
    const ending = one.advice.find(({ key }) => key === 'pulse:health.advice.version')
    const version: TodayEntry[] =
      ending === undefined
        ? []
        : [
            {
              id: `pulse/health/${one.accountId}/version`,
              kind: 'changed',
              urgency: 'changed',
              what: say('pulse:today.health.version', { account: one.handle }),
              why: ending,
              place,
              estimate: null,
              occurredAt: null,
            },
          ]
    return [...drifting, ...announced, ...version]
  })
}

/** Cost: ten small queries. */
export const pulseToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> =>
  (
    await Promise.all([
      shiftEntries(services, scope),
      changeEntries(services, scope),
      feedEntries(services, scope),
      healthEntries(services, scope),
    ])
  ).flat()
