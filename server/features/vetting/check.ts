/** Checks the claims of a candidate: gathers what can be found, decides, and keeps the results. */
import type { Claim } from '../../../contract/vetting.ts'
import type { ShownAccount } from '../../../statistics/classify/account-features.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'
import { readPage, readPublic } from './connect.ts'
import { decideClaim, type Findings } from './decide.ts'
import type { Day, PostRow } from './measure.ts'
import { type CandidateRow, listClaims, listSheets, listTables, type One, saveResult } from './store/candidates.ts'

/** An account of the brand's own, by what Athar has kept of it. */
const readOwn = async (services: Services, one: One, handle: string): Promise<Day[] | null> => {
  const { db } = services.database
  const bare = handle.trim().replace(/^@/, '').toLowerCase()
  const account = (await listAccounts(db, one)).find((own) => own.handle.replace(/^@/, '').toLowerCase() === bare)
  if (account === undefined) return null
  const days = new Map<string, Day>()
  for (const { observedAt, value } of await accountSeries(db, {
    workspaceId: one.workspaceId,
    accountId: account.id,
    metric: 'followers',
  })) {
    const day = observedAt.slice(0, 10)
    days.set(day, { day, followers: value, posts: null, engagements: null })
  }
  for await (const post of eachPost(db, { workspaceId: one.workspaceId, brandId: one.brandId, accountId: account.id })) {
    const kept = days.get(post.publishedAt.slice(0, 10))
    const engagements = engagementsOf(post)
    if (kept === undefined) continue
    kept.posts = (kept.posts ?? 0) + 1
    // A post whose number is not known leaves the day's sum unknown.
    kept.engagements = engagements === null || Number.isNaN(kept.engagements) ? NaN : (kept.engagements ?? 0) + engagements
  }
  return [...days.values()].map((day) => (Number.isNaN(day.engagements) ? { ...day, engagements: null } : day))
}

const gather = async (services: Services, one: One, candidate: CandidateRow, claims: readonly Claim[]): Promise<Findings> => {
  const { db } = services.database
  const [tables, sheets] = await Promise.all([listTables(db, one), listSheets(db, one.workspaceId, [one.candidateId])])
  const of = <Row>(kind: string) =>
    tables.filter((table) => table.kind === kind).map(({ account, data }) => ({ account, rows: data as Row[] }))
  const accounts: Findings['accounts'] = of<Day>('history').map(({ account, rows }) => ({ account, source: 'handed', days: rows }))
  const handles = new Set(
    claims.flatMap(({ type, account }) => (['growth', 'engagement'].includes(type) && account !== null && account !== '' ? [account] : [])),
  )
  for (const account of handles) {
    const [seen, own] = [await readPublic(services, one, account), await readOwn(services, one, account)]
    if (seen !== null) accounts.push({ account, source: 'public', days: seen })
    if (own !== null) accounts.push({ account, source: 'own', days: own })
  }
  const pages: Findings['pages'] = []
  for (const { type, url, expected } of claims) {
    const isAsked = (type === 'clients' || type === 'certificates') && url !== null
    if (isAsked && !pages.some((page) => page.url === url && page.expected === expected))
      pages.push(await readPage(services, { url, expected, portfolio: candidate.portfolio }))
  }
  return {
    accounts,
    posts: of<PostRow>('posts'),
    followers: of<ShownAccount>('followers'),
    pages,
    references: sheets.filter(({ form }) => form === 'reference').map(({ confirms }) => confirms),
    price: candidate.price,
  }
}

/** Checks all claims; those without anything to look at are decided all the same. Cost: a call for each account and page. */
export const checkClaims = async (services: Services, one: One, candidate: CandidateRow): Promise<void> => {
  const { db } = services.database
  const claims = await listClaims(db, one.workspaceId, [one.candidateId])
  const findings = await gather(services, one, candidate, claims)
  const checkedAt = services.now().toISOString()
  for (const { candidateId: _candidateId, ...claim } of claims)
    await saveResult(db, one, claim.id, { ...decideClaim(claim, findings), checkedAt })
}
