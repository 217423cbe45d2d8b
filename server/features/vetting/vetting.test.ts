/** Vetting over the API: consent before checks, hidden names, scores, the dossier's link, and a deletion that leaves nothing. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { readPage } from './connect.ts'
import { deleteEnded } from './jobs.ts'
import { runChecks } from './run-checks.ts'
import { claimCheck, endCheck } from './store/checks.ts'
import { vettingToday } from './today.ts'

const database = await testDatabase()
let now = new Date('2026-03-02T09:00:00Z')
const app = await testApp(database, { now: () => now })
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const secret = 'Zuhayr Candidate'

const web = createServer((request, response) => {
  if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end()
  if (request.url === '/wait') return
  response.setHeader('content-type', 'text/html')
  if (request.url === '/huge') return response.end('x'.repeat(3_000_000))
  return response.end('<p>Campaign by Zuhayr Candidate</p>')
})
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  web.closeAllConnections()
  web.close()
})
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
  expect((await team.as.marketer('POST', `${path}/check`)).body.checking).toMatchObject({ state: 'waiting', done: 0 })
  await runChecks(app.services)
  const checked = (await team.as.marketer('GET', path)).body as {
    checking: object
    claims: { result: { verdict: string; reason: { key: string } } }[]
  }
  expect(checked.checking).toEqual({ state: 'done', done: 1, total: 1, what: null })
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

test('a check tells how far it is; canceled in the middle it keeps nothing, and earlier results stand', async () => {
  const { id } = await add({ portfolio: `http://${host}/wait` })
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  expect((await team.as.marketer('POST', `${path}/check/cancel`)).body.data.sentence.key).toBe('vetting:problem.noCheck')
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'guarantees', text: 'It will go viral', guarantee: 'virality' } })
  await team.as.marketer('POST', `${path}/check`)
  await runChecks(app.services)
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'clients', text: 'B', url: `http://${host}/wait`, expected: 'B' } })
  await team.as.marketer('POST', `${path}/check`)
  // This server would wait for ever; the house itself lets nobody into private places.
  const open = { ...app.services, config: { ...app.services.config, allowPrivateHosts: [host] } }
  const running = runChecks(open)
  const state = async () => (await team.as.marketer('GET', path)).body.checking
  await expect.poll(state).toEqual({
    state: 'running',
    done: 0,
    total: 1,
    what: { key: 'vetting:checking.page', values: { url: `http://${host}/wait` } },
  })
  const canceled = await team.as.marketer('POST', `${path}/check/cancel`)
  expect(canceled.body.checking).toMatchObject({ state: 'canceled', what: null })
  await running
  const { claims } = (await team.as.marketer('GET', path)).body as { claims: { result: { verdict: string } | null }[] }
  expect(claims.map(({ result }) => result?.verdict ?? null)).toEqual(['contradicted', null])
})

test('claims that wait for a check are on Today, under the mask where the name is hidden', async () => {
  const { id } = await add({ hideIdentity: true })
  const path = `${base}/candidates/${id}`
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'guarantees', text: 'Viral', guarantee: 'virality' } })
  const entries = async () =>
    (await vettingToday(app.services, { workspaceId: team.workspaceId, brandId: team.brandId })).filter(({ place }) => place.id === id)
  expect(await entries()).toEqual([])
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  expect(await entries()).toMatchObject([
    { id: `vetting/unchecked/${id}`, what: { key: 'vetting:today.unchecked', values: { name: `#${id.slice(-4).toUpperCase()}`, n: 1 } } },
  ])
  await team.as.marketer('POST', `${path}/check`)
  await runChecks(app.services)
  expect(await entries()).toEqual([])
})

test('a check whose worker died is taken over', async () => {
  const { id } = await add()
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'guarantees', text: 'It will go viral', guarantee: 'virality' } })
  await team.as.marketer('POST', `${path}/check`)
  const dead = await claimCheck(database.db, now)
  expect(dead?.candidateId).toBe(id)
  expect(await claimCheck(database.db, now)).toBeNull()
  now = new Date(now.getTime() + 16_000)
  await runChecks(app.services)
  expect((await team.as.marketer('GET', path)).body.checking.state).toBe('done')
  expect(await endCheck(database.db, dead as NonNullable<typeof dead>, 'done')).toBe(false)
})

test('a portfolio that leads to a private address is a sentence, and so is a claim without a period', async () => {
  const { id } = await add({ portfolio: 'http://192.168.1.1/work' })
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'clients', text: 'C', expected: 'Café' } })
  await team.as.marketer('POST', `${path}/claims`, { claim: { type: 'growth', text: 'G', account: '@x', figure: 10, unit: 'percent' } })
  await team.as.marketer('POST', `${path}/check`)
  await runChecks(app.services)
  const { claims } = (await team.as.marketer('GET', path)).body as { claims: { result: { verdict: string; reason: object } }[] }
  expect(claims.map(({ result }) => result)).toMatchObject([
    { verdict: 'unproven', reason: { key: 'vetting:reason.page.refused-address', values: { url: 'http://192.168.1.1/work' } } },
    { verdict: 'unproven', reason: { key: 'vetting:reason.noPeriod' } },
  ])
})

test('trial work is kept with its scores, hides whose it is, and goes with them', async () => {
  const { id } = await add({ hideIdentity: true })
  const path = `${base}/candidates/${id}`
  await team.as.manager('POST', `${path}/consent`, { consent: { basis: 'consent', note: 'By mail' } })
  const add_ = (work: object) => team.as.marketer('POST', `${path}/works`, { work })
  expect((await add_({ title: 'A post' })).body.data.sentence.key).toBe('vetting:problem.emptyWork')
  const file = { name: `${secret}.pdf`, base64: Buffer.from('%PDF-1.7 work').toString('base64') }
  const { body } = await add_({ title: `By ${secret}`, text: `I am ${secret}`, file })
  expect(JSON.stringify(body)).not.toMatch(/zuhayr/i)
  const [work] = body.works as { id: string; file: object }[]
  expect(work?.file).toEqual({ name: 'work.pdf', bytes: 13 })
  const workId = work?.id ?? ''
  const answer = await team.as.marketer('GET', `${path}/works/${workId}/file`)
  expect([answer.status, answer.body]).toEqual([200, '%PDF-1.7 work'])
  expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''work.pdf")
  expect((await team.as.viewer('GET', `${path}/works/${workId}/file`)).status).toBe(403)
  expect((await team.stranger.call('GET', `${path}/works/${workId}/file`)).status).toBe(404)
  const rubric = [{ question: 'craft', score: 4, note: '' }]
  const score = (call: typeof team.as.marketer, of: string) => call('POST', `${path}/scores`, { form: 'trial', workId: of, scores: rubric })
  expect((await score(team.as.marketer, id)).status).toBe(404)
  expect((await score(team.as.marketer, workId)).body.sheets).toMatchObject([{ form: 'trial', workId, mine: true }])
  expect((await score(team.as.marketer, workId)).status).toBe(422)
  expect((await score(team.as.manager, workId)).status).toBe(200)
  const open = await team.as.marketer('POST', `${path}/scores`, { form: 'interview', scores })
  expect(open.body.works[0]).toMatchObject({ title: `By ${secret}`, file: { name: `${secret}.pdf` } })
  const out = await team.as.marketer('DELETE', `${path}/works/${workId}`)
  expect([out.body.works, out.body.sheets.map(({ form }: { form: string }) => form)]).toEqual([[], ['interview']])
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
  await team.as.manager('POST', `${path}/works`, { work: { title: secret, text: secret } })
  await team.as.manager('POST', `${path}/check`)
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
