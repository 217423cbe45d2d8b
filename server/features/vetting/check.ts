/** Checks the claims of a candidate: gathers what can be found, step by step, and decides. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Claim, ClaimResult } from '../../../contract/vetting-claims.ts'
import type { ShownAccount } from '../../../statistics/classify/account-features.ts'
import { errorsElsewhere } from '../../../statistics/classify/fake-model.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'
import { drawFollowers, readErrors } from '../audience/index.ts'
import { readPage, readPublic } from './connect.ts'
import { decideClaim } from './decide.ts'
import { type Findings } from './decide/findings.ts'
import { pageOf } from './decide/said.ts'
import type { CommentRow } from './measure/engagers.ts'
import type { Day, PostRow } from './measure/claims.ts'
import { type CandidateRow, listClaims, listSheets, listTables, type One } from './store/candidates.ts'

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

/** Followers of one of the brand's own accounts, drawn from the network itself. */
const drawOwn = async (services: Services, one: One, handle: string, signal: AbortSignal): Promise<Findings['followers']> => {
  const own = (await listAccounts(services.database.db, one)).find((account) => bareHandle(account.handle) === bareHandle(handle))
  if (own === undefined || own.state !== 'connected') return []
  const account = { workspaceId: one.workspaceId, brandId: one.brandId, accountId: own.id }
  const read = await drawFollowers(services, account, { size: drawn, seed: 'vetting', signal })
  if (read.kind !== 'drawn') return []
  const errors = await readErrors(services, own.network)
  const { sample, population } = read.drawn
  const rows = sample.map(({ shown }) => shown)
  return [{ account: handle, source: 'own', rows, errors, isTried: errors !== errorsElsewhere, population }]
}

/** Told before each thing that is looked at; throws where the check should end. */
export type Step = (at: { done: number; total: number; what: Sentence | null }) => Promise<void>
interface Run {
  step: Step
  signal: AbortSignal
}

/** The pages that claims name; of a client without a page of its own, the candidate's portfolio. */
const pagesOf = (claims: readonly Claim[], portfolio: string | null) => {
  const asked = claims.flatMap((claim) => {
    const url = pageOf(claim, portfolio)
    return url === null ? [] : [{ url, expected: claim.expected, portfolio }]
  })
  return [...new Map(asked.map((page) => [JSON.stringify(page), page])).values()]
}

const handlesOf = (claims: readonly Claim[], types: readonly Claim['type'][]) => [
  ...new Set(claims.flatMap(({ type, account }) => (types.includes(type) && account !== null && account !== '' ? [account] : []))),
]

const gather = async (services: Services, one: One, candidate: CandidateRow, claims: readonly Claim[], run: Run): Promise<Findings> => {
  const { db } = services.database
  const [tables, sheets] = await Promise.all([listTables(db, one), listSheets(db, one.workspaceId, [one.candidateId])])
  const of = <Row>(kind: string) =>
    tables.filter((table) => table.kind === kind).map(({ account, data }) => ({ account, rows: data as Row[] }))
  const [handles, audiences] = [handlesOf(claims, ['growth', 'engagement']), handlesOf(claims, ['audience'])]
  const asked = pagesOf(claims, candidate.portfolio)
  const total = handles.length + audiences.length + asked.length
  let done = 0
  const step = async (key: string, values: Record<string, string>) => {
    await run.step({ done, total, what: say(`vetting:checking.${key}`, values) })
    done += 1
  }
  const accounts: Findings['accounts'] = of<Day>('history').map(({ account, rows }) => ({ account, source: 'handed', days: rows }))
  for (const account of handles) {
    await step('account', { account })
    const [seen, own] = [await readPublic(services, one, account), await readOwn(services, one, account)]
    if (seen !== null) accounts.push({ account, source: 'public', days: seen })
    if (own !== null) accounts.push({ account, source: 'own', days: own })
  }
  const followers = await listsOf(services, tables)
  for (const account of audiences) {
    await step('followers', { account })
    followers.push(...(await drawOwn(services, one, account, run.signal)))
  }
  const pages: Findings['pages'] = []
  for (const page of asked) {
    await step('page', { url: page.url })
    pages.push(await readPage(services, page, run.signal))
  }
  await run.step({ done: total, total, what: null })
  return {
    accounts,
    posts: of<PostRow>('posts'),
    followers,
    comments: of<CommentRow>('comments'),
    pages,
    portfolio: candidate.portfolio,
    references: sheets.filter(({ form }) => form === 'reference').map(({ confirms }) => confirms),
    price: candidate.price,
  }
}

/** Decides all claims, those without anything to look at as well, and keeps nothing. Cost: a call for each account and page. */
export const checkClaims = async (
  services: Services,
  one: One,
  candidate: CandidateRow,
  run: Run = { step: async () => undefined, signal: new AbortController().signal },
): Promise<{ claimId: string; result: ClaimResult }[]> => {
  const claims = await listClaims(services.database.db, one.workspaceId, [one.candidateId])
  const findings = await gather(services, one, candidate, claims, run)
  const checkedAt = services.now().toISOString()
  return claims.map(({ candidateId: _candidateId, ...claim }) => ({
    claimId: claim.id,
    result: { ...decideClaim(claim, findings), checkedAt },
  }))
}
