/** Acts on a strategy: a new version, posts sorted into pillars, hours and money noted. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Spent, StrategyContent, StrategyVersion } from '../../../contract/strategy.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { objectTo, tellChanges } from './decide/changes.ts'
import { sortPosts } from './store/sorting.ts'
import { insertSpent } from './store/spent.ts'
import { findCurrent, insertVersion, type Scope } from './store/versions.ts'

export type Saved =
  | { kind: 'saved'; version: StrategyVersion }
  | { kind: 'refused'; reason: Sentence; where: string }
  | { kind: 'newer'; reason: Sentence }

/** Saves a version on top of the one that was read; somebody else's newer one is not overwritten. */
export const saveStrategy = async (
  services: Services,
  scope: Scope,
  input: { content: StrategyContent; note: string; base: number },
  by: string,
): Promise<Saved> => {
  const { db } = services.database
  const [current, accounts] = await Promise.all([findCurrent(db, scope), listAccounts(db, scope)])
  const objection = objectTo(input.content, new Set(accounts.map(({ id }) => id)))
  if (objection !== null) return { kind: 'refused', ...objection }
  if ((current?.number ?? 0) !== input.base)
    return { kind: 'newer', reason: say('strategy:problem.newer', { by: current?.savedBy ?? '', number: current?.number ?? 0 }) }
  const changes = tellChanges(current?.content ?? null, input.content)
  if (changes.length === 0 && current !== null) return { kind: 'saved', version: current }
  const version: StrategyVersion = {
    number: input.base + 1,
    content: input.content,
    note: input.note,
    changes,
    savedBy: by,
    savedAt: services.now().toISOString(),
  }
  if (await insertVersion(db, scope, version)) return { kind: 'saved', version }
  const newer = await findCurrent(db, scope)
  return { kind: 'newer', reason: say('strategy:problem.newer', { by: newer?.savedBy ?? '', number: newer?.number ?? 0 }) }
}

/** Null when the strategy has no such pillar. */
export const putIntoPillar = async (
  services: Services,
  scope: Scope,
  input: { posts: { kind: 'draft' | 'published'; id: string }[]; pillarId: string | null },
  by: string,
): Promise<number | null> => {
  const { db } = services.database
  if (input.pillarId !== null) {
    const current = await findCurrent(db, scope)
    if (current?.content.pillars.some(({ id }) => id === input.pillarId) !== true) return null
  }
  return db.transaction().execute((trx) => sortPosts(trx, scope, input.posts, input.pillarId, by, services.now()))
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

export const noteSpent = async (
  services: Services,
  scope: Scope,
  entry: Omit<Spent, 'id'>,
): Promise<{ kind: 'noted'; entry: Spent } | { kind: 'refused'; reason: Sentence; where: string }> => {
  if (entry.hours === null && entry.money === null) return { kind: 'refused', reason: say('strategy:problem.nothingSpent'), where: 'hours' }
  if (entry.money !== null && entry.currency === null)
    return { kind: 'refused', reason: say('strategy:problem.noCurrency'), where: 'currency' }
  if (entry.currency !== null && !currencies.has(entry.currency))
    return { kind: 'refused', reason: say('strategy:problem.currency', { currency: entry.currency }), where: 'currency' }
  const clean = entry.money === null ? { ...entry, currency: null } : entry
  return { kind: 'noted', entry: await insertSpent(services.database.db, scope, clean, services.now()) }
}
