/** Connector health as its page, the terminal and Today see it. */
import type { Channel } from '../../../channels/port.ts'
import type { Supported } from '../../../contract/evidence.ts'
import type { CallCounts, Connector, Health } from '../../../contract/health.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { RateDrift } from '../../../statistics/detect/rate-drift.ts'
import type { Services } from '../../services.ts'
import { type AccountRow, callOutcomes, type HourOfCalls, listAccounts, listCalls, listNewFields, listNotices } from '../accounts/index.ts'
import { type CallsOfHour, daysBetweenFalseAlarms, type JudgedConnector, judgeConnector, toDays } from './measure/connectors.ts'
import type { Scope } from './store/shifts.ts'

const dayMs = 86_400_000
const shownDays = 30
const readDays = 36
/** A token or a version that ends sooner than this is told. */
const soonDays = 60
/** Announcements that were not repeated for so long are over. */
const noticeDays = 60
const keptDays = 400

type Hour = CallsOfHour & { calls: number; elapsedMs: number }

const toHour = (one: HourOfCalls): Hour => {
  const failed = one.limited + one.silent + one.broken
  return {
    hour: one.hour,
    n: one.answered + failed,
    failed,
    calls: callOutcomes.reduce((sum, outcome) => sum + one[outcome], 0),
    elapsedMs: one.elapsedMs,
  }
}

const rateOf = (drift: RateDrift, which: 'usual' | 'recent', hours: Hour[], now: Date, [from, to]: [number, number]): Supported | null => {
  if (drift.kind !== 'judged') return null
  const rate = drift[which]
  const day = (back: number) => new Date(now.getTime() - back * dayMs).toISOString().slice(0, 10)
  const rows = toDays(hours, now, readDays).filter((one) => one.day >= day(from) && one.day <= day(to))
  return {
    value: rate.value,
    interval: rate.interval,
    level: 0.95,
    n: rate.n,
    evidence: {
      method: say('pulse:health.method', { days: daysBetweenFalseAlarms }),
      period: { from: day(from), to: day(to) },
      n: rate.n,
      assumptions: [{ words: say('pulse:health.assumption'), holds: null }],
      rows: {
        columns: [say('pulse:column.day'), say('pulse:health.column.calls'), say('pulse:health.column.failed')],
        cells: rows.map((one) => [one.day, one.n, one.failed]),
        total: rows.length,
      },
      page: 'pulse',
    },
  }
}

const countByOperation = (calls: HourOfCalls[], since: Date): Connector['operations'] => {
  const found = new Map<string, CallCounts>()
  for (const call of calls.filter(({ hour }) => hour >= since)) {
    const counts = found.get(call.operation) ?? { answered: 0, refused: 0, limited: 0, credential: 0, silent: 0, broken: 0 }
    for (const outcome of callOutcomes) counts[outcome] += call[outcome]
    found.set(call.operation, counts)
  }
  return [...found].map(([operation, counts]) => ({ operation, counts })).sort((a, b) => (a.operation < b.operation ? -1 : 1))
}

const mostFailures = (operations: Connector['operations']): 'limited' | 'silent' | 'broken' => {
  const total = (kind: 'limited' | 'silent' | 'broken') => operations.reduce((sum, { counts }) => sum + counts[kind], 0)
  return (['limited', 'silent', 'broken'] as const).toSorted((a, b) => total(b) - total(a))[0] ?? 'silent'
}

const apiOf = ({ name, version, endsOn, checkedOn, source }: NonNullable<Channel['api']>) => ({ name, version, endsOn, checkedOn, source })

const isSoon = (day: string, now: Date) => Date.parse(day) - now.getTime() < soonDays * dayMs

