/** Runs the embedded PostgreSQL for one data directory: one owner, started when needed, restarted when it dies, stopped cleanly. */
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from '../problem.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, superuser } from './cluster.ts'
import { isHolder, takeLock } from './lock.ts'
import { findPlaces, type Places, unwritable } from './places.ts'
import { clearLeftovers, type Postmaster, readPidFile, startPostmaster, stopServer } from './postmaster.ts'
import { findPrivileges, giveTo } from './privileges.ts'
import { type Watch, watchOver } from './watch.ts'

export interface EmbeddedServer {
  /** The address of a database in it; `postgres` is there from the start. */
  connectionString: (database: string) => string
  /** The server's process id; null while it is being restarted, and for a guest. */
  pid: () => number | null
  /** False when another process owns the server and this one only uses it. */
  owned: boolean
  /** Says beforehand that `stop` is near: whoever wants the data next waits for it. */
  willStop: () => void
  stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** The folder of all data; made when missing. */
  dataDir: string
  /** What to do when another process already runs on this data: refuse (the default), or use its server as a guest (short commands). */
  whenHeld?: 'refuse' | 'join'
  /** Further settings of PostgreSQL, by their names there. */
  settings?: Record<string, string>
  /** Told when the server died and was started again. */
  onRestart?: (reason: string) => void
}

/**
 * Starts the server, or joins it. Throws DatabaseProblem with a sentence when the data is in use, cannot be written or the disk is full.
 * Cost: about a second the first time, 0.1 s later, about 20 MB of memory.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const places = findPlaces(options.dataDir)
  const lock = await takeLock(places.identity, options.whenHeld !== 'join')
  if (isHolder(lock)) {
    if (options.whenHeld === 'join') return join(places, lock.pid)
    throw new DatabaseProblem(
      `Athar is already running on ${options.dataDir}${lock.pid === null ? '' : ` (process id ${lock.pid})`}. Use that one, stop it first, or give this one another DATA_DIR.`,
    )
  }
  try {
    const server = await supervise(places, options)
    return {
      ...server,
      willStop: lock.willRelease,
      stop: () => {
        lock.willRelease()
        return server.stop().finally(lock.release)
      },
    }
  } catch (error) {
    await lock.release()
    throw unwritable(options.dataDir, error)
  }
}

const supervise = async (places: Places, options: EmbeddedOptions): Promise<Omit<EmbeddedServer, 'willStop'>> => {
  const binaries = findBinaries(places.libraries)
  const privileges = findPrivileges(places.cluster)
  if (privileges.owner !== null) giveTo(privileges.owner, places.home)
  await clearLeftovers(places, binaries)
  ensureCluster(places, binaries, privileges)
  const password = fs.readFileSync(places.passwordFile, 'utf8').trim()

  let current: Postmaster | null = null
  let watch: Watch | null = null
  let stopping = false
  let restarting: Promise<void> | null = null

  const start = async () => {
    const started = await startPostmaster(places, binaries, privileges, options.settings ?? {})
    current = started
    if (!privileges.diesWithParent) watch = watchOver(started.process)
    started.process.once('exit', (code, signal) => {
      watch?.end()
      watch = null
      current = null
      if (!stopping) restarting = restart(`PostgreSQL ended with ${signal ?? `code ${code}`}`)
    })
  }

  /** Tries again for as long as it takes: a full disk may be emptied, and until then every request says what is wrong. */
  const restart = async (reason: string) => {
    for (let pauseMs = 50; !stopping; pauseMs = Math.min(pauseMs * 2, 5000)) {
      try {
        await clearLeftovers(places, binaries)
        await start()
        options.onRestart?.(reason)
        return
      } catch (error) {
        options.onRestart?.(`${reason}; starting it again failed: ${(error as Error).message}`)
        await sleep(pauseMs)
      }
    }
  }

  await start()
  return {
    connectionString: (database) => connectionString(places, password, current?.port ?? null, database),
    pid: () => current?.process.pid ?? null,
    owned: true,
    stop: async () => {
      stopping = true
      await restarting
      const pid = current?.process.pid
      if (pid !== undefined) await stopServer(pid, places.cluster, binaries)
      // A socket in the system's temporary folder is not left lying there.
      if (places.socketFolder !== null && !places.socketFolder.startsWith(places.home))
        fs.rmSync(places.socketFolder, { recursive: true, force: true })
    },
  }
}

const connectionString = (places: Places, password: string, port: number | null, database: string) => {
  const host = places.socketFolder === null ? `127.0.0.1:${port}` : encodeURIComponent(places.socketFolder)
  return `postgresql://${superuser}:${encodeURIComponent(password)}@${host}/${database}`
}

/** Uses the server of the process that owns the data, waiting for it while it starts. */
const join = async (places: Places, holderPid: number | null): Promise<EmbeddedServer> => {
  for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 50) {
    const file = readPidFile(places.cluster)
    if (file?.ready) {
      const password = fs.readFileSync(places.passwordFile, 'utf8').trim()
      return {
        connectionString: (database) => connectionString(places, password, file.port, database),
        pid: () => null,
        owned: false,
        willStop: () => {},
        stop: async () => {},
      }
    }
    await sleep(50)
  }
  throw new DatabaseProblem(
    `Athar runs on ${path.dirname(places.home)} (process id ${holderPid ?? 'unknown'}), but its database does not answer. Look at ${places.logFile}.`,
  )
}
