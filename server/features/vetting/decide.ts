/** What becomes of a claim: proven, contradicted or unproven, by what was found; what is missing never speaks against anybody. */
import type { Claim, ClaimInput, ClaimResult } from '../../../contract/vetting-claims.ts'
import type { Estimate } from '../../../contract/metrics.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { type Decided, type Findings, round, type Source, unproven } from './decide/findings.ts'
import { guarantee, price, shown } from './decide/said.ts'
import { type Engagers, measureEngagers } from './measure/engagers.ts'
import { type Day, type Measured, measureAudience, measureEngagement, measureGrowth, measureTotal, withPosts } from './measure/claims.ts'

/** People round; a claim within a tenth of what was measured is the same number. */
export const tolerance = 0.1
/** Above this part of the growth, jumps that no post explains carry the claim. */
const mostUnexplained = 0.25

const bare = (handle: string) => handle.trim().replace(/^@/, '').toLowerCase()
const sourceStrength = { public: 'strong', own: 'strong', handed: 'moderate' } as const

/** Holds a claimed figure against an interval, and a proof against the wider one. Above what was claimed is fine. */
const compare = (claimed: number, { interval }: Estimate, proof = interval): 'proven' | 'contradicted' | 'unproven' => {
  const least = claimed - Math.abs(claimed) * tolerance
  return proof[0] >= least ? 'proven' : interval[1] < least ? 'contradicted' : 'unproven'
}

const evidenceOf = (claim: ClaimInput, estimate: Estimate, method: Sentence, rows: Day[] | null): ClaimResult['evidence'] => ({
  method,
  period: claim.from !== null && claim.to !== null ? { from: claim.from, to: claim.to } : null,
  n: estimate.n,
  assumptions: [{ words: say('vetting:assumption.theirs'), holds: null }],
  rows:
    rows === null
      ? null
      : {
          columns: [say('vetting:ui.day'), say('vetting:ui.followers'), say('vetting:ui.posts'), say('vetting:ui.engagements')],
          cells: rows.slice(0, 300).map(({ day, followers, posts, engagements }) => [day, followers, posts, engagements]),
          total: rows.length,
        },
  page: 'vetting',
})

const held = (
  claim: ClaimInput,
  claimed: number,
  estimate: Estimate,
  unit: 'number' | 'percent',
  source: Source,
  rest: { method: string; notes?: Sentence[]; rows?: Day[]; proof?: [number, number] | undefined },
): Decided => {
  const verdict = compare(claimed, estimate, rest.proof)
  const { value, interval, n } = estimate
  const values = { claimed, value: round(value), low: round(interval[0]), high: round(interval[1]), n, unit: unit === 'percent' ? '%' : '' }
  return {
    verdict,
    strength: verdict === 'unproven' ? 'weak' : sourceStrength[source],
    reason: say(`vetting:reason.${verdict}`, values),
    notes: [say(`vetting:source.${source}`), ...(rest.notes ?? [])],
    estimate,
    unit,
    evidence: evidenceOf(claim, estimate, say(`vetting:method.${rest.method}`), rest.rows ?? null),
  }
}

type Dated = ClaimInput & { from: string; to: string; figure: number; account: string }
const rank: Record<Source, number> = { public: 0, own: 1, handed: 2 }

const growth = (claim: Dated, findings: Findings): Decided => {
  const sources = findings.accounts
    .filter(({ account }) => bare(account) === bare(claim.account))
    .toSorted((a, b) => rank[a.source] - rank[b.source])
  if (sources.length === 0) return unproven('noHistory', { account: claim.account })
  const measured = sources.map(({ days, source }) => ({ source, answer: measureGrowth(days, claim.from, claim.to) }))
  const best = measured.find(({ answer }) => answer.kind === 'growth') ?? measured[0]
  if (best === undefined) return unproven('noHistory', { account: claim.account })
  const { answer, source } = best
  if (answer.kind === 'no-history') return unproven('noHistory', { account: claim.account })
  if (answer.kind === 'one-reading') return unproven('oneReading', { account: claim.account })
  if (answer.kind === 'not-covered') return unproven('notCovered', { account: claim.account, from: claim.from, to: claim.to })
  const isPercent = claim.unit === 'percent'
  const estimate = isPercent ? answer.change : answer.gained
  if (estimate === null) return unproven('fromZero', { account: claim.account })
  const decided = held(claim, claim.figure, estimate, isPercent ? 'percent' : 'number', source, { method: 'growth', rows: answer.rows })
  const share = answer.gained.value > 0 ? Math.min(1, answer.unexplained / answer.gained.value) : 0
  if (share < mostUnexplained || decided.verdict !== 'proven') return decided
  return {
    ...decided,
    verdict: 'unproven',
    strength: 'weak',
    reason: say('vetting:reason.unexplained', { share: Math.round(100 * share), value: round(estimate.value) }),
  }
}

const measuredClaim = (
  claim: Dated,
  answer: Measured,
  unit: 'number' | 'percent',
  source: Source,
  method: string,
  rows?: Day[],
): Decided => {
  if (answer.kind === 'no-history') return unproven(`no.${method}`, { account: claim.account })
  if (answer.kind === 'not-covered') return unproven('notCovered', { account: claim.account, from: claim.from, to: claim.to })
  if (answer.kind === 'too-little-data') return unproven('tooLittle', { have: answer.have, need: answer.need })
  return held(claim, claim.figure, answer.estimate, unit, source, { method, proof: answer.proof, ...(rows === undefined ? {} : { rows }) })
}

