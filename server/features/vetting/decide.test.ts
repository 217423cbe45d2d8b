/** What becomes of claims: figures that hold, figures that do not, and everything that is missing. */
import { expect, test } from 'vitest'
import type { ClaimInput } from '../../../contract/vetting-claims.ts'
import { decideClaim } from './decide.ts'
import { type Findings, type PageOutcome } from './decide/findings.ts'
import type { Day } from './measure/claims.ts'

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
  comments: [],
  pages: [],
  portfolio: null,
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

const engagementClaim = (figure: number): ClaimInput =>
  growth(figure, { type: 'engagement', unit: 'percent', from: '2026-01-11', to: '2026-03-01' })

test('an engagement rate that a small group makes is not proven, and what is said of the comments is told', () => {
  const comments = days
    .slice(10, 40)
    .flatMap(({ day }) =>
      Array.from({ length: 8 }, (_, at) => ({ day, post: null, username: at < 6 ? `friend${at}` : `passer${at}${day}` })),
    )
  const rate = decideClaim(engagementClaim(3), found())
  expect(rate.verdict).toBe('proven')
  const pod = decideClaim(engagementClaim(3), found({ comments: [{ account: '@cafe', rows: comments }] }))
  expect(pod).toMatchObject({ verdict: 'unproven', strength: 'weak', reason: { key: 'vetting:reason.pod', values: { people: 6 } } })
  expect(pod.notes.map(({ key }) => key)).toContain('vetting:note.engagers')
  const few = decideClaim(engagementClaim(3), found({ comments: [{ account: '@cafe', rows: comments.slice(0, 30) }] }))
  expect([few.verdict, few.notes.at(-1)?.key]).toEqual(['proven', 'vetting:note.few.posts'])
})

test('posts of an export fill what the history of followers lacks, and then count as handed over', () => {
  const bareDays = days.map((day) => ({ ...day, posts: null, engagements: null }))
  const rows = days.map(({ day }) => ({ day, reach: null, sales: null, engagements: 50 }))
  const accounts = [{ account: 'cafe', source: 'public' as const, days: bareDays }]
  expect(reason(engagementClaim(3), found({ accounts }))).toBe('vetting:reason.no.engagement')
  const decided = decideClaim(engagementClaim(3), found({ accounts, posts: [{ account: 'cafe', rows }] }))
  expect(decided).toMatchObject({ verdict: 'proven', strength: 'moderate', notes: [{ key: 'vetting:source.handed' }] })
})

test('followers known today only serve the two weeks around, and it is said so', () => {
  const seen = days.slice(20, 60).map((day, at) => ({ ...day, followers: at === 39 ? day.followers : null }))
  const accounts = [{ account: 'cafe', source: 'public' as const, days: seen }]
  const near = decideClaim(growth(3, { type: 'engagement', unit: 'percent', from: '2026-02-16', to: '2026-03-01' }), found({ accounts }))
  expect(near.notes.map(({ key }) => key)).toContain('vetting:note.borrowed')
  expect(near.estimate?.n).toBe(14)
  const far = growth(3, { type: 'engagement', unit: 'percent', from: '2026-01-21', to: '2026-02-10' })
  expect(reason(far, found({ accounts }))).toBe('vetting:reason.no.engagement')
})

test('a list from a network where the judge was tried proves what a list from nowhere leaves open', () => {
  const rows = Array.from({ length: 400 }, (_, at) =>
    at % 10 === 0
      ? { username: `user99${at}123`, fullName: '', hasPicture: false, posts: 0, followers: 2, following: 3000 }
      : { username: 'nourhaddad', fullName: 'Nour Haddad', hasPicture: true, posts: 120, followers: 300 + at, following: 250 },
  )
  const claim = growth(95, { type: 'audience', unit: 'percent', from: null, to: null })
  const list = { account: 'cafe', source: 'handed' as const, rows, population: null }
  const nowhere = { ...list, errors: { found: 9, missed: 1, mistaken: 1, cleared: 9 }, isTried: false }
  const tried = { ...list, errors: { found: 8800, missed: 1200, mistaken: 300, cleared: 9700 }, isTried: true }
  const open = decideClaim(claim, found({ followers: [nowhere] }))
  expect([open.verdict, open.notes.at(-1)?.key]).toEqual(['unproven', 'vetting:note.nameNetwork'])
  expect(decideClaim(claim, found({ followers: [tried] }))).toMatchObject({ verdict: 'proven', strength: 'moderate' })
  expect(decideClaim(claim, found({ followers: [nowhere, { ...tried, source: 'own' }] }))).toMatchObject({
    verdict: 'proven',
    strength: 'strong',
  })
})
