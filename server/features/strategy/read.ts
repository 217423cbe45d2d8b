/** Load → measure → decide: the audience as it is heard, and what the brand does against what it wrote. */
import { Temporal } from 'temporal-polyfill'
import type { MonthBudget, SortablePost, StrategyCheck, StrategyVersion } from '../../../contract/strategy.ts'
import type { AudienceEvidence } from '../../../contract/strategy.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { costShares } from '../attribution/index.ts'
import { conversionsBy } from '../events/index.ts'
import { listSpent as listCreativeSpent } from '../creative/index.ts'
import { languageOf, sumHours } from '../inbox/index.ts'
import { noteMix, tellConsistency, tellMix, tellWorth } from './decide/answers.ts'
import { suggestPillar } from './decide/suggest.ts'
import { measureAudience } from './measure/audience.ts'
import { measureKept, measureWeeks } from './measure/consistency.ts'
import { measureGaps } from './measure/gaps.ts'
import { measureMix } from './measure/mix.ts'
import { type Earned, measureWorth } from './measure/worth.ts'
import { listDidWeeks, listFollowers, listHeard, listPlannedDays } from './store/did.ts'
import { countPillars, countUnsorted, findSortable, listSortable } from './store/sorting.ts'
import { listSpent } from './store/spent.ts'
import { findCurrent, listVersions, type Scope } from './store/versions.ts'

/** The audience and the mix are told from the last ninety days. */
const recentDays = 90
const dayMs = 86_400_000

interface Where extends Scope {
  timeZone: string
}

const todayIn = (services: Pick<Services, 'now'>, timeZone: string) =>
  Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
const recent = (services: Pick<Services, 'now'>, timeZone: string) => {
  const to = todayIn(services, timeZone)
  return {
    period: { from: to.subtract({ days: recentDays }).toString(), to: to.toString() },
    since: new Date(services.now().getTime() - recentDays * dayMs),
  }
}

export const readAudience = async (services: Services, where: Where): Promise<AudienceEvidence> => {
  const { period, since } = recent(services, where.timeZone)
  const heard = await listHeard(services.database.db, where, where.timeZone, since)
  return measureAudience(
    heard.map((message) => ({ ...message, language: languageOf(message.text) })),
    period,
  )
}

const total = (spent: readonly { hours: number | null }[]) => spent.reduce((sum, { hours }) => sum + (hours ?? 0), 0)
const tenth = (hours: number) => Math.round(10 * hours) / 10

/** What the last touches of conversions were worth, per account, in the currency most of it came in; others are left out rather than converted. */
const earnedOf = (
  groups: readonly { key: string | null; conversions: number; currency: string | null; value: number | null }[],
): Map<string, Earned> => {
  const earned = new Map<string, Earned>()
  for (const { key, conversions, currency, value } of groups) {
    if (key === null || currency === null || value === null || value <= (earned.get(key)?.amount ?? 0)) continue
    earned.set(key, { conversions, amount: value, currency })
  }
  return earned
}

/** Hours and money of a month: noted by hand, and what the inbox and creative work know. Cost: a few queries. */
const readBudget = async (services: Services, where: Where, strategy: StrategyVersion | null, month?: string): Promise<MonthBudget> => {
  const first = (month === undefined ? todayIn(services, where.timeZone) : Temporal.PlainDate.from(month)).with({ day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 }).toString()
  const days = { from: first.toString(), to: last }
  const [entries, conversations, creative, costs] = await Promise.all([
    listSpent(services.database.db, where, first.toString(), first.add({ months: 1 }).toString()),
    sumHours(services.database.db, where, days),
    listCreativeSpent(services, where, days),
    costShares(services.database.db, where, { fromDay: days.from, toDay: days.to }),
  ])
  const money = new Map<string, number>()
  for (const { money: amount, currency } of entries)
    if (amount !== null && currency !== null) money.set(currency, (money.get(currency) ?? 0) + amount)
  for (const { amount, currency } of costs) money.set(currency, (money.get(currency) ?? 0) + amount)
  for (const { money: paid } of creative) if (paid !== null) money.set(paid.currency, (money.get(paid.currency) ?? 0) + Number(paid.amount))
  return {
    month: first.toString(),
    wanted: strategy?.content.budget ?? null,
    hours: tenth(total(entries) + total(conversations) + total(creative)),
    fromRooms: { inboxHours: tenth(total(conversations)), creativeHours: tenth(total(creative)) },
    money: [...money].map(([currency, amount]) => ({ currency, amount: Math.round(amount * 1000) / 1000 })),
    entries,
  }
}

