/** The weekly review: written once a week on Monday in the brand's zone, corrected, decided in, and handed out. */
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { closeHeavy } from '../../heavy/heavy.ts'
import type { Letter } from '../../mail/mail.ts'
import { recordAccountReadings } from '../results/index.ts'
import { reviewJobs } from './jobs.ts'
import { measureFollowers, measureRates } from './measure.ts'
import { listBrandsToReview } from './store.ts'

const database = await testDatabase()
const fake = fakeNetwork()
// A Monday.
let now = new Date('2026-05-04T09:00:00Z')
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer, manager } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
afterAll(closeHeavy)
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'week' } })
await recordAccountReadings(
  database.db,
  { workspaceId: team.workspaceId, origin: 'api' },
  Array.from({ length: 123 }, (_, day) => ({
    accountId: account.id as string,
    metric: 'followers' as const,
    value: 1000 + 3 * day + (day % 4) + (day > 118 ? 200 : 0),
    observedAt: new Date(Date.UTC(2026, 0, 1 + day, 6)),
  })),
)
const runJobs = async () => {
  const [due] = reviewJobs
  const { jobs } = app.services
  const inline = {
    ...jobs,
    enqueue: async (job: { run: (...args: never[]) => Promise<void> }, data: object) => {
      await job.run(app.services as never, data as never, new AbortController().signal as never)
      return ''
    },
  }
  await due?.run({ ...app.services, jobs: inline as never }, {} as never, new AbortController().signal)
}
const list = async () => (await viewer('GET', `${base}/reviews`)).body

test('it is Monday six o’clock in the brand’s zone, not the server’s', async () => {
  const due = async (at: string) => (await listBrandsToReview(database.db, new Date(at))).map(({ monday }) => monday)
  expect((await manager('PATCH', base, { timeZone: 'Pacific/Auckland' })).status).toBe(200)
  expect(await due('2026-05-03T17:59:00Z')).toEqual([])
  expect(await due('2026-05-03T18:01:00Z')).toEqual(['2026-04-27'])
  expect((await manager('PATCH', base, { timeZone: 'America/Bogota' })).status).toBe(200)
  expect(await due('2026-05-04T10:59:00Z')).toEqual([])
  expect(await due('2026-05-04T11:01:00Z')).toEqual(['2026-04-27'])
  expect((await manager('PATCH', base, { timeZone: 'UTC' })).status).toBe(200)
})

test('the job writes last week once, whatever happens twice', async () => {
  expect((await list()).lastWeek).toEqual({ from: '2026-04-27', to: '2026-05-03', written: false })
  await runJobs()
  await runJobs()
  const { reviews, lastWeek } = await list()
  expect([reviews.length, lastWeek.written]).toEqual([1, true])
  const both = await Promise.all([marketer('POST', `${base}/reviews`), marketer('POST', `${base}/reviews`)])
  expect(both.map(({ body }) => body.id)).toEqual([reviews[0].id, reviews[0].id])
  const { body } = await viewer('GET', `${base}/reviews/${reviews[0].id}`)
  const followers = body.items.find(({ id }: { id: string }) => id.startsWith('followers/'))
  // 200 came at once in that week.
  expect(followers.words).toMatchObject({ key: 'review:changed.followers-more' })
  expect(followers.words.values.added).toBeGreaterThan(200)
  expect(followers.estimate.interval[0]).toBeGreaterThan(0)
  expect(body.items.map(({ words }: { words: { key?: string } }) => words.key)).toContain('review:changed.rateThin')
  expect((await viewer('GET', `${base}/today`)).body.items.map(({ what }: { what: { key: string } }) => what.key)).toContain(
    'review:today.written',
  )
})

test('words are changed, lines left out and added; somebody else’s newer version is not overwritten', async () => {
  const { id } = (await list()).reviews[0]
  const { body: before } = await viewer('GET', `${base}/reviews/${id}`)
  const [first, second] = before.items as { id: string; section: string }[]
  const edit = (change: object) =>
    marketer('PUT', `${base}/reviews/${id}`, { version: before.version, note: 'A good week', items: [], ...change })
  expect((await viewer('PUT', `${base}/reviews/${id}`, { version: 1, note: '', items: [] })).status).toBe(403)
  const { body } = await edit({
    headline: 'Ours went well',
    items: [
      { id: first?.id, own: 'In our words', hidden: false },
      { id: second?.id, own: null, hidden: true },
    ],
    added: [{ section: 'next', text: 'Try mornings' }],
  })
  expect(body).toMatchObject({
    version: before.version + 1,
    note: 'A good week',
    headline: { text: 'Ours went well' },
    editedBy: expect.any(String),
  })
  expect(body.items).toHaveLength(before.items.length + 1)
  expect((await edit({})).body.data.sentence.key).toBe('review:problem.newer')
  const report = (await viewer('GET', `${base}/reviews/${id}/report`)).body
  const text = JSON.stringify(report)
  expect(text).toContain('In our words')
  expect(text).toContain('Try mornings')
  const hidden = body.items.find((item: { id: string }) => item.id === second?.id)
  expect(text).not.toContain(JSON.stringify(hidden.words))
  const line = body.items.find((item: { words: { text?: string } }) => item.words.text === 'Try mornings')
  const emptied = await marketer('PUT', `${base}/reviews/${id}`, {
    version: body.version,
    note: '',
    items: [{ id: line.id, own: '', hidden: false }],
  })
  expect(JSON.stringify(emptied.body.items)).not.toContain('Try mornings')
})

