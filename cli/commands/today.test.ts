/** Today from a terminal: the list with its reasons, putting an entry away and back, and an entry that is none. */
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
const folder = fs.mkdtempSync(path.join(tmpdir(), 'athar-today-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
const run = promisify(execFile)
const athar = (...args: string[]) =>
  run(process.execPath, ['cli/main.ts', 'today', ...args], {
    env: { ...process.env, DATABASE_URL: database.connectionString, DATA_DIR: folder, LOG_LEVEL: 'silent', LANG: 'en_GB.UTF-8' },
  })

test('an entry is put away by its number and brought back by its id', async () => {
  expect((await athar()).stdout).toContain('1. Connect an account')
  expect((await athar('later', '1', '--for', 'next-week')).stdout).toMatch(/^Put away until \d{4}-/)
  expect((await athar()).stdout).toContain('1 put away (--away shows it).')
  expect((await athar('back', 'start')).stdout).toContain('Back in the list')
  expect((await athar()).stdout).toContain('1. Connect an account')
  await expect(athar('done', '7')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('no entry “7”') })
  await expect(athar('later', '1', '--for', 'never')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('“never”') })
})