/** Cost: eight queries side by side; about 40 ms for a brand with 500 posts. */
export const readCheck = async (services: Services, where: Where, month?: string): Promise<StrategyCheck> => {
  const { db } = services.database
  const today = todayIn(services, where.timeZone)
  const { period, since } = recent(services, where.timeZone)
  const yearAgo = today.subtract({ days: 7 * 53 }).toString()
  const [versions, did, planned, accounts, counts, heard, followers, conversions] = await Promise.all([
    listVersions(db, where),
    listDidWeeks(db, where, where.timeZone, yearAgo, today.add({ days: 8 }).toString()),
    listPlannedDays(db, where, where.timeZone, today.toString(), today.add({ days: 14 }).toString()),
    listAccounts(db, where),
    countPillars(db, where, since),
    listHeard(db, where, where.timeZone, since),
    listFollowers(db, where),
    conversionsBy(db, where, 'account', { from: since, to: services.now() }),
  ])
  const current = versions[0] ?? null
  const weeks = measureWeeks(did, versions, { today: today.toString(), timeZone: where.timeZone })
  const kept = measureKept(weeks)
  const names = new Map(accounts.map(({ id, handle, network }) => [id, { handle, network }]))
  const gaps = measureGaps(current?.content.cadence ?? [], planned, names, today.toString())
  const mix = measureMix(current?.content.pillars ?? [], counts, period)
  const worth = measureWorth(accounts, followers, heard, earnedOf(conversions), period)
  return {
    answer: tellConsistency(weeks, kept, gaps),
    kept,
    weeks,
    mix: {
      answer: tellMix(mix.parts, mix.sorted, mix.unsorted),
      note: noteMix(mix.parts, mix.sorted, mix.unsorted),
      ...mix,
    },
    gaps,
    budget: await readBudget(services, where, current, month),
    worth: { answer: tellWorth(worth), accounts: worth },
  }
}

/** Null when the brand has no such post. */
export const readPillarOf = async (
  services: Services,
  scope: Scope,
  kind: 'draft' | 'published',
  postId: string,
): Promise<SortablePost | null> => {
  const { db } = services.database
  const [current, row] = await Promise.all([findCurrent(db, scope), findSortable(db, scope, kind, postId)])
  if (row === null) return null
  const suggested = row.pillarId === null ? suggestPillar(row.text, current?.content.pillars ?? []) : null
  return { kind, id: postId, excerpt: row.text.slice(0, 200), at: row.at.toISOString(), pillarId: row.pillarId, suggested }
}

export const readSortable = async (
  services: Services,
  scope: Scope,
  page: { show: 'unsorted' | 'all'; before?: string | undefined; limit: number },
): Promise<{ posts: SortablePost[]; next: string | null; unsorted: number }> => {
  const { db } = services.database
  const before = page.before === undefined ? {} : { before: new Date(page.before) }
  const [current, rows, unsorted] = await Promise.all([
    findCurrent(db, scope),
    listSortable(db, scope, { unsortedOnly: page.show === 'unsorted', limit: page.limit + 1, ...before }),
    countUnsorted(db, scope),
  ])
  const pillars = current?.content.pillars ?? []
  const posts = rows.slice(0, page.limit).map(
    ({ kind, id, text, at, pillarId }): SortablePost => ({
      kind,
      id,
      excerpt: text.slice(0, 200),
      at: at.toISOString(),
      pillarId,
      suggested: pillarId === null ? suggestPillar(text, pillars) : null,
    }),
  )
  return { posts, next: rows.length > page.limit ? (posts.at(-1)?.at ?? null) : null, unsorted }
}
