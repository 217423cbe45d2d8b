/** Database tests of taking files in: looking first, then reading, twice, later, interrupted, canceled, taken back. */
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Import } from '../../../contract/imports.ts'
import { type Call, testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { listPosts, postHistory } from '../results/index.ts'
import { previewImport } from './ingest/look.ts'
import { runImport } from './ingest/run.ts'
import { findImport } from './store/imports.ts'
import { claimImport } from './store/work.ts'
import { receiveUpload } from './upload.ts'

const database = await testDatabase()
const clock = { now: new Date('2026-11-20T12:00:00Z') }
const app = await testApp(database, { now: () => clock.now })
const team = await testTeam(app)
const { services } = app
const { db } = database
const { workspaceId } = team
const marketer: Call = team.as.marketer

let brandId = ''
let imports = ''
beforeEach(async () => {
  clock.now = new Date('2026-11-20T12:00:00Z')
  const brand = await team.as.owner('POST', `/workspaces/${workspaceId}/brands`, {
    name: 'Olive',
    timeZone: 'America/Los_Angeles',
    language: 'en',
  })
  brandId = brand.body.id
  imports = `/workspaces/${workspaceId}/brands/${brandId}/imports`
})

const fixture = path.join(import.meta.dirname, '../../../channels/facebook/exports/fixtures/Feb-01-2025_Mar-15-2025_613168031534769.csv')
const upload = async (
  text: string | AsyncIterable<Uint8Array>,
  fileName = 'posts.csv',
  modifiedAt: Date | null = null,
): Promise<string> => {
  const stream =
    typeof text === 'string'
      ? (async function* () {
          yield Buffer.from(text)
        })()
      : text
  return receiveUpload(services, { workspaceId, brandId, fileName, modifiedAt, createdBy: 'test', stream })
}
const look = async (importId: string): Promise<Import> => {
  await previewImport(services, { workspaceId, importId })
  return show(importId)
}
const show = async (importId: string): Promise<Import> => (await marketer('GET', `${imports}/${importId}`)).body
const confirm = async (importId: string, choices?: object): Promise<Import> => {
  const answer = await marketer('POST', `${imports}/${importId}/confirm`, choices === undefined ? {} : { choices })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  await runImport(services, { workspaceId, importId })
  return show(importId)
}
const bring = async (text: string | AsyncIterable<Uint8Array>, fileName?: string): Promise<Import> => {
  const id = await upload(text, fileName)
  await look(id)
  return confirm(id)
}
const posts = async () => (await listPosts(db, { workspaceId, brandId, limit: 200 })).posts

const header = 'Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Date,Views,Reach,Reactions,Comments,Shares'
const line = (id: string, reach: number | string, more: { time?: string; link?: string; page?: string; date?: string } = {}) =>
  `${id},${more.page ?? '61569'},Olive,,Bread,${more.time ?? '03/05/2025 09:00'},${more.link ?? `https://www.facebook.com/p/${id}`},Photos,${more.date ?? 'Lifetime'},${Number(reach) * 2},${reach},3,1,0`
const file = (...lines: string[]) => `${[header, ...lines].join('\r\n')}\r\n`

describe('a real export', () => {
  test('is looked at before anything is written, then read in, and its upload is let go', async () => {
    const id = await upload(createReadStream(fixture), path.basename(fixture))
    const seen = await look(id)
    expect(seen).toMatchObject({
      state: 'ready',
      network: 'facebook',
      preview: {
        counts: { rows: 20, posts: 20, rejected: 0, skipped: 0 },
        timeZone: 'America/Los_Angeles',
        period: { to: '2025-03-15T10:06:00.000Z' },
        observedAt: '2025-03-16T07:00:00.000Z',
        observedAtFrom: 'file-name',
        accounts: [{ key: '61569323067856', name: 'Pro Efficient Data Entry', rows: 20, accountId: null }],
        known: 0,
      },
    })
    expect(seen.preview?.columns).toHaveLength(42)
    expect(await posts()).toEqual([])
    const done = await confirm(id)
    expect(done).toMatchObject({ state: 'done', progress: 1, report: { postsAdded: 20, postsKnown: 0, rowsRejected: 0 } })
    expect(await posts()).toHaveLength(20)
    expect((await marketer('GET', `/workspaces/${workspaceId}/brands/${brandId}/accounts`)).body).toMatchObject([
      { network: 'facebook', state: 'archive', displayName: 'Pro Efficient Data Entry' },
    ])
    expect(readdirSync(path.join(services.config.dataDir, 'imports')).filter((name) => name.startsWith(id))).toEqual([])
    const problems = (await marketer('GET', `${imports}/${id}/problems`)).body.problems
    expect(problems.length).toBe(done.preview?.counts.valuesMissing)
    expect(problems[0]).toMatchObject({ row: 2, column: 'Views', value: '0', severity: 'value-missing' })
  })

  test('the same file again is recognised and changes nothing', async () => {
    await bring(createReadStream(fixture), path.basename(fixture))
    const before = await posts()
    const id = await upload(createReadStream(fixture), path.basename(fixture))
    expect(await look(id)).toMatchObject({ sameFileImportedAt: '2026-11-20T12:00:00.000Z', preview: { known: 20 } })
    expect((await confirm(id)).report).toMatchObject({ postsAdded: 0, postsKnown: 20, readingsAdded: 0, readingsConfirmed: 0 })
    expect(await posts()).toEqual(before)
  })
})

describe('numbers over time', () => {
  const [february, march] = ['Feb-01-2025_Feb-28-2025_1.csv', 'Feb-01-2025_Mar-31-2025_2.csv']
  const reach = async () => (await posts())[0]?.metrics.reach?.value
  const early = file(line('1', 100, { time: '02/05/2025 09:00' }))
  const late = file(line('1', 250, { time: '02/05/2025 09:00' }))

  test('a later export supersedes totals, and both are kept', async () => {
    await bring(early, february)
    await bring(late, march)
    expect(await reach()).toBe(250)
    const [post] = await posts()
    expect(
      (await postHistory(db, workspaceId, post?.id ?? '')).filter(({ metric }) => metric === 'reach').map(({ value }) => value),
    ).toEqual([100, 250])
  })

  test('an older export that is imported later hides nothing', async () => {
    await bring(late, march)
    await bring(early, february)
    expect(await reach()).toBe(250)
  })

  test('without days in its name the file’s own date stands, then the upload’s; a person may say otherwise', async () => {
    const dated = await look(await upload(early, 'content.csv', new Date('2025-04-02T08:00:00Z')))
    expect(dated.preview).toMatchObject({ observedAt: '2025-04-02T08:00:00.000Z', observedAtFrom: 'file-date' })
    const undated = await look(await upload(early, 'content.csv', new Date('2031-01-01T00:00:00Z')))
    expect(undated.preview).toMatchObject({ observedAt: '2026-11-20T12:00:00.000Z', observedAtFrom: 'upload' })
    await marketer('PUT', `${imports}/${undated.id}/choices`, {
      choices: { observedAt: '2025-05-01T00:00:00.000Z', timeZone: 'Asia/Riyadh' },
    })
    const chosen = await look(undated.id)
    expect(chosen.preview).toMatchObject({
      observedAt: '2025-05-01T00:00:00.000Z',
      observedAtFrom: 'chosen',
      timeZone: 'Asia/Riyadh',
      period: { from: '2025-02-05T06:00:00.000Z' },
    })
    const future = await marketer('PUT', `${imports}/${undated.id}/choices`, { choices: { observedAt: '2027-01-01T00:00:00.000Z' } })
    expect(future).toMatchObject({ status: 422, body: { data: { sentence: { key: 'imports:problem.observedInFuture' } } } })
  })

  test('rows of single days become days, not totals', async () => {
    const done = await bring(file(line('1', 10, { date: '03/06/2025' }), line('1', 20, { date: '03/07/2025' })))
    expect(done.preview).toMatchObject({ windows: 'day' })
    expect((await posts())[0]?.metrics.reach).toMatchObject({ value: 30, days: 2 })
  })
})

describe('damaged rows', () => {
  test('a destroyed id finds its post by the link, and is refused where the link is not known', async () => {
    await bring(file(line('122121474620644102', 100)), 'Feb-01-2025_Mar-10-2025_1.csv')
    const link = 'https://www.facebook.com/p/122121474620644102'
    const id = await upload(
      file(line('1.22121E+17', 180, { link }), line('1.22121E+17', 50, { link: 'https://www.facebook.com/p/other' })),
      'Feb-01-2025_Mar-20-2025_2.csv',
    )
    expect((await look(id)).preview?.counts).toMatchObject({ posts: 2, notices: 2 })
    expect((await confirm(id)).report).toMatchObject({ postsAdded: 0, foundByLink: 1, rowsRejected: 1 })
    expect((await posts()).map(({ networkPostId, metrics }) => [networkPostId, metrics.reach?.value])).toEqual([
      ['122121474620644102', 180],
    ])
    const { problems } = (await marketer('GET', `${imports}/${id}/problems`)).body
    expect(problems.at(-1)).toMatchObject({ row: 3, severity: 'rejected', sentence: { key: 'imports:problem.linkNotKnown' } })
  })

  test('a file that was cut off brings its whole rows and says where it ends', async () => {
    const text = file(line('1', 10, { time: '03/15/2025 09:00' }), line('2', 20))
    const seen = await look(await upload(`${text}3,61569,Olive,,"Bread that nev`))
    expect(seen).toMatchObject({
      state: 'ready',
      preview: { counts: { posts: 2 }, warnings: [{ key: 'imports:problem.cutOff', values: { row: 4 } }] },
    })
  })

  test.each([
    ['an empty file', '', 'imports:refused.empty'],
    ['a web page', '<!doctype html><title>Log in</title>', 'imports:refused.html'],
    ['JSON', '{"a": [1]}', 'imports:refused.json'],
    ['a binary file', 'Post ID\u0000\u0001\u0002', 'imports:refused.binary'],
    ['a letter', 'Dear team,\nall is well.\nBye', 'imports:refused.unknownColumns'],
    ['a table of something else', 'Campaign,Spend\nSpring,12\n', 'imports:refused.unknownColumns'],
    ['a header alone', file(), 'imports:refused.noRows'],
    ['rows that are all damaged', file(line('1', 10, { time: 'soon' })), 'imports:refused.noUsableRows'],
  ])('%s is refused with its reason, and cannot be confirmed', async (_, text, key) => {
    const seen = await look(await upload(text))
    expect(seen).toMatchObject({ state: 'refused', problem: { key } })
    expect((await marketer('POST', `${imports}/${seen.id}/confirm`, {})).status).toBe(409)
    expect(await posts()).toEqual([])
  })
})

describe('accounts', () => {
  test('a file of several accounts goes to each, except where the person leaves one out', async () => {
    const id = await upload(file(line('1', 10), line('2', 20, { page: '777' }), line('3', 30, { page: '888' })))
    await look(id)
    const done = await confirm(id, { accounts: { 777: 'skip' } })
    expect(done.report).toMatchObject({ postsAdded: 2, rowsSkipped: 1 })
    expect((await posts()).map(({ networkPostId }) => networkPostId).toSorted()).toEqual(['1', '3'])
  })

  test('the account of an earlier import is recognised', async () => {
    await bring(file(line('1', 10)))
    const seen = await look(await upload(file(line('2', 20))))
    const [account] = (await marketer('GET', `/workspaces/${workspaceId}/brands/${brandId}/accounts`)).body
    expect(seen.preview?.accounts).toMatchObject([{ key: '61569', accountId: account.id }])
  })

  test('a plain table asks for its network, and an account of another brand is refused', async () => {
    const id = await upload('published_at,format,engagements,followers\n2025-03-05 09:00,photo,12,1500\n')
    expect(await look(id)).toMatchObject({ state: 'ready', network: null })
    const asked = await marketer('POST', `${imports}/${id}/confirm`, {})
    expect(asked).toMatchObject({ status: 422, body: { data: { sentence: { key: 'imports:problem.chooseAccount' } } } })
    const foreign = await marketer('POST', `${imports}/${id}/confirm`, {
      choices: { accounts: { '': '0190a000-0000-7000-8000-000000000000' } },
    })
    expect(foreign).toMatchObject({ status: 422, body: { data: { sentence: { key: 'imports:problem.accountUnknown' } } } })
    const done = await confirm(id, { network: 'instagram' })
    expect(done.report).toMatchObject({ postsAdded: 1, accountReadingsAdded: 1 })
    expect(await posts()).toMatchObject([
      { network: 'instagram', publishedAt: '2025-03-05T17:00:00.000Z', metrics: { engagements: { value: 12 } } },
    ])
  })
})

describe('interruptions', () => {
  const many = file(...Array.from({ length: 1300 }, (_, index) => line(String(index + 1), index)))

  test('a worker that was killed is followed by the next, which goes on and counts nothing twice', async () => {
    const id = await upload(many)
    await look(id)
    await marketer('POST', `${imports}/${id}/confirm`, {})
    // Dies after the second batch: its next sign of life finds that the database is gone.
    let signs = 0
    const dying = {
      ...services,
      now: () => {
        if (++signs > 6) throw new Error('killed')
        return clock.now
      },
    }
    await expect(runImport(dying, { workspaceId, importId: id })).rejects.toThrow('killed')
    const halfway = await findImport(db, { workspaceId, importId: id })
    expect(halfway?.rowsDone).toBeGreaterThan(0)
    expect(halfway?.rowsDone).toBeLessThan(1301)
    expect((await posts()).length).toBeGreaterThan(0)
    await db
      .updateTable('import')
      .set({ state: 'importing', lease_until: new Date(clock.now.getTime() - 1) })
      .where('id', '=', id)
      .execute()
    await runImport(services, { workspaceId, importId: id })
    expect(await show(id)).toMatchObject({ state: 'done', report: { postsAdded: 1300, rowsRejected: 0 } })
    expect((await listPosts(db, { workspaceId, brandId, limit: 1 })).total).toBe(1300)
  })

  test('while one works on it, another does not', async () => {
    const id = await upload(many)
    await look(id)
    await marketer('POST', `${imports}/${id}/confirm`, {})
    const reference = { workspaceId, importId: id }
    expect(await claimImport(db, reference, ['confirmed'], 'importing', clock.now)).not.toBeNull()
    await runImport(services, reference)
    expect(await posts()).toEqual([])
    expect(await claimImport(db, reference, ['confirmed'], 'importing', new Date(clock.now.getTime() + 16_000))).not.toBeNull()
  })

  test('canceled, it takes back what it had brought', async () => {
    const id = await upload(many)
    await look(id)
    await marketer('POST', `${imports}/${id}/confirm`, {})
    expect((await marketer('POST', `${imports}/${id}/cancel`, {})).status).toBe(200)
    await runImport(services, { workspaceId, importId: id })
    expect(await show(id)).toMatchObject({ state: 'canceled', report: null })
    expect(await posts()).toEqual([])
    expect((await marketer('POST', `${imports}/${id}/cancel`, {})).status).toBe(409)
  })

  test('a finished import can be taken back, once', async () => {
    const done = await bring(file(line('1', 10)))
    expect((await marketer('POST', `${imports}/${done.id}/undo`, {})).body).toMatchObject({ state: 'undone' })
    expect(await posts()).toEqual([])
    expect((await marketer('POST', `${imports}/${done.id}/undo`, {})).status).toBe(409)
    expect((await bring(file(line('1', 10)))).report).toMatchObject({ postsAdded: 1 })
  })

  test('an upload that breaks off leaves nothing', async () => {
    const broken = (async function* () {
      yield Buffer.from(header)
      throw new Error('connection lost')
    })()
    await expect(upload(broken)).rejects.toThrow('connection lost')
    const folder = path.join(services.config.dataDir, 'imports')
    expect(existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.part')) : []).toEqual([])
    expect((await marketer('GET', imports)).body.imports).toEqual([])
  })

  test('a full disk is said, and leaves nothing', async () => {
    const full = (async function* () {
      yield Buffer.from(header)
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    })()
    await expect(upload(full)).rejects.toMatchObject({ sentence: { key: 'imports:refused.diskFull' }, status: 507 })
  })
})

test('over HTTP the file is the body; its name is only a name, and another workspace sees nothing', async () => {
  const session = await app.app.request(
    'http://localhost/api/auth/sign-in/username',
    {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'marketer', password: 'a long test password' }),
    },
    { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } },
  )
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const send = (name: string, headers: Record<string, string> = {}) =>
    app.app.request(`http://localhost/api${imports}/upload?fileName=${encodeURIComponent(name)}&modifiedAt=1743580800000`, {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://localhost', cookie, ...headers },
      body: file(line('1', 10)),
    })
  const answer = await send('../../etc/منشورات.csv')
  expect(answer.status).toBe(201)
  const { importId } = (await answer.json()) as { importId: string }
  expect(await look(importId)).toMatchObject({ fileName: 'منشورات.csv', state: 'ready', preview: { observedAtFrom: 'file-date' } })
  expect((await team.stranger.call('GET', `${imports}/${importId}`)).status).toBe(404)
  expect((await send('x.csv', { cookie: '' })).status).toBe(401)
  expect((await send('x.csv', { 'content-length': String(2 * 1024 ** 3) })).status).toBe(413)
})
