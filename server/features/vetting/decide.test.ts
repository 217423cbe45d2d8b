/** What becomes of claims: figures that hold, figures that do not, and everything that is missing. */
import { expect, test } from 'vitest'
import type { ClaimInput } from '../../../contract/vetting.ts'
import { decideClaim, type Findings, type PageOutcome } from './decide.ts'
import type { Day } from './measure.ts'

const none = { account: null, from: null, to: null, figure: null, unit: null, url: null, expected: null, guarantee: null }
const days: Day[] = Array.from({ length: 200 }, (_, at) => ({
  day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
  followers: 1000 + 10 * at,
  posts: 1,
  engagements: 50 + (at % 7),
}))
const found = (rest: Partial<Findings> = {}): Findings => ({
  accounts: [{ account: 'cafe', source: 'public', days }],
  posts: [],
  followers: [],
  pages: [],
  references: [],
  price: null,
  ...rest,
})
const growth = (figure: number | null, rest: Partial<ClaimInput> = {}): ClaimInput => ({
  ...none,
  type: 'growth',
  text: 'I grew it',
  account: '@Cafe',
  from: '2026-01-11',
  to: '2026-05-01',
  figure,
  unit: 'number',
  ...rest,
})
const verdict = (claim: ClaimInput, findings = found()) => decideClaim(claim, findings).verdict
const reason = (claim: ClaimInput, findings = found()) => decideClaim(claim, findings).reason.key

test('growth that the account shows is proven with its interval, three times as much is contradicted', () => {
  const decided = decideClaim(growth(1100), found())
  expect(decided).toMatchObject({ verdict: 'proven', strength: 'strong', estimate: { value: 1100 } })
  expect(decided.evidence?.rows?.total).toBeGreaterThan(100)
  expect(verdict(growth(3300))).toBe('contradicted')
})

test('what is missing is unproven and never a contradiction', () => {
  expect(reason(growth(3300), found({ accounts: [] }))).toBe('vetting:reason.noHistory')
  expect(reason(growth(3300), found({ accounts: [{ account: 'cafe', source: 'public', days: days.slice(0, 1) }] }))).toBe(
    'vetting:reason.oneReading',
  )
  expect(reason(growth(3300, { from: '2025-01-01' }))).toBe('vetting:reason.notCovered')
  expect(reason(growth(100, { from: null }))).toBe('vetting:reason.noPeriod')
  expect(reason(growth(null))).toBe('vetting:reason.noFigure')
  expect(reason(growth(100, { from: '2026-05-01', to: '2026-01-11' }))).toBe('vetting:reason.periodBackwards')
  const one = { ...growth(9, { type: 'engagement' as const, unit: 'percent' as const }) }
  expect(reason(one, found({ accounts: [{ account: 'cafe', source: 'public', days: days.slice(10, 14) }] }))).toBe(
    'vetting:reason.tooLittle',
  )
})

test('growth by a jump that no post explains is not proven', () => {
  const jumped = days.map((day, at) => ({ ...day, followers: 1000 + at + (at > 90 ? 3000 : 0) }))
  expect(reason(growth(3000), found({ accounts: [{ account: 'cafe', source: 'public', days: jumped }] }))).toBe(
    'vetting:reason.unexplained',
  )
})

test('virality and followers for a price are contradictions by themselves, in both languages', () => {
  const claim: ClaimInput = { ...none, type: 'guarantees', text: 'Satisfied or not', guarantee: 'virality' }
  expect(decideClaim(claim, found())).toMatchObject({ verdict: 'contradicted', strength: 'strong' })
  expect(verdict({ ...claim, guarantee: 'other', text: 'We guarantee 10,000 followers for $99' })).toBe('contradicted')
  expect(verdict({ ...claim, guarantee: 'other', text: 'نضمن لك ١٠ آلاف متابع' })).toBe('contradicted')
  expect(verdict({ ...claim, guarantee: 'refund', text: 'Money back' })).toBe('unproven')
})

test.each<PageOutcome>(['not-shown', 'opened', 'refused-address', 'loop', 'too-large', 'too-slow', 'unreachable', 'not-a-page', 'status'])(
  'a page that is %s leaves the claim unproven, with its sentence',
  (outcome) => {
    const claim: ClaimInput = { ...none, type: 'clients', text: 'Client', url: 'https://a.example/', expected: 'Sami' }
    const page = { url: 'https://a.example/', expected: 'Sami', outcome, isOwn: false }
    expect(decideClaim(claim, found({ pages: [page] }))).toMatchObject({
      verdict: 'unproven',
      reason: { key: `vetting:reason.page.${outcome}` },
    })
    expect(verdict(claim, found({ pages: [{ ...page, outcome: 'shown' }] }))).toBe('proven')
    expect(verdict(claim, found({ pages: [{ ...page, outcome: 'shown', isOwn: true }] }))).toBe('unproven')
  },
)
