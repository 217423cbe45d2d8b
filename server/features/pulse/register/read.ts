/** The register as a brand sees it: what Athar knows and what the workspace added, with what each change touches. */
import { Temporal } from 'temporal-polyfill'
import type { Register, RegisterEntry, RegisterQuery } from '../../../../contract/register.ts'
import { say } from '../../../../contract/sentence.ts'
import { sayIn } from '../../../say.ts'
import type { Services } from '../../../services.ts'
import { listAccounts } from '../../accounts/index.ts'
import { listChanges } from '../store/changes.ts'
import { listOurThings } from '../store/hits.ts'
import type { Scope } from '../store/shifts.ts'
import { findHits } from './hits.ts'
import { knownChanges } from './known.ts'

type Entry = Omit<RegisterEntry, 'hits'>

/** Every change, Athar's and the workspace's, the newest first. Cost: one query. */
export const listAll = async (services: Pick<Services, 'database'>, workspaceId: string): Promise<Entry[]> => {
  const own = await listChanges(services.database.db, workspaceId)
  const known = knownChanges.map(
    ({ sourceKind, ...change }): Entry => ({
      ...change,
      words: say(`register:${change.id}`),
      sourceKind,
      addedBy: null,
    }),
  )
  return [...known, ...own].toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? -1 : 1))
}

const textsOf = ({ platform, words, kind }: Entry): string =>
  [platform, kind, ...('text' in words ? [words.text] : [sayIn('en', words), sayIn('ar', words)])].join(' ').toLowerCase()

/** Every word that is searched must be there, in either language. */
const fits = (entry: Entry, query: RegisterQuery): boolean =>
  (query.network === undefined || entry.network === query.network) &&
  (query.kind === undefined || entry.kind === query.kind) &&
  (query.search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => textsOf(entry).includes(word))

export const readRegister = async (services: Services, scope: Scope & { timeZone: string }, query: RegisterQuery): Promise<Register> => {
  const { db } = services.database
  const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(scope.timeZone).toPlainDate().toString()
  const [all, accounts, ours] = await Promise.all([
    listAll(services, scope.workspaceId),
    listAccounts(db, scope),
    listOurThings(db, scope, scope.timeZone),
  ])
  const things = { ...ours, accounts }
  const entries = all.filter((entry) => fits(entry, query)).map((entry) => ({ ...entry, hits: findHits(entry, things, today) }))
  return {
    entries: query.onlyOurs ? entries.filter(({ hits }) => hits.accounts.length > 0) : entries,
    total: all.length,
    networks: [...new Set(all.flatMap(({ network }) => network ?? []))].toSorted(),
  }
}
