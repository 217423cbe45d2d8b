/** Puts a candidate together as one person may see it. */
import type { Candidate, CandidateSummary } from '../../../contract/vetting.ts'
import type { Claim } from '../../../contract/vetting-claims.ts'
import type { Services } from '../../services.ts'
import { readNeeds } from '../strategy/index.ts'
import { hideIdentity } from './identity.ts'
import { measureAgreement } from './interview.ts'
import { weighFit, weighPrice } from './price.ts'
import {
  type CandidateRow,
  listCandidates,
  listClaims,
  listSheets,
  listTables,
  type One,
  type Scope,
  type SheetRow,
} from './store/candidates.ts'
import { findCheck } from './store/checks.ts'
import { listWorks } from './store/works.ts'

const countsOf = (claims: readonly Pick<Claim, 'result'>[]): CandidateSummary['counts'] => {
  const of = (verdict: string) => claims.filter(({ result }) => result?.verdict === verdict).length
  return {
    proven: of('proven'),
    contradicted: of('contradicted'),
    unproven: of('unproven'),
    unchecked: claims.filter(({ result }) => result === null).length,
  }
}

/** Whether this person's own scores of the interview are in. */
const hasScored = (sheets: readonly SheetRow[], userId: string) =>
  sheets.some((sheet) => sheet.form === 'interview' && sheet.userId === userId)

/** Everything of one candidate, nothing hidden: for checks and for those who may see it. */
export const readWhole = async (
  services: Services,
  one: One,
  userId: string,
): Promise<{ candidate: Candidate; scored: boolean } | null> => {
  const { db } = services.database
  const row = (await listCandidates(db, one, one.candidateId))[0]
  if (row === undefined) return null
  const [claims, tables, sheets, strategy] = await Promise.all([
    listClaims(db, one.workspaceId, [row.id]),
    listTables(db, one),
    listSheets(db, one.workspaceId, [row.id]),
    readNeeds(services, one),
  ])
  const [works, checking] = await Promise.all([listWorks(db, one), findCheck(db, one)])
  const scored = hasScored(sheets, userId)
  const open = sheets.filter((sheet) => scored || sheet.userId === userId || sheet.form === 'reference')
  return {
    scored,
    candidate: {
      ...row,
      masked: false,
      counts: countsOf(claims),
      claims: claims.map(({ candidateId: _candidateId, ...claim }) => claim),
      handed: tables.map(({ data: _data, ...table }) => table),
      sheets: open.map(({ id, form, userName, source, confirms, scores, submittedAt, userId: by }) => {
        const work = form === 'trial' ? works.find((known) => known.id === source) : undefined
        const shared = { id, form, by: userName, confirms, scores, submittedAt, mine: by === userId }
        return { ...shared, source: form === 'trial' ? (work?.title ?? '') : source, workId: work?.id ?? null }
      }),
      sheetsWaiting: sheets.length - open.length,
      agreement: measureAgreement(open.map((sheet) => ({ ...sheet, by: sheet.userName }))),
      realism: weighPrice(row, strategy),
      works,
      checking,
      fit: weighFit(row, strategy),
    },
  }
}

/** One candidate as this person may see it; null when there is none. */
export const readCandidate = async (services: Services, one: One, userId: string): Promise<Candidate | null> => {
  const whole = await readWhole(services, one, userId)
  if (whole === null) return null
  return whole.candidate.hideIdentity && !whole.scored ? hideIdentity(whole.candidate) : whole.candidate
}

const summary = (row: CandidateRow, claims: readonly Pick<Claim, 'result'>[], masked: boolean): CandidateSummary => ({
  ...row,
  ...(masked ? { name: `#${row.id.slice(-4).toUpperCase()}`, portfolio: null, pictureUrl: null, notes: '', consent: null } : {}),
  masked,
  counts: countsOf(claims),
})

/** All candidates of a brand, newest first. Cost: three statements. */
export const readCandidates = async (services: Services, scope: Scope, userId: string): Promise<CandidateSummary[]> => {
  const { db } = services.database
  const rows = await listCandidates(db, scope)
  const ids = rows.map(({ id }) => id)
  const [claims, sheets] = await Promise.all([listClaims(db, scope.workspaceId, ids), listSheets(db, scope.workspaceId, ids)])
  return rows.map((row) => {
    const theirs = sheets.filter(({ candidateId }) => candidateId === row.id)
    return summary(
      row,
      claims.filter(({ candidateId }) => candidateId === row.id),
      row.hideIdentity && !hasScored(theirs, userId),
    )
  })
}