const adviseOn = (one: Omit<Connector, 'advice'>, judged: JudgedConnector, now: Date): Sentence[] => {
  const advice: Sentence[] = []
  if (judged.window !== null) advice.push(say(`pulse:health.advice.${mostFailures(one.operations)}`))
  if (one.tokenEndsAt !== null && isSoon(one.tokenEndsAt, now))
    advice.push(say('pulse:health.advice.token', { day: one.tokenEndsAt.slice(0, 10) }))
  if (one.api?.endsOn && isSoon(one.api.endsOn, now))
    advice.push(say('pulse:health.advice.version', { name: one.api.name, version: one.api.version ?? '', day: one.api.endsOn }))
  if (one.notices.some(({ kind }) => kind !== 'version')) advice.push(say('pulse:health.advice.notice'))
  if (one.newFields.length > 0) advice.push(say('pulse:health.advice.fields'))
  return advice
}

/**
 * Every connected account of a brand with its calls of the last five weeks. What was noted in this process but not yet written is written first. An account
 * that is an archive has no connector. Cost: four queries and a few milliseconds per account.
 */
export const readHealth = async (services: Services, scope: Scope): Promise<Health> => {
  await services.calls.flush()
  const { db } = services.database
  const now = services.now()
  const accounts = (await listAccounts(db, scope)).filter(({ state }) => state === 'connected' || state === 'reconnect')
  const ids = accounts.map(({ id }) => id)
  const since = (days: number) => new Date(now.getTime() - days * dayMs)
  const [calls, notices, fields, channels] = await Promise.all([
    listCalls(db, scope.workspaceId, ids, since(readDays)),
    listNotices(db, scope.workspaceId, ids, since(noticeDays)),
    listNewFields(db, scope.workspaceId, ids, since(noticeDays)),
    services.channels.list(),
  ])
  const describe = (account: AccountRow): Connector => {
    const channel = channels.find(({ network }) => network === account.network)
    const own = calls.filter(({ accountId }) => accountId === account.id)
    const hours = own.map(toHour)
    const judged = judgeConnector(hours, now, accounts.length)
    const { day, week } = judged
    const lacks = week.kind === 'too-few' ? week : day.kind === 'too-few' ? day : null
    const renewsItself = channel?.connect?.refresh !== undefined
    const described: Omit<Connector, 'advice'> = {
      accountId: account.id,
      handle: account.handle,
      network: account.network,
      networkName: channel?.name ?? { en: account.network, ar: account.network },
      verdict: judged.verdict,
      drift: judged.window === null ? null : { window: judged.window },
      rates: {
        day: rateOf(day, 'recent', hours, now, [1, 0]),
        week: rateOf(week, 'recent', hours, now, [7, 0]),
        usual: rateOf(week.kind === 'judged' ? week : day, 'usual', hours, now, [35, 7]),
      },
      lacks:
        lacks === null
          ? null
          : {
              days: lacks.days,
              needDays: lacks.needDays,
              baseline: lacks.baseline,
              needBaseline: lacks.needBaseline,
              recent: lacks.recent,
              needRecent: lacks.needRecent,
            },
      days: toDays(hours, now, shownDays),
      operations: countByOperation(own, since(7)),
      notices: notices
        .filter(({ accountId }) => accountId === account.id)
        .map(({ kind, endpoint, what, firstAt, lastAt }) => ({
          kind,
          endpoint,
          what,
          firstAt: firstAt.toISOString(),
          lastAt: lastAt.toISOString(),
        })),
      newFields: fields
        .filter(({ accountId }) => accountId === account.id)
        .map(({ endpoint, field, firstAt }) => ({ endpoint, field, firstAt: firstAt.toISOString() })),
      tokenEndsAt: renewsItself ? null : (account.tokenExpiresAt?.toISOString() ?? null),
      api: channel?.api === undefined ? null : apiOf(channel.api),
    }
    return { ...described, advice: adviseOn(described, judged, now) }
  }
  const order: Connector['verdict'][] = ['drifting', 'steady', 'too-few', 'idle']
  const connectors = accounts.map(describe).sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  return { connectors, daysBetweenFalseAlarms, keptDays }
}
