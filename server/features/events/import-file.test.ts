/** Files that are long, canceled in the middle, or broken off: streamed with bounded memory, their progress told, and nothing half done. */
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { sayIn } from '../../say.ts'
import { importEvents } from './index.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { owner } = team.as
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const header = 'visitor,occurred_at,channel\n'
const piece = (from: number, rows: number) =>
  Buffer.from(Array.from({ length: rows }, (_, i) => `long-${from + i},2026-03-01T10:00:00Z,search\n`).join(''))
const left = async () =>
  (await database.pool.query('select (select count(*) from event)::int as events, (select count(*) from event_staged)::int as staged'))
    .rows[0]

test('a file without an end is read in pieces, tells how far it is, and is canceled through the API; nothing of it stays', async () => {
  let given = 0
  const endless = async function* () {
    yield Buffer.from(header)
    for (; ; given += 1000) yield piece(given, 1000)
  }
  let id = ''
  const running = importEvents(app.services, scope, { name: 'endless.csv', stream: endless(), ofBytes: null, by: 'Mona' }, (begun) => {
    id = begun
  })
  await expect.poll(async () => (await owner('GET', `${base}/event-imports/${id}`)).body.rows, { timeout: 20_000 }).toBeGreaterThan(10_000)
  expect((await owner('GET', `${base}/event-imports/${id}`)).body).toMatchObject({ state: 'reading', problem: null })
  expect(await left()).toMatchObject({ events: 0 })
  expect((await owner('POST', `${base}/event-imports/${id}/cancel`)).body.state).toBe('canceled')
  const ended = await running
  expect(ended).toMatchObject({ state: 'canceled', saved: 0 })
  // It stopped being read: what was given lies within a few pieces of what was told.
  const stoppedAt = given
  expect(stoppedAt).toBeLessThan(10_000_000)
  expect(await left()).toEqual({ events: 0, staged: 0 })
}, 60_000)

test('a file that breaks off in the middle is said to have stopped, in both languages, and nothing of it stays', async () => {
  const torn = async function* () {
    yield Buffer.from(header)
    yield piece(0, 25_000)
    throw Object.assign(new Error('the line went dead'), { code: 'ECONNRESET' })
  }
  const ended = await importEvents(app.services, scope, { name: 'torn.csv', stream: torn(), ofBytes: null, by: 'Mona' })
  expect(ended).toMatchObject({ state: 'failed', saved: 0, problem: { key: 'events:file.stopped' } })
  if (ended.problem === null) throw new Error('There is a problem.')
  expect(sayIn('en', ended.problem)).toMatch(/torn\.csv.*Nothing of it was kept/)
  expect(sayIn('ar', ended.problem)).toMatch(/torn\.csv.*لم يُحفظ منه شيء/)
  expect(await left()).toEqual({ events: 0, staged: 0 })
}, 60_000)

test.each([
  ['visitor,channel\nv,search\n', 'noColumn', { column: 'occurred_at' }],
  ['visitor,occurred_at\nv,2026-03-01\n', 'noColumn', { column: 'channel' }],
  ['', 'empty', {}],
  [header, 'empty', {}],
  [`${header}v,1999-12-31T23:59:59Z,search\n`, 'tooOld', { row: 2, column: 'occurred_at' }],
  [`${header}v,2999-01-01T00:00:00Z,search\n`, 'ahead', { row: 2, column: 'occurred_at' }],
  [`${header},2026-03-01T10:00:00Z,search\n`, 'missing', { row: 2, column: 'visitor' }],
  [`${header}v,2026-03-01T10:00:00Z,"search\n`, 'broken', {}],
  [`${header}${'v'.repeat(129)},2026-03-01T10:00:00Z,search\n`, 'tooLong', { most: 128 }],
])('the file %j is refused with what, where, and in both languages', async (text, key, values) => {
  const ended = await importEvents(app.services, scope, {
    name: 'bad.csv',
    stream: Readable.from([Buffer.from(text)]),
    ofBytes: null,
    by: 'Mona',
  })
  expect(ended).toMatchObject({ state: 'failed', problem: { key: `events:file.${key}`, values } })
  if (ended.problem === null) throw new Error('There is a problem.')
  for (const language of ['en', 'ar'] as const) expect(sayIn(language, ended.problem)).toMatch(/bad\.csv/)
  expect(await left()).toEqual({ events: 0, staged: 0 })
})