const engagement = (claim: Dated, findings: Findings): Decided => {
  const posts = findings.posts.filter(({ account }) => bare(account) === bare(claim.account)).flatMap((table) => table.rows)
  const own = findings.accounts.filter(({ account }) => bare(account) === bare(claim.account))
  // What an account's history does not say of posts, an export may; the weaker of the two sources then counts.
  const joined = posts.length === 0 ? [] : own.map(({ days }) => ({ days: withPosts(days, posts), source: 'handed' as const }))
  const sources = [...own.toSorted((a, b) => rank[a.source] - rank[b.source]), ...joined]
  const tried = sources.map(({ days, source }) => ({ days, source, answer: measureEngagement(days, claim.from, claim.to) }))
  const best = tried.find(({ answer }) => answer.kind === 'measured') ?? tried[0]
  if (best === undefined) return unproven('noHistory', { account: claim.account })
  const rows = best.days.filter(({ day }) => day >= claim.from && day <= claim.to)
  const decided = measuredClaim(claim, best.answer, 'percent', best.source, 'engagement', rows)
  const borrowed = best.answer.borrowed ?? 0
  const comments = findings.comments.filter(({ account }) => bare(account) === bare(claim.account)).flatMap((table) => table.rows)
  const engagers = measureEngagers(comments, claim.from, claim.to)
  const notes = [
    ...decided.notes,
    ...(borrowed > 0 && decided.estimate !== null ? [say('vetting:note.borrowed', { n: borrowed })] : []),
    ...noteEngagers(engagers),
  ]
  if (engagers.kind !== 'engagers' || engagers.regulars === null || !engagers.isPod || decided.verdict !== 'proven')
    return { ...decided, notes }
  const { people, share } = engagers.regulars
  const values = { people, share: Math.round(share.value), low: Math.round(share.interval[0]), high: Math.round(share.interval[1]) }
  return {
    ...decided,
    notes,
    verdict: 'unproven',
    strength: 'weak',
    reason: say('vetting:reason.pod', { ...values, posts: engagers.posts }),
  }
}

/** Who is behind the comments, in words; nothing where no list of comments was handed over. */
const noteEngagers = (engagers: Engagers): Sentence[] => {
  if (engagers.kind === 'no-comments') return []
  if (engagers.kind === 'too-little-data') {
    const { have, need, unit } = engagers
    return [say(`vetting:note.few.${unit}`, { have, need })]
  }
  const { people, comments, posts, top } = engagers
  const [low, high] = top.interval.map((end) => Math.round(end)) as [number, number]
  return [say('vetting:note.engagers', { people, comments, posts, top: Math.round(top.value), low, high: Math.min(100, high) })]
}

/** The brand's own reading of an account before a list that was handed over; of several lists the longest. */
const audience = (claim: Dated, findings: Findings): Decided => {
  const list = findings.followers
    .filter(({ account }) => bare(account) === bare(claim.account))
    .toSorted((a, b) => rank[a.source] - rank[b.source] || b.rows.length - a.rows.length)[0]
  if (list === undefined) return unproven('no.audience', { account: claim.account })
  const decided = measuredClaim(
    claim,
    measureAudience(list.rows, list),
    'percent',
    list.source,
    list.isTried ? 'audience' : 'audienceElsewhere',
  )
  if (list.isTried || decided.verdict !== 'unproven' || decided.estimate === null) return decided
  return { ...decided, notes: [...decided.notes, say('vetting:note.nameNetwork')] }
}

const total = (claim: Dated, findings: Findings, what: 'reach' | 'sales'): Decided => {
  const rows = findings.posts.filter(({ account }) => bare(account) === bare(claim.account)).flatMap((table) => table.rows)
  return measuredClaim(claim, measureTotal(rows, what, claim.from, claim.to), 'number', 'handed', what)
}

const needsPeriod = new Set(['growth', 'engagement', 'reach', 'sales'])

/** Decides one claim. Pure; the same findings give the same answer. Cost: that of the measures, at most some 15 ms. */
export const decideClaim = (claim: ClaimInput | Claim, findings: Findings): Decided => {
  if (claim.type === 'guarantees') return guarantee(claim)
  if (claim.type === 'price') return price(claim, findings)
  if (claim.type === 'clients' || claim.type === 'certificates') return shown(claim, findings)
  if (needsPeriod.has(claim.type) && (claim.from === null || claim.to === null)) return unproven('noPeriod')
  if (claim.figure === null) return unproven('noFigure')
  if (claim.account === null || claim.account === '') return unproven('noAccount')
  if (claim.from !== null && claim.to !== null && claim.from >= claim.to)
    return unproven('periodBackwards', { from: claim.from, to: claim.to })
  const dated: Dated = { ...claim, from: claim.from ?? '', to: claim.to ?? '', figure: claim.figure, account: claim.account }
  if (claim.type === 'audience') {
    return audience(dated, findings)
  }
  if (claim.type === 'growth') return growth(dated, findings)
  if (claim.type === 'engagement') return engagement(dated, findings)
  return total(dated, findings, claim.type)
}
