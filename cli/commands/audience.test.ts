/** The audience from a terminal: lists in CSV and JSON, quality, growth, benchmarks and why; each bad input with its sentence and exit code 2. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'

const database = await testDatabase()
const team = await testTeam(await testApp(database))
const folder = fs.mkdtempSync(path.join(tmpdir(), 'athar-audience-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
await team.as.owner('POST', `/workspaces/${team.workspaceId}/brands/${team.brandId}/accounts/begin`, { network: 'playground', seed: 5 })

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
const people = Array.from({ length: 30 }, (_, i) => ({
  username: `person${'abcdefghij'[i % 10]}${i}`,
  posts: 90,
  followers: 300,
  following: 200,
}))

test('a list is audited from CSV and from JSON alike, and one that is none is refused', async () => {
  const csv = ['username,posts,followers,following', ...people.map((one) => Object.values(one).join(','))].join('\n')
  const read = async (name: string, text: string) => JSON.parse((await athar('audience', 'list', file(name, text), '--json')).out)
  const [one, other] = [await read('a.csv', csv), await read('a.json', JSON.stringify([...people, people[0]]))]
  expect([one.listed, one.population, other.listed, other.population, other.named.duplicates]).toEqual([30, 30, 31, 30, ['persona0']])
  expect(await athar('audience', 'list', file('b.json', '[{"name":"x"}]'))).toMatchObject({
    code: 2,
    error: expect.stringContaining('Entry 1 has no “username”'),
  })
  expect(await athar('audience', 'list', path.join(folder, 'nix.csv'))).toMatchObject({
    code: 2,
    error: expect.stringContaining('nix.csv'),
  })
}, 120_000)

test('benchmarks from a file are told with places; a handle that is not there names those that are', async () => {
  expect((await athar('benchmarks')).out).toContain('No competitor yet')
  const taken = await athar('benchmarks', 'file', file('c.csv', 'handle,day,followers\nsmall,2026-11-01,400'))
  expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('1 rows taken in for @small')])
  expect((await athar('benchmarks')).out).toContain('small')
  expect(await athar('benchmarks', 'why', 'nobody')).toMatchObject({ code: 2, error: expect.stringContaining('There is: small') })
  expect(await athar('benchmarks', '--days', '5')).toMatchObject({ code: 2, error: expect.stringContaining('--days: 5') })
}, 120_000)

test('quality and growth say what is too little', async () => {
  expect((await athar('audience', 'quality')).out).toContain('Too few people spoke')
  expect((await athar('audience', 'growth')).out).toContain('Too few counts of followers')
}, 120_000)
