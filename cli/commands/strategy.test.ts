/** Strategy and goals from a terminal: save from a file, check, set a goal; each bad input with its sentence and exit code 2. */
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
const folder = fs.mkdtempSync(path.join(tmpdir(), 'athar-strategy-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await team.as.owner('POST', `${base}/accounts/begin`, { network: 'playground', seed: 5 })

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
const content = {
  personas: [],
  positioning: 'The corner café.',
  voice: '',
  pillars: [{ id: crypto.randomUUID(), name: 'Oven', about: '', share: 100, keywords: [] }],
  cadence: [{ accountId: account.id, perWeek: 2 }],
  budget: { money: null, currency: null, hours: null },
  never: ['Buy followers'],
}
const file = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

test('a strategy is saved from a file, read back and checked', async () => {
  expect((await athar('strategy')).out).toContain('no written strategy')
  const saved = await athar('strategy', 'save', file('a.json', JSON.stringify(content)), '--note', 'begin')
  expect([saved.code, saved.out]).toEqual([0, expect.stringContaining('Version 1')])
  const read = JSON.parse((await athar('strategy', '--json')).out)
  expect(read.current.content).toEqual(content)
  const check = JSON.parse((await athar('strategy', 'check', '--json')).out)
  expect(check.gaps).toHaveLength(2)
})

test('a file that is none, no JSON, or wrong in a field is refused with its place', async () => {
  expect(await athar('strategy', 'save', path.join(folder, 'nix.json'))).toMatchObject({
    code: 2,
    error: expect.stringContaining('nix.json: there is no such file'),
  })
  expect(await athar('strategy', 'save', file('b.json', '{'))).toMatchObject({ code: 2, error: expect.stringContaining('is not JSON') })
  const pillars = [{ ...content.pillars[0], share: 130 }]
  expect(await athar('strategy', 'save', file('c.json', JSON.stringify({ ...content, pillars })))).toMatchObject({
    code: 2,
    error: expect.stringContaining('pillars[0].share'),
  })
  const halves = [{ ...content.pillars[0], share: 30 }]
  expect(await athar('strategy', 'save', file('d.json', JSON.stringify({ ...content, pillars: halves })))).toMatchObject({
    code: 2,
    error: expect.stringContaining('add up to 30%'),
  })
})

test('a goal is set and told; one in the past or of nobody is refused', async () => {
  const due = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
  const set = await athar('goals', 'set', '--target', '9000', '--due', due, '--json')
  expect([set.code, JSON.parse(set.out).goal.target]).toEqual([0, 9000])
  expect((await athar('goals')).out).toContain('followers 9000')
  expect(await athar('goals', 'set', '--target', '9000', '--due', '2020-01-01')).toMatchObject({
    code: 2,
    error: expect.stringContaining('2020-01-01 is not in the future'),
  })
  expect(await athar('goals', 'set', '--target', '9000', '--due', due, '--account', 'nobody')).toMatchObject({
    code: 2,
    error: expect.stringContaining('no account “nobody”'),
  })
  expect(await athar('goals', 'set', '--target', 'many', '--due', due)).toMatchObject({
    code: 2,
    error: expect.stringContaining('--target'),
  })
})
