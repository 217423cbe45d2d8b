/** Claims that pages, people and plain sense decide: clients, certificates, prices, guarantees. */
import type { ClaimInput } from '../../../../contract/vetting-claims.ts'
import { say } from '../../../../contract/sentence.ts'
import { type Decided, type Findings, round, unproven } from './findings.ts'

/** The page that is looked at for a claim; a client that is only named is looked for on the candidate's own site. */
export const pageOf = ({ type, url, expected }: ClaimInput, portfolio: string | null): string | null => {
  if (type !== 'clients' && type !== 'certificates') return null
  return url ?? (expected === null || expected === '' ? null : portfolio)
}

export const shown = (claim: ClaimInput, findings: Findings): Decided => {
  const url = pageOf(claim, findings.portfolio)
  const denied = findings.references.filter((word) => word === false).length
  const confirmed = findings.references.filter((word) => word === true).length
  const notes = confirmed > 0 ? [say('vetting:note.confirmed', { n: confirmed })] : []
  if (claim.type === 'clients' && denied > 0 && confirmed === 0) {
    return { ...unproven('referenceDenies', { n: denied }), verdict: 'contradicted', strength: 'moderate' }
  }
  if (url === null) {
    return claim.type === 'clients' && confirmed > 1
      ? { ...unproven('referencesConfirm', { n: confirmed }), verdict: 'proven', strength: 'moderate' }
      : unproven('noLink', {}, notes)
  }
  const page = findings.pages.find((one) => one.url === url && one.expected === claim.expected)
  if (page === undefined) return unproven('page.unreachable', { url }, notes)
  const values = { url: page.url, expected: page.expected ?? '' }
  if (page.outcome !== 'shown') return unproven(`page.${page.outcome}`, values, notes)
  if (page.isOwn) return unproven('page.own', values, notes)
  return { ...unproven('page.shown', values, notes), verdict: 'proven', strength: 'moderate' }
}

/** What a price buys can be counted: hours promised against the usual rate. */
export const price = (claim: ClaimInput, { price: asked }: Findings): Decided => {
  if (asked === null || asked.rate === null || claim.figure === null || claim.figure <= 0) return unproven('price.open')
  const hourly = asked.amount / claim.figure
  const values = { hourly: round(hourly), currency: asked.currency, low: asked.rate[0], high: asked.rate[1], hours: claim.figure }
  if (hourly >= asked.rate[0] / 2) return unproven('price.possible', values)
  return { ...unproven('price.tooLow', values), verdict: 'contradicted', strength: 'moderate' }
}

/** What nobody can promise, said in either language. */
const impossible: [NonNullable<ClaimInput['guarantee']>, RegExp][] = [
  ['virality', /\bviral|\bgo(es)? viral|فيروسي|ترند|تنتشر حتم/iu],
  ['followers', /(guarantee|promise|buy|deliver|نضمن|أضمن|مضمون)[^.]{0,60}(follower|subscriber|متابع)/iu],
  ['reach', /(guarantee|promise|نضمن|أضمن|مضمون)[^.]{0,60}(views|reach|impressions|مشاهد|وصول|ظهور)/iu],
]
export const guarantee = (claim: ClaimInput): Decided => {
  const kind = impossible.find(([, pattern]) => pattern.test(claim.text))?.[0] ?? claim.guarantee
  if (kind === 'virality' || kind === 'followers' || kind === 'reach') {
    return { ...unproven(`guarantee.${kind}`), verdict: 'contradicted', strength: 'strong' }
  }
  return unproven('guarantee.other')
}
