/** Gathers what is known of us and of others, and has it measured: the benchmark, and one competitor beside us. */
import { type Benchmark, type CompetitorDay, measures, type Measure, type Why } from '../../../contract/benchmarks.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { compareAccounts } from './measure/compare.ts'
import { decideBenchmark, type Party } from './decide/benchmark.ts'
import { explainLead } from './decide/explain.ts'
import { measureAccount } from './measure/account.ts'
import { readOwnDays, windowOf } from './own.ts'
import { type PooledMeasure, poolMeasure } from './measure/pool.ts'
import { findCompetitor, listCompetitors, listDays, type Scope } from './store.ts'

export type Asked = Scope & { accountId: string; days: number; timeZone: string }

/** Null when the account is not of the brand. Competitors of another network stand aside. Cost: two queries and the posts of the window. */
export const readBenchmark = async (services: Services, asked: Asked): Promise<Benchmark | null> => {
  const { db } = services.database
  const account = await findAccount(db, asked.workspaceId, asked.accountId)
  if (account?.brandId !== asked.brandId) return null
  const window = windowOf(services.now(), asked.timeZone, asked.days)
  const competitors = (await listCompetitors(db, asked)).filter(({ network }) => network === null || network === account.network)
  const gone = new Set(competitors.filter(({ state }) => state === 'vanished').map(({ id }) => id))
  const compared = competitors.filter(({ id }) => !gone.has(id))
  const [own, days] = await Promise.all([
    readOwnDays(services, asked, window),
    listDays(
      db,
      asked.workspaceId,
      compared.map(({ id }) => id),
      window,
    ),
  ])
  const parties: Party[] = [
    { competitorId: null, name: account.handle, days: own },
    ...compared.map(({ id, handle }) => ({ competitorId: id, name: handle, days: days.get(id) ?? [] })),
  ]
  const measured = parties.map((party) => measureAccount(party.days, window.to))
  const pool = Object.fromEntries(
    measures.map((measure) => [
      measure,
      poolMeasure(
        measure,
        measured.map((one) => one[measure]),
      ),
    ]),
  ) as Record<Measure, PooledMeasure>
  return decideBenchmark(parties, measured, pool, { from: window.from, to: window.to, competitors, gone })
}

/** Null when account or competitor is not of the brand. Cost: as above, and 30 ms. */
export const readWhy = async (services: Services, asked: Asked & { competitorId: string }): Promise<Why | null> => {
  const { db } = services.database
  const [account, competitor] = await Promise.all([
    findAccount(db, asked.workspaceId, asked.accountId),
    findCompetitor(db, asked, asked.competitorId),
  ])
  if (account?.brandId !== asked.brandId || competitor === null) return null
  const window = windowOf(services.now(), asked.timeZone, asked.days)
  const [ours, days] = await Promise.all([readOwnDays(services, asked, window), listDays(db, asked.workspaceId, [competitor.id], window)])
  const theirs = days.get(competitor.id) ?? []
  return explainLead(competitor, { ours, theirs }, compareAccounts(ours, theirs, window.to), { from: window.from, to: window.to })
}

/** What is known of competitors on a network, for comparing; two years at most. Cost: two queries. */
export const readCompetitorDays = async (
  services: Pick<Services, 'database' | 'now'>,
  scope: Scope & { timeZone: string },
  network: string,
): Promise<CompetitorDay[][]> => {
  const { db } = services.database
  const ids = (await listCompetitors(db, scope)).filter((one) => one.network === network).map(({ id }) => id)
  return [...(await listDays(db, scope.workspaceId, ids, windowOf(services.now(), scope.timeZone, 730))).values()]
}
