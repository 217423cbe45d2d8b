/** Checks the claims of a candidate: gathers what can be found, decides, and keeps the results. */
import type { Claim } from '../../../contract/vetting-claims.ts'
import type { ShownAccount } from '../../../statistics/classify/account-features.ts'
import { errorsElsewhere } from '../../../statistics/classify/fake-model.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'
import { drawFollowers, readErrors } from '../audience/index.ts'
import { readPage, readPublic } from './connect.ts'
import { decideClaim, type Findings } from './decide.ts'
import type { CommentRow } from './measure/engagers.ts'
import type { Day, PostRow } from './measure/claims.ts'
import { type CandidateRow, listClaims, listSheets, listTables, type One, saveResult } from './store/candidates.ts'

const bareHandle = (handle: string) => handle.trim().replace(/^@/, '').toLowerCase()

/** An account of the brand's own, by what Athar has kept of it. */
const readOwn = async (services: Services, one: One, handle: string): Promise<Day[] | null> => {
  const { db } = services.database
  const account = (await listAccounts(db, one)).find((own) => bareHandle(own.handle) === bareHandle(handle))
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

/** Lists that were handed over, each with how the judge errs on the network that it is said to be from. */
const listsOf = (services: Services, tables: Awaited<ReturnType<typeof listTables>>): Promise<Findings['followers']> =>
  Promise.all(
    tables
      .filter(({ kind }) => kind === 'followers')
      .map(async ({ account, network, data }) => {
        const errors = await readErrors(services, network ?? '')
        const isTried = errors !== errorsElsewhere
        return { account, source: 'handed' as const, rows: data as ShownAccount[], errors, isTried, population: null }
      }),
  )

/** How many followers a check looks at; more would not help where the judge itself is in doubt. */
const drawn = 1000

/** Followers of the brand's own accounts that claims are about, drawn from the network itself. */
const drawOwn = async (services: Services, one: One, claims: readonly Claim[]): Promise<Findings['followers']> => {
  const wanted = new Set(claims.flatMap(({ type, account }) => (type === 'audience' && account !== null ? [bareHandle(account)] : [])))
  const found: Findings['followers'] = []
  for (const own of await listAccounts(services.database.db, one)) {
    if (!wanted.has(bareHandle(own.handle)) || own.state !== 'connected') continue
    const account = { workspaceId: one.workspaceId, brandId: one.brandId, accountId: own.id }
    const read = await drawFollowers(services, account, { size: drawn, seed: 'vetting', signal: undefined })
    if (read.kind === 'refused') continue
    const errors = await readErrors(services, own.network)
    const { sample, population } = read.drawn
    const rows = sample.map(({ shown }) => shown)
    found.push({ account: own.handle, source: 'own', rows, errors, isTried: errors !== errorsElsewhere, population })
  }
  return found
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
    followers: [...(await listsOf(services, tables)), ...(await drawOwn(services, one, claims))],
    comments: of<CommentRow>('comments'),
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
