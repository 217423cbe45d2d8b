/** Tests of the checkup on real folders and databases, well and ill. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { checkUp } from './checkup.ts'
import { type Config, readConfig } from './config.ts'
import { sayIn } from './say.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-checkup-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))
const database = await testDatabase()

const findings = async (config: Partial<Config>, now = () => new Date()) => {
  const checks: string[] = []
  const whole = { ...readConfig({ DATA_DIR: scratch, DATABASE_URL: database.connectionString, LOG_LEVEL: 'silent' }), ...config }
  for await (const { state, sentence } of checkUp(whole, now, (reason) => sayIn('en', reason))) checks.push(`${state} ${sentence.key}`)
  return checks
}

test('a place that was never started: nothing is ill, and nothing is made', async () => {
  const dataDir = path.join(scratch, 'never')
  const checks = await findings({ dataDir, databaseUrl: null })
  expect(checks).toContain('note doctor:database.missing')
  expect(checks.filter((check) => check.startsWith('ill'))).toEqual([])
  expect(fs.existsSync(dataDir)).toBe(false)
})

test('a running installation is well, down to its accounts', async () => {
  const checks = await findings({})
  expect(checks).toContain('well doctor:schema.well')
  expect(checks).toContain('well doctor:clock.well')
  expect(checks.at(-1)).toBe('note doctor:account.none')
})

test('a key that others can read, and a folder that others can change, are ill', async () => {
  const dataDir = path.join(scratch, 'open')
  fs.mkdirSync(path.join(dataDir, 'keys'), { recursive: true })
  fs.writeFileSync(path.join(dataDir, 'keys', 'session-secret'), 'x'.repeat(40), { mode: 0o644 })
  fs.chmodSync(dataDir, 0o777)
  const checks = await findings({ dataDir, databaseUrl: null })
  expect(checks).toContain('ill doctor:folder.open')
  expect(checks).toContain('ill doctor:key.ill')
})

test('a clock an hour from the database’s is ill', async () => {
  expect(await findings({}, () => new Date(Date.now() + 3_600_000))).toContain('ill doctor:clock.apart')
})

test('a database that nobody answers for is one ill line, not a trace', async () => {
  const checks = await findings({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/nothing' })
  expect(checks.at(-1)).toBe('ill doctor:database.ill')
})

test('a schema from a newer version is ill, and the accounts are left alone', async () => {
  await sql`insert into schema_step (name, timestamp) values ('9999-future', 'now')`.execute(database.db)
  try {
    expect((await findings({})).slice(-2)).toEqual(['ill doctor:schema.newer', 'well doctor:clock.well'])
  } finally {
    await sql`delete from schema_step where name = '9999-future'`.execute(database.db)
  }
})
