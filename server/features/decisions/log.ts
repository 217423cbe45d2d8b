/** The decision log: written, listed, looked at again. */
import { Temporal } from 'temporal-polyfill'
import type { Decision, DecisionEvidence, DecisionInput, Verdict } from '../../../contract/decisions.ts'
import { WeeklyMetric } from '../../../contract/metrics.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { readFollowed, toHistory } from '../forecast/index.ts'
import { findBrand } from '../team/index.ts'
import { objectTo, tellEvidence } from './decide.ts'
import { measureSince } from './measure.ts'
import { type DecisionRow, insertDecision, listDecisions, saveVerdict, type Scope } from './store.ts'

const todayIn = (services: Pick<Services, 'now'>, timeZone: string) =>
  Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

const withDue = (row: DecisionRow, today: string): Decision => ({ ...row, due: row.verdict === null && row.checkOn <= today })

/** Due ones first, the longest due before the others; then the newest. */
export const readLog = async (services: Services, scope: Scope): Promise<Decision[]> => {
  const [brand, rows] = await Promise.all([
    findBrand(services.database.db, scope.workspaceId, scope.brandId),
    listDecisions(services.database.db, scope),
  ])
  const today = todayIn(services, brand?.timeZone ?? 'UTC')
  const all = rows.map((row) => withDue(row, today))
  return [...all.filter(({ due }) => due).toSorted((a, b) => (a.checkOn < b.checkOn ? -1 : 1)), ...all.filter(({ due }) => !due)]
}

type Noted = { kind: 'noted'; decision: Decision } | { kind: 'refused'; reason: Sentence; where: string } | { kind: 'missing' }

export const noteDecision = async (services: Services, scope: Scope, input: DecisionInput, by: string): Promise<Noted> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return { kind: 'missing' }
  const today = todayIn(services, brand.timeZone)
  const objection = objectTo(input, today)
  if (objection !== null) return { kind: 'refused', ...objection }
  const { expectation } = input
  if (expectation !== null && expectation.accountId === null && !WeeklyMetric.safeParse(expectation.metric).success)
    return { kind: 'refused', reason: say('goals:problem.needsAccount'), where: 'accountId' }
  if (expectation !== null && expectation.accountId !== null) {
    const account = await findAccount(db, scope.workspaceId, expectation.accountId)
    if (account?.brandId !== scope.brandId) return { kind: 'refused', reason: say('goals:problem.account'), where: 'accountId' }
  }
  return { kind: 'noted', decision: withDue(await insertDecision(db, scope, input, { by, now: services.now() }), today) }
}

/** Null when there is none. Cost: one series, for decisions of which a number was expected. */
export const readDecision = async (
  services: Services,
  scope: Scope & { decisionId: string },
): Promise<{ decision: Decision; evidence: DecisionEvidence } | null> => {
  const { db } = services.database
  const [brand, [row]] = await Promise.all([
    findBrand(db, scope.workspaceId, scope.brandId),
    listDecisions(db, scope, { id: scope.decisionId }),
  ])
  if (brand === null || row === undefined) return null
  const today = todayIn(services, brand.timeZone)
  const decision = withDue(row, today)
  const { expectation } = row
  if (expectation === null) return { decision, evidence: tellEvidence(null, null) }
  const { metric, accountId } = expectation
  const known = await readFollowed(services, {
    workspaceId: scope.workspaceId,
    brandId: scope.brandId,
    timeZone: brand.timeZone,
    metric,
    ...(accountId === null ? {} : { accountId }),
  })
  const { history } = toHistory({ known, timeZone: brand.timeZone })
  // A verdict stands on what was known then; the number may go on.
  const until = row.checkedAt === null ? today : row.checkedAt.slice(0, 10)
  return { decision, evidence: tellEvidence(expectation, measureSince(history, { metric, decidedOn: row.decidedOn, until })) }
}

export const checkDecision = async (
  services: Services,
  scope: Scope & { decisionId: string },
  said: { verdict: Verdict; note: string; by: string },
): Promise<Decision | null> => {
  const row = await saveVerdict(services.database.db, scope, { ...said, now: services.now() })
  return row === null ? null : { ...row, due: false }
}
