/** Links to documents: who may open them, for how long, and what guessing brings. */
import { expect, test } from 'vitest'
import { say } from '../../../contract/sentence.ts'
import type { Report } from '../../../contract/report.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { makeShare } from './index.ts'

const database = await testDatabase()
let now = new Date('2026-03-02T09:00:00Z')
const app = await testApp(database, { now: () => now })
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`

const report: Report = {
  title: { text: 'المراجعة' },
  answer: say('report:madeAt', { when: '2026-03-01' }),
  brand: 'Café',
  period: { from: '2026-02-23', to: '2026-03-01' },
  madeAt: '2026-03-02T09:00:00.000Z',
  blocks: [
    {
      kind: 'estimates',
      noDifference: 0,
      items: [{ label: { text: 'Reach' }, estimate: { value: 0.2, interval: [0.1, 0.3], level: 0.8, n: 40 }, unit: 'change', note: null }],
    },
  ],
}
const share = async (pin?: string, days = 30) => {
  const made = await makeShare(
    app.services,
    { workspaceId: team.workspaceId, brandId: team.brandId, userId: 'layla' },
    { kind: 'review', subjectId: 'week-9', report, options: { days, language: 'ar', ...(pin === undefined ? {} : { pin }) } },
  )
  return { id: made.share.id, token: made.url.split('/').at(-1) as string }
}
const open = (token: string, pin?: string) => app.visitor()('POST', `/shared/${token}`, pin === undefined ? {} : { pin })

test('whoever has the link reads the document as it was frozen, and nothing else', async () => {
  const { token, id } = await share()
  expect((await open(token)).body).toMatchObject({ kind: 'report', language: 'ar', report })
  expect((await open(`${token.slice(0, -1)}_`)).body).toEqual({ kind: 'gone' })
  const listed = (await team.as.viewer('GET', `${base}/shares?kind=review&subjectId=week-9`)).body as { id: string; openedCount: number }[]
  expect(listed.find((one) => one.id === id)?.openedCount).toBe(1)
  expect(JSON.stringify(listed)).not.toContain(token)
})

test('a link that ended and one taken back look like one that never was, and the document is gone with it', async () => {
  const ended = await share(undefined, 1)
  const taken = await share()
  expect((await team.as.viewer('POST', `${base}/shares/${taken.id}/revoke`)).status).toBe(403)
  expect((await team.stranger.call('POST', `${base}/shares/${taken.id}/revoke`)).status).toBe(404)
  expect((await team.as.marketer('POST', `${base}/shares/${taken.id}/revoke`)).status).toBe(200)
  expect((await open(taken.token)).body).toEqual({ kind: 'gone' })
  const { rows } = await database.pool.query('select report from share where id = $1', [taken.id])
  expect(rows[0].report).toEqual({})
  now = new Date(now.getTime() + 86_400_000)
  expect((await open(ended.token)).body).toEqual({ kind: 'gone' })
})

test('a PIN is asked for, and guessing it comes to rest', async () => {
  const { token } = await share('4711')
  expect((await open(token)).body).toEqual({ kind: 'needs-pin', wrong: false })
  expect((await open(token, '4711')).body.kind).toBe('report')
  for (let guess = 0; guess < 5; guess++) expect((await open(token, `000${guess}`)).body).toEqual({ kind: 'needs-pin', wrong: true })
  expect((await open(token, '4711')).body).toEqual({ kind: 'needs-pin', wrong: true })
  now = new Date(now.getTime() + 16 * 60_000)
  expect((await open(token, '4711')).body.kind).toBe('report')
  const { rows } = await database.pool.query(`select pin_hash, encode(token_hash, 'hex') as token from share where pin_hash is not null`)
  expect(JSON.stringify(rows)).not.toContain('4711')
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('the same document is a PDF, behind the same PIN', async () => {
  const { token } = await share('4711')
  expect((await app.visitor()('GET', `/shared/${token}/report.pdf`)).status).toBe(401)
  const answer = await app.app.request(`http://localhost/api/shared/${token}/report.pdf`, {
    headers: { host: 'localhost', 'x-pin': '4711' },
  })
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
