/** Opens the database: the embedded PostgreSQL of DATA_DIR, or one's own by its address. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type EmbeddedServer, startEmbedded } from './embedded/supervise.ts'
import { DatabaseProblem } from './problem.ts'
import type { DB } from './types.ts'
import { isStarting, PatientPool, tryWhile } from './patience.ts'
import { keepPlans } from './prepare.ts'

export interface Database {
  db: Kysely<DB>
  pool: pg.Pool
  /** For libraries with a connection of their own (the job queue). */
  connectionString: string
  /** Whether the server is the embedded one of DATA_DIR. */
  embedded: boolean
  /** Says beforehand that `close` is near: the next process on the same data waits for it instead of being refused. */
  willClose: () => void
  close: () => Promise<void>
}

export interface OpenOptions {
  /** The address of one's own PostgreSQL 15 or newer; without it the embedded one runs in dataDir. */
  databaseUrl?: string | null
  dataDir: string
  /** When another process already runs the embedded database: refuse (the default) or use it too (short commands, extra workers). */
  whenHeld?: 'refuse' | 'join'
  /** At most this many connections (default 8). */
  maxConnections?: number
  /** Told when the embedded server died and was started again, or an idle connection broke. */
  onTrouble?: (reason: string) => void
}

export const oldestVersion = 15
const ownName = 'athar'

/**
 * Opens the database; it is not migrated yet. Throws DatabaseProblem with a sentence when the data is in use, the disk full, the address
 * wrong or the server too old. Cost: 0.1 s, a second when the embedded database is made.
 */
export const openDatabase = async (options: OpenOptions): Promise<Database> => {
  const onTrouble = options.onTrouble ?? (() => {})
  if (options.databaseUrl) {
    await checkServer(options.databaseUrl, describe(options.databaseUrl))
    return connect(options.databaseUrl, { ...options, onTrouble })
  }
  const server = await startEmbedded({ dataDir: options.dataDir, whenHeld: options.whenHeld ?? 'refuse', onRestart: onTrouble })
  try {
    await ensureDatabase(server)
    return connect(server.connectionString(ownName), { ...options, onTrouble }, server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Opens a database whose address is known to be right (tests, evaluations). */
export const connect = (
  connectionString: string,
  options: Pick<OpenOptions, 'maxConnections' | 'onTrouble'> = {},
  server?: EmbeddedServer,
): Database => {
  const pool = new PatientPool({
    connectionString,
    max: options.maxConnections ?? 8,
    application_name: 'athar',
    types: { getTypeParser },
    // One's own server may be set to any zone; days are never to be cut by it.
    options: '-c TimeZone=UTC',
  })
  // A connection that breaks between two queries (the server was restarted) is only a note: its next query fails, the next connection is new.
  // pg tells it on the pool for an idle client and on the client for one in use; unheard, either would end the process.
  let isClosing = false
  const onBroken = (error: Error) => {
    if (!isClosing) options.onTrouble?.(`a database connection broke: ${error.message}`)
  }
  pool.on('error', onBroken)
  pool.on('connect', (client) => client.on('error', onBroken))
  keepPlans(pool)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    connectionString,
    embedded: server !== undefined,
    willClose: () => server?.willStop(),
    close: async () => {
      isClosing = true
      await db.destroy()
      await server?.stop()
    },
  }
}

const int8 = 20
const numeric = 1700
const date = 1082

/** Counts and sums come as numbers, a day stays the text YYYY-MM-DD (pg would make it a moment in this machine's zone). */
const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (oid === int8) return parseInteger
  if (oid === numeric) return Number
  if (oid === date) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}) as typeof pg.types.getTypeParser

const parseInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`the integer ${text} from the database is too large to be exact; select it as text`)
  return value
}

/** A server that starts together with us, or recovers, is waited for. */
const startingMs = 60_000

const withClient = async <Result>(connectionString: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = await tryWhile(isStarting, startingMs, async () => {
    const fresh = new pg.Client({ connectionString, application_name: 'athar', connectionTimeoutMillis: 10_000 })
    await fresh.connect()
    return fresh
  })
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Makes our database in the embedded server the first time. */
const ensureDatabase = async (server: EmbeddedServer) => {
  try {
    await withClient(server.connectionString(ownName), async () => {})
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
    await withClient(server.connectionString('postgres'), (client) => client.query(`create database ${ownName}`))
  }
}

/** The address without its password, for sentences. */
const describe = (address: string): string => {
  const url = new URL(address)
  return `${decodeURIComponent(url.hostname)}${url.port === '' ? '' : `:${url.port}`}${url.pathname}`
}

const checkServer = async (address: string, name: string) => {
  let version: number
  try {
    version = await withClient(address, async (client) => {
      const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
      return Math.floor(Number(rows[0]?.version) / 10_000)
    })
  } catch (error) {
    throw new DatabaseProblem(
      `The database at ${name} (DATABASE_URL) cannot be used: ${(error as Error).message || (error as { code?: string }).code}.`,
      { cause: error },
    )
  }
  if (version < oldestVersion) {
    throw new DatabaseProblem(
      `The database at ${name} (DATABASE_URL) is PostgreSQL ${version}; Athar needs ${oldestVersion} or newer. Unset DATABASE_URL to use the embedded one.`,
    )
  }
}
