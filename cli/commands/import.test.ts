/** Tests of `athar import FILE` as a process of its own: what it says, what it leaves behind, and one sentence for bad files. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'

const database = await testDatabase()
const team = await testTeam(await testApp(database))
const folder = mkdtempSync(path.join(tmpdir(), 'athar-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const root = path.resolve(import.meta.dirname, '../..')
const real = path.join(root, 'channels/facebook/exports/fixtures/Feb-01-2025_Mar-15-2025_613168031534769.csv')

const athar = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', 'import', ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', DATABASE_URL: database.connectionString, DATA_DIR: folder },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
const write = (name: string, text: string) => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
const total = async () => (await team.as.owner('GET', `/workspaces/${team.workspaceId}/brands/${team.brandId}/published-posts`)).body.total

test('a dry run says what was understood and leaves nothing', { timeout: 90_000 }, async () => {
  const { code, out, err } = await athar(real, '--dry-run')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('20 posts in 20 rows')
  expect(out).toContain('+ Reach: Reach: how many people saw the post')
  expect(out).toContain('row 2, Views “0”: Zero views of a post that reached 1 cannot be')
  expect(out).toContain('Nothing was imported (--dry-run).')
  expect(await total()).toBe(0)
})

test('a file is read in, and the second time nothing is added', { timeout: 90_000 }, async () => {
  const first = await athar(real, '--json', '--time-zone', 'America/Los_Angeles', '--as-of', '2025-03-20')
  expect(first.err).toBe('')
  expect(JSON.parse(first.out)).toMatchObject({
    state: 'done',
    preview: { timeZone: 'America/Los_Angeles', observedAt: '2025-03-20T00:00:00.000Z', observedAtFrom: 'chosen' },
    report: { postsAdded: 20 },
  })
  const second = await athar(real, '--json', '--time-zone', 'America/Los_Angeles', '--as-of', '2025-03-20')
  expect(JSON.parse(second.out)).toMatchObject({ state: 'done', report: { postsAdded: 0, postsKnown: 20, readingsAdded: 0 } })
  expect(await total()).toBe(20)
})

test('what cannot be used is one sentence naming the file, and exit code 2', { timeout: 90_000 }, async () => {
  const page = write('login.csv', '<!doctype html><title>Log in</title>')
  const plain = write('plain.csv', 'published_at,reach\n2025-03-05 09:00,12\n')
  const answers = await Promise.all([
    athar(path.join(folder, 'nothing.csv')),
    athar(page),
    athar(plain),
    athar(plain, '--account', 'nobody'),
    athar(plain, '--time-zone', 'Mars/Olympus'),
    athar(plain, '--brand', 'Nobody’s'),
  ])
  expect(answers.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2])
  const [missing, html, network, account, zone, brand] = answers.map(({ err }) => err.trim())
  expect(missing).toContain('there is no such file')
  expect(html).toContain('login.csv: This is a web page, not an export')
  expect(network).toContain('plain.csv: The file does not say which network it is from')
  expect(account).toContain('There is no account “nobody” here')
  expect(zone).toContain('this is no time zone')
  expect(brand).toContain('There is no brand “Nobody’s”')
})
