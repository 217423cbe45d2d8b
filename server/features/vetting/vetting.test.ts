/** Vetting over the API: consent before checks, hidden names, scores, the dossier's link, and a deletion that leaves nothing. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { readPage } from './connect.ts'
import { deleteEnded } from './jobs.ts'

const database = await testDatabase()
let now = new Date('2026-03-02T09:00:00Z')
const app = await testApp(database, { now: () => now })
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const secret = 'Zuhayr Candidate'

const web = createServer((request, response) => {
  if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end()
  response.setHeader('content-type', 'text/html')
  if (request.url === '/huge') return response.end('x'.repeat(3_000_000))
  return response.end('<p>Campaign by Zuhayr Candidate</p>')
})
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
afterAll(() => web.close())
const host = `127.0.0.1:${(web.address() as AddressInfo).port}`

const add = async (rest: object = {}) =>
  (await team.as.manager('POST', `${base}/candidates`, { candidate: { name: secret, kind: 'marketer', keepUntil: '2026-06-01', ...rest } }))
    .body as {
    id: string
  }
const scores = ['audience', 'failure', 'measure', 'noShortcut', 'plan', 'criticism'].map((question, at) => ({
  question,
  score: 1 + (at % 5),
  note: '',
}))

test('nothing is checked before consent; afterwards each claim has its verdict', async () => {
  const { id } = await add()
  const path = `${base}/candidates/${id}`
  const claim = { type: 'guarantees', text: 'It will go viral', guarantee: 'virality' }
  expect((await team.as.marketer('POST', `${path}/claims`, { claim })).status).toBe(200)
  expect(
    (await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'clients', text: 'A', url: 'http://10.0.0.1/', expected: secret } }))
      .status,
  ).toBe(200)
  const refused = await team.as.marketer('POST', `${path}/check`)
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('vetting:problem.consent')
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  const checked = (await team.as.marketer('POST', `${path}/check`)).body as {
    claims: { result: { verdict: string; reason: { key: string } } }[]
  }
  expect(checked.claims.map(({ result }) => result.reason.key)).toEqual([
    'vetting:reason.guarantee.virality',
    'vetting:reason.page.refused-address',
  ])
  const csv = 'date,followers\n2026-01-01,100\n2026-01-02,many'
  const table = await team.as.marketer('POST', `${path}/handed`, { kind: 'history', account: 'x', name: 'a.csv', csv })
  expect(table.status).toBe(422)
  expect(JSON.stringify(table.body)).toContain('vetting:table.number')
  expect((await team.stranger.call('GET', path)).status).toBe(404)
  expect((await team.as.viewer('GET', path)).status).toBe(403)
})

test('a file that a candidate downloaded from a network becomes posts; what is no export is a sentence, and nothing is kept', async () => {
  const { id } = await add()
  const path = `${base}/candidates/${id}`
  const file = await readFile(
    new URL('../../../channels/facebook/exports/fixtures/Feb-01-2025_Mar-15-2025_613168031534769.csv', import.meta.url),
  )
  const body = { account: '@cafe', name: 'export.csv', base64: file.toString('base64') }
  const early = await team.as.marketer('POST', `${path}/exports`, body)
  expect(JSON.stringify(early.body)).toContain('vetting:problem.consent')
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  const { status, body: kept } = await team.as.marketer('POST', `${path}/exports`, body)
  expect([status, kept.handed.length, kept.handed[0].kind, kept.handed[0].network]).toEqual([200, 1, 'posts', 'facebook'])
  expect(kept.handed[0].rows).toBeGreaterThan(10)
  for (const bad of [Buffer.from('%PDF-1.7'), Buffer.from('Dear team\nthis is a letter'), Buffer.from('<html>')]) {
    const refused = await team.as.marketer('POST', `${path}/exports`, { ...body, base64: bad.toString('base64') })
    expect([refused.status, String(refused.body.data.sentence.key).split(':')[0]]).toEqual([422, 'imports'])
  }
  const comments = { kind: 'comments', account: '@cafe', name: 'c.csv', csv: 'date,author,post\n2026-01-01,a,1\n2026-01-01,a,1' }
  expect((await team.as.marketer('POST', `${path}/handed`, comments)).body.handed[1]).toMatchObject({
    kind: 'comments',
    rows: 2,
    network: null,
  })
  const out = await team.as.marketer('DELETE', `${path}/handed/${kept.handed[0].id}`)
  expect(out.body.handed.map(({ kind }: { kind: string }) => kind)).toEqual(['comments'])
})

test('a name that is hidden stays hidden on the server until own scores are in', async () => {
  const { id } = await add({ hideIdentity: true, portfolio: 'https://zuhayr.example/', notes: `Met ${secret}` })
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/claims`, { claim: { type: 'clients', text: `${secret} made it`, account: '@zuhayr' } })
  for (const url of [`${base}/candidates`, path]) {
    const { body } = await team.as.marketer('GET', url)
    const shown = Array.isArray(body) ? body.find((one: { id: string }) => one.id === id) : body
    expect(JSON.stringify(shown)).not.toMatch(/zuhayr/i)
  }
  expect((await team.as.marketer('GET', `${path}/dossier`)).status).toBe(422)
  const scored = await team.as.marketer('POST', `${path}/scores`, { form: 'interview', scores })
  expect(JSON.stringify(scored.body)).toContain(secret)
  expect((await team.as.marketer('POST', `${path}/scores`, { form: 'interview', scores })).status).toBe(422)
  expect((await team.as.manager('GET', path)).body).toMatchObject({ masked: true, sheetsWaiting: 1, sheets: [] })
  const both = await team.as.manager('POST', `${path}/scores`, { form: 'interview', scores })
  expect(both.body).toMatchObject({ masked: false, agreement: { kind: 'agreement', raters: 2, estimate: { value: 1 } } })
})

test('on its day a candidate is gone from every table, with the link to the dossier', async () => {
  const { id } = await add()
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'public-figure', note: 'Speaks in public' } })
  await team.as.manager('POST', `${path}/claims`, { claim: { type: 'growth', text: `${secret} grew it` } })
  await team.as.manager('POST', `${path}/scores`, { form: 'interview', scores })
  await team.as.manager('POST', `${path}/handed`, { kind: 'history', account: 'x', name: secret, csv: 'date,followers\n2026-01-01,100' })
  const shared = (await team.as.manager('POST', `${path}/shares`, { options: { days: 365, language: 'en' } })).body as {
    url: string
    share: { expiresAt: string }
  }
  expect(shared.share.expiresAt <= '2026-06-01T23').toBe(true)
  const token = shared.url.split('/').at(-1) as string
  expect((await app.visitor()('POST', `/shared/${token}`, {})).body).toMatchObject({ kind: 'report' })
  now = new Date('2026-06-01T00:10:00Z')
  expect(await deleteEnded(app.services)).toBeGreaterThan(0)
  expect((await app.visitor()('POST', `/shared/${token}`, {})).body).toEqual({ kind: 'gone' })
  const { rows: tables } = await database.pool.query(
    "select table_schema as s, table_name as t from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
  )
  for (const { s, t } of tables as { s: string; t: string }[]) {
    const { rows } = await database.pool.query(`select count(*)::int as n from "${s}"."${t}" x where x::text like $1 or x::text like $2`, [
      `%${id}%`,
      `%${secret}%`,
    ])
    expect([`${s}.${t}`, rows[0].n]).toEqual([`${s}.${t}`, 0])
  }
})

test('pages: shown, in circles, too large, private', async () => {
  const allowed = { config: { ...app.services.config, allowPrivateHosts: [host] } }
  const at = (path: string) => readPage(allowed, { url: `http://${host}${path}`, expected: secret, portfolio: null })
  expect((await at('/')).outcome).toBe('shown')
  expect((await at('/loop')).outcome).toBe('loop')
  expect((await at('/huge')).outcome).toBe('too-large')
  const closed = { config: { ...app.services.config, allowPrivateHosts: [] } }
  expect((await readPage(closed, { url: `http://${host}/`, expected: null, portfolio: null })).outcome).toBe('refused-address')
})
