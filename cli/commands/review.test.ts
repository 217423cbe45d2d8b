/** Tests of `athar review` and `athar guard`: in words of both languages, as JSON, and one sentence for bad input. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const athar = (args: string[], options: { language?: string; input?: string } = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['cli/main.ts', ...args], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: {
        PATH: process.env['PATH'],
        LANG: options.language ?? 'en_GB.UTF-8',
        DATABASE_URL: database.connectionString,
        DATA_DIR: app.services.config.dataDir,
        LOG_LEVEL: 'silent',
      },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => (err += String(chunk)))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
    child.stdin.end(options.input ?? '')
  })
const review = (args: string[], language?: string) =>
  athar(['review', ...args, '--as', 'owner', '--brand', team.brandId], language === undefined ? {} : { language })

test('a review is written once and read in both languages; decisions are taken and looked at', async () => {
  const none = await review([])
  expect([none.code, none.err.trim().split('\n').length]).toEqual([2, 1])
  const written = await review(['write', '--json'])
  expect(written.code).toBe(0)
  const again = JSON.parse((await review(['write', '--json'])).out)
  expect(again.id).toBe(JSON.parse(written.out).id)
  expect((await review(['show'], 'ar_SA.UTF-8')).out).toContain('ما تغيّر')
  const decided = JSON.parse((await review(['decide', 'Post in the evening', '--on', '2026-01-05', '--check', '2026-03-01', '--json'])).out)
  expect(decided.words).toBe('Post in the evening')
  expect((await review(['decisions'])).out).toContain('Post in the evening')
  const checked = await review(['check', decided.id, 'held', '--note', 'seen'])
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('held')])
})

test('bad days, metrics and verdicts end with 2 and one sentence', async () => {
  for (const { code, err } of await Promise.all([
    review(['decide', 'x', '--check', 'soon']),
    review(['decide', 'x', '--check', '2026-12-31', '--metric', 'luck']),
    review(['check', '01900000-0000-7000-8000-000000000000', 'perhaps']),
  ])) {
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
  }
})

test('a text from standard input is looked at without any data; none at all is said so', async () => {
  const [found, arabic, clear, empty, missing] = await Promise.all([
    athar(['guard', '--json'], { input: 'Tag a friend who needs this' }),
    athar(['guard'], { input: 'شراء ١٠٠٠ متابع', language: 'ar_SA.UTF-8' }),
    athar(['guard'], { input: 'Our buns are warm.' }),
    athar(['guard'], { input: '  ' }),
    athar(['guard', 'no-such-file.txt']),
  ])
  expect(JSON.parse(found.out)).toMatchObject([{ kind: 'engagement-bait', excerpt: 'Tag a friend' }])
  expect(arabic.out).toContain('يخالف قواعد كل شبكة كبيرة')
  expect([clear.code, clear.out.trim()]).toEqual([0, 'No shortcut found.'])
  expect([empty.code, missing.code]).toEqual([2, 2])
})
