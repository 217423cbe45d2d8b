/** Links, events and attribution from a terminal: made, followed, taken in, credited; each bad input with its sentence and exit code 2. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'

const database = await testDatabase()
await testTeam(await testApp(database))
const folder = fs.mkdtempSync(path.join(tmpdir(), 'athar-links-cli-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const run = promisify(execFile)
const athar = async (...args: string[]): Promise<{ code: number; out: string; error: string }> => {
  try {
    const { stdout, stderr } = await run(process.execPath, ['cli/main.ts', ...args], {
      env: { ...process.env, DATABASE_URL: database.connectionString, DATA_DIR: folder, LOG_LEVEL: 'silent', LANG: 'en_GB.UTF-8' },
    })
    return { code: 0, out: stdout, error: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, error: stderr }
  }
}
const file = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

test('a link is made, listed and put away; what cannot be a link is refused with a sentence', async () => {
  const made = await athar('links', 'make', 'http://203.0.113.5/offer', '--slug', 'offer', '--channel', 'flyer')
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/\/l\/offer\n$/) })
  expect((await athar('links', 'list')).out).toMatch(/\/l\/offer +flyer +0 +0 +0 +0/)
  expect(JSON.parse((await athar('links', 'show', 'offer', '--json')).out)).toMatchObject({ slug: 'offer', clicks: { persons: 0 } })
  expect((await athar('links', 'archive', 'offer')).out).toContain('is put away')
  const refused = await athar('links', 'make', 'javascript:alert(1)')
  expect(refused).toMatchObject({ code: 2, error: expect.stringContaining('javascript') })
  expect(await athar('links', 'show', 'nothing')).toMatchObject({ code: 2, error: expect.stringContaining('“nothing”') })
  expect(await athar('links', 'make', 'http://203.0.113.5/', '--campaign', 'x')).toMatchObject({
    code: 2,
    error: expect.stringContaining('“x”'),
  })
}, 60_000)

test('a file of events is taken in once, credited by every model, and a bad row named', async () => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString()
  const rows = Array.from({ length: 60 }, (_, i) =>
    [`v${i},${day(9)},${i % 3 === 0 ? 'instagram' : 'newsletter'},,,,`, `v${i},${day(8)},search,,,,`]
      .concat(i % 2 === 0 ? [`v${i},${day(7)},,yes,12.5,EUR,o${i}`] : [])
      .join('\n'),
  )
  const csv = file('events.csv', `visitor,occurred_at,channel,conversion,value,currency,order\n${rows.join('\n')}\n`)
  expect(await athar('events', 'import', csv)).toMatchObject({ code: 0, error: '', out: expect.stringContaining('150 rows') })
  expect((await athar('events', 'import', csv)).out).toContain('150 of them were there already')
  expect((await athar('events')).out).toContain('30 conversions')
  const credit = JSON.parse((await athar('attribution', '--json')).out)
  expect(credit.kind).toBe('credit')
  expect(credit.rows.map(({ key }: { key: string }) => key).toSorted()).toEqual(['instagram', 'newsletter', 'search'])
  const shown = await athar('attribution')
  expect(shown.out).toMatch(/search .*\[/)
  expect(await athar('attribution', '--by', 'moon')).toMatchObject({ code: 2, error: expect.stringContaining('“moon”') })
  const bad = file('bad.csv', 'visitor,occurred_at,channel\nv1,yesterday,search\n')
  expect(await athar('events', 'import', bad)).toMatchObject({ code: 2, error: expect.stringMatching(/bad\.csv.*row 2/s) })
  expect(await athar('events', 'import', path.join(folder, 'nix.csv'))).toMatchObject({ code: 2 })
}, 60_000)

test('a cost is written down and taken out; a wrong one is refused', async () => {
  const added = await athar(
    'attribution',
    'costs',
    'add',
    '--amount',
    '250',
    '--currency',
    'eur',
    '--from',
    '2026-11-01',
    '--to',
    '2026-11-20',
    '--channel',
    'instagram',
  )
  expect(added.code).toBe(0)
  expect((await athar('attribution', 'costs')).out).toContain('250 EUR')
  expect(
    await athar('attribution', 'costs', 'add', '--amount', '-3', '--currency', 'EUR', '--from', '2026-11-01', '--to', '2026-11-02'),
  ).toMatchObject({ code: 2 })
  expect((await athar('attribution', 'costs', 'remove', added.out.trim())).code).toBe(0)
  expect((await athar('attribution', 'costs')).out).not.toContain('250 EUR')
}, 60_000)
