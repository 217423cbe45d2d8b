/** Looks an installation over, from the machine to the accounts, and says in sentences what is well and what to mend. Changes nothing. */
import fs from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { type Sentence, say } from '../contract/sentence.ts'
import type { Config } from './config.ts'
import { listSteps, readSteps } from './database/migrate.ts'
import { type Database, openDatabase } from './database/open.ts'
import { callAccount, listConnected } from './features/accounts/index.ts'
import { openServices } from './open-services.ts'
import type { Services } from './services.ts'

export interface Check {
  /** 'note' wants attention soon or explains; only 'ill' makes the checkup fail. */
  state: 'well' | 'note' | 'ill'
  sentence: Sentence
}

const well = (sentence: Sentence): Check => ({ state: 'well', sentence })
const note = (sentence: Sentence): Check => ({ state: 'note', sentence })
const ill = (sentence: Sentence): Check => ({ state: 'ill', sentence })

/**
 * All checks, one after the other as they are done. `sayReason` renders a network's own reason inside our sentence.
 * Cost: about a second, and one call to each connected account's network.
 */
export async function* checkUp(config: Config, now: () => Date, sayReason: (sentence: Sentence) => string): AsyncGenerator<Check> {
  yield checkNode(process.versions.node)
  yield* checkFolder(config.dataDir)
  yield* checkKeys(config)
  const mayOpen = config.databaseUrl !== null || fs.existsSync(path.join(config.dataDir, 'database'))
  if (!mayOpen) return yield note(say('doctor:database.missing'))
  let database: Database
  try {
    database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, whenHeld: 'join', maxConnections: 2 })
  } catch (error) {
    return yield ill(say('doctor:database.ill', { why: (error as Error).message }))
  }
  let isCurrent = false
  try {
    const schema = await checkSchema(database)
    isCurrent = schema.state === 'well'
    yield await checkServer(database)
    yield schema
    yield await checkClock(database, now)
  } finally {
    await database.close()
  }
  if (isCurrent) yield* checkAccounts(config, sayReason)
}

const checkNode = (version: string): Check =>
  Number.parseInt(version, 10) >= 24 ? well(say('doctor:node.well', { version })) : ill(say('doctor:node.ill', { version }))

const octal = (mode: number) => (mode & 0o777).toString(8)
const isPosix = process.platform !== 'win32'

function* checkFolder(folder: string): Generator<Check> {
  if (!fs.existsSync(folder)) return yield note(say('doctor:folder.missing', { folder }))
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
    yield well(say('doctor:folder.well', { folder }))
  } catch (error) {
    yield ill(say('doctor:folder.ill', { folder, why: (error as NodeJS.ErrnoException).code ?? String(error) }))
  }
  const { mode } = fs.statSync(folder)
  if (isPosix && (mode & 0o022) !== 0) yield ill(say('doctor:folder.open', { folder, mode: octal(mode) }))
  const { bavail, bsize } = fs.statfsSync(folder)
  const freeGb = (bavail * bsize) / 1e9
  const values = { free: freeGb.toFixed(1) }
  if (freeGb < 0.2) yield ill(say('doctor:space.ill', values))
  else if (freeGb < 1) yield note(say('doctor:space.note', values))
  else yield well(say('doctor:space.well', values))
}

/** The files that hold secrets, unless the environment gives them. */
function* checkKeys(config: Config): Generator<Check> {
  const names = [
    ...(config.environmentKeys === null ? ['credentials.json'] : []),
    ...(config.sessionSecret === null ? ['session-secret'] : []),
  ]
  for (const name of names) {
    const file = path.join(config.dataDir, 'keys', name)
    if (!fs.existsSync(file)) {
      yield note(say('doctor:key.missing', { file }))
      continue
    }
    const { mode } = fs.statSync(file)
    yield isPosix && (mode & 0o077) !== 0 ? ill(say('doctor:key.ill', { file, mode: octal(mode) })) : well(say('doctor:key.well', { file }))
  }
}

const checkServer = async ({ db, embedded }: Database): Promise<Check> => {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db)
  return well(say(embedded ? 'doctor:database.embedded' : 'doctor:database.own', { version: rows[0]?.version ?? '' }))
}

const checkSchema = async ({ db }: Database): Promise<Check> => {
  const known = listSteps()
  const taken = await readSteps(db as never)
  const newer = taken.filter((name) => !known.includes(name))
  const missing = known.filter((name) => !taken.includes(name))
  if (newer.length > 0) return ill(say('doctor:schema.newer', { steps: newer.join(', ') }))
  if (missing.length > 0) return note(say('doctor:schema.behind', { steps: missing.join(', ') }))
  return well(say('doctor:schema.well', { number: known.length }))
}

/** A clock more than two seconds off another machine's makes slots and rate limits wrong. */
const allowedSecondsApart = 2

const checkClock = async ({ db }: Database, now: () => Date): Promise<Check> => {
  const madeAt = fs.statSync(path.join(import.meta.dirname, 'checkup.ts')).mtime
  if (now() < madeAt) return ill(say('doctor:clock.behind', { now: now().toISOString() }))
  const asked = now()
  const { rows } = await sql<{ there: Date }>`select clock_timestamp() as there`.execute(db)
  const halfway = (asked.getTime() + now().getTime()) / 2
  const secondsApart = Math.abs((rows[0]?.there.getTime() ?? 0) - halfway) / 1000
  return secondsApart <= allowedSecondsApart
    ? well(say('doctor:clock.well'))
    : ill(say('doctor:clock.apart', { seconds: Math.round(secondsApart) }))
}

async function* checkAccounts(config: Config, sayReason: (sentence: Sentence) => string): AsyncGenerator<Check> {
  const { services, close } = await openServices(config, 'command')
  try {
    const accounts = await listConnected(services.database.db)
    if (accounts.length === 0) yield note(say('doctor:account.none'))
    for (const account of accounts) yield await checkAccount(services, account, sayReason)
  } finally {
    await close()
  }
}

const checkAccount = async (
  services: Services,
  account: Awaited<ReturnType<typeof listConnected>>[number],
  sayReason: (sentence: Sentence) => string,
): Promise<Check> => {
  const values = { account: account.handle, network: account.network }
  const answer = await callAccount(
    services,
    { workspaceId: account.workspaceId, accountId: account.id },
    async ({ channel, world, access }) =>
      channel.read === undefined ? { kind: 'read' as const } : channel.read.accountMetrics(world, access),
  )
  if (answer.kind === 'read') return well(say('doctor:account.well', values))
  const why = sayReason(answer.reason)
  return answer.kind === 'wait' ? note(say('doctor:account.wait', { ...values, why })) : ill(say('doctor:account.ill', { ...values, why }))
}