test('a decision is taken in the review, and stands in what is handed out: a link, a PDF, a mail', async () => {
  const { id } = (await list()).reviews[0]
  await marketer('POST', `${base}/decisions`, {
    decision: { words: 'We try mornings', because: 'Nobody did', decidedOn: '2026-05-04', checkOn: '2026-06-15', reviewId: id },
  })
  expect((await viewer('GET', `${base}/reviews/${id}`)).body.decisions).toMatchObject([{ words: 'We try mornings' }])
  const made = await marketer('POST', `${base}/reviews/${id}/shares`, { options: { days: 7, language: 'ar' } })
  const opened = await app.visitor()('POST', `/shared/${made.body.url.split('/').at(-1)}`, {})
  expect(JSON.stringify(opened.body.report)).toContain('We try mornings')
  const signed = await viewer('GET', `${base}/reviews/${id}/review.pdf`)
  expect([signed.status, signed.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect((await viewer('GET', `${base}/reviews/x/review.pdf`)).status).toBe(404)
  const refused = await marketer('POST', `${base}/reviews/${id}/mail`, { to: ['salma@example.org'], language: 'ar' })
  expect([refused.status, refused.body.data.sentence.key]).toEqual([422, 'report:mail.notSet'])
  const letters: Letter[] = []
  app.services.mail = { ready: true, send: async (letter) => void letters.push(letter), close: () => {} }
  const sent = await marketer('POST', `${base}/reviews/${id}/mail`, { to: ['salma@example.org', 'omar@example.org'], language: 'ar' })
  expect(sent.body).toEqual({ sent: 2 })
  expect(letters.map(({ to }) => to)).toEqual(['salma@example.org', 'omar@example.org'])
  expect(letters[0]?.html).toContain('dir="rtl"')
  expect(
    Buffer.from(letters[0]?.attachments?.[0]?.content ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect((await marketer('POST', `${base}/reviews/${id}/mail`, { to: ['nobody'], language: 'ar' })).status).toBe(400)
})

test('a brand without an account is not written about by itself', async () => {
  now = new Date('2026-05-11T09:00:00Z')
  await database.db.deleteFrom('account').where('workspace_id', '=', team.workspaceId).execute()
  expect(await listBrandsToReview(database.db, now)).toEqual([])
})

test('a usual week lies within its own range, and three posts on each side are needed', () => {
  // The Sundays from 1 March on, with what each week added.
  let value = 100
  const days = [0, 10, 12, 11, 13, 12, 10, 11, 13, 12].map((added, week) => ({
    day: new Date(Date.UTC(2026, 2, 1 + 7 * week)).toISOString().slice(0, 10),
    value: (value += added),
  }))
  const usual = measureFollowers(days, { from: '2026-04-27', to: '2026-05-03' })
  expect([usual?.added, usual?.usual?.n, usual?.usual?.mean]).toEqual([12, 8, 11.5])
  expect(usual?.added).toBeGreaterThanOrEqual(usual?.usual?.low ?? 99)
  expect(usual?.added).toBeLessThanOrEqual(usual?.usual?.high ?? 0)
  expect(measureFollowers(days.slice(0, 3), { from: '2026-04-27', to: '2026-05-03' })).toBeNull()
  const post = (day: string, rate: number | null) => ({ id: day, day, excerpt: '', rate })
  const before = [0.02, 0.021, 0.019, 0.02].map((rate, index) => post(`2026-04-${10 + index}`, rate))
  const week = { from: '2026-04-27', to: '2026-05-03' }
  expect(measureRates([...before, post('2026-04-28', 0.04), post('2026-04-29', null)], week)).toEqual({
    kind: 'too-little-data',
    have: 1,
    need: 3,
  })
  const found = measureRates([...before, ...[0.04, 0.041, 0.039].map((rate, index) => post(`2026-04-${28 + index}`, rate))], week)
  expect(found.kind).toBe('change')
  if (found.kind === 'change') expect(found.ratio).toBeCloseTo(2, 1)
})
