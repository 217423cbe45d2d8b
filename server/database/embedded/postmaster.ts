/** Starts and stops one PostgreSQL server on a data directory. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from '../problem.ts'
import type { Binaries } from './binaries.ts'
import { lastLines, serverEnvironment } from './cluster.ts'
import { makeSocketFolder, type Places, fullDisk, socketPort } from './places.ts'
import type { Privileges } from './privileges.ts'

/** What a server says of itself in postmaster.pid (line numbers: PostgreSQL's src/include/utils/pidfile.h). */
export interface PidFile {
  pid: number
  port: number
  ready: boolean
}

/** Reads postmaster.pid; null when there is none (it goes away at any moment while a server stops) or it is being written. */
export const readPidFile = (cluster: string): PidFile | null => {
  const lines = readIfThere(path.join(cluster, 'postmaster.pid')).split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : null
}

const readIfThere = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

/** Small and durable: a workbench has a few people and one writer, and shares the machine with others. */
const settings: Record<string, string> = {
  shared_buffers: '32MB',
  max_connections: '40',
  max_wal_size: '512MB',
  fsync: 'on',
  // No extra processes for reading ahead, replication or compiling: about 20 MB in all when idle.
  io_method: 'sync',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  max_parallel_workers_per_gather: '1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
}

const logLimitBytes = 5_000_000

export interface Postmaster {
  process: ChildProcess
  port: number
}

/**
 * Starts the server and waits until it takes connections. Call with the lock held, after `clearLeftovers`. Throws DatabaseProblem with
 * the reason from the server's own log. `overrides` are further settings of PostgreSQL. Cost: about 50 ms, longer after a crash.
 */
export const startPostmaster = async (
  places: Places,
  binaries: Binaries,
  privileges: Privileges,
  overrides: Record<string, string>,
): Promise<Postmaster> => {
  const port = places.socketFolder === null ? await findFreePort() : socketPort
  if (places.socketFolder !== null) {
    makeSocketFolder(places.socketFolder, privileges.owner)
    if (privileges.owner !== null) fs.chownSync(places.socketFolder, privileges.owner.uid, privileges.owner.gid)
    for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) fs.rmSync(path.join(places.socketFolder, name), { force: true })
  }
  const all = {
    ...settings,
    ...overrides,
    listen_addresses: places.socketFolder === null ? '127.0.0.1' : '',
    unix_socket_directories: places.socketFolder === null ? '' : `"${places.socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
  const log = openLog(places.logFile)
  const logStart = fs.fstatSync(log).size
  const { command, args, ...as } = privileges.wrap(binaries.postgres, [
    '-D',
    places.cluster,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  // A group of its own: Ctrl-C in the terminal must reach us first, so that requests can finish before their database goes.
  const child = spawn(command, args, {
    ...as,
    cwd: places.home,
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment(binaries),
  })
  fs.closeSync(log)
  child.unref()
  let failed: Error | null = null
  child.once('error', (error) => {
    failed = error
  })
  while (failed === null && child.exitCode === null && child.signalCode === null) {
    const file = readPidFile(places.cluster)
    if (file?.ready && file.pid === child.pid) return { process: child, port }
    await sleep(5)
  }
  if (failed !== null) throw failed
  throw explainFailure(places, fs.readFileSync(places.logFile, 'utf8').slice(logStart))
}

const openLog = (file: string) => {
  const tooLong = fs.existsSync(file) && fs.statSync(file).size > logLimitBytes
  if (tooLong) fs.renameSync(file, `${file}.old`)
  return fs.openSync(file, 'a', 0o600)
}

const findFreePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Turns the end of the server's log into a sentence. On a full disk the log itself may be what could not be written. */
const explainFailure = (places: Places, log: string): DatabaseProblem => {
  const { bavail, bsize } = fs.statfsSync(places.home)
  if (/No space left on device|Disk quota exceeded/.test(log) || bavail * bsize < 1_000_000) return fullDisk(path.dirname(places.home), log)
  const fatal = log
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC)\b/.test(line))
    .at(-1)
  return new DatabaseProblem(
    `The embedded PostgreSQL did not start: ${lastLines(fatal ?? log) || 'it said nothing'}. Its log is ${places.logFile}.`,
  )
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether this pid is a PostgreSQL on this data directory, and not another program that got its number after a restart of the machine. */
const isServerOf = (pid: number, cluster: string): boolean => {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  const said = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  if (said.error === undefined) return said.stdout.includes('postgres') && said.stdout.includes(cluster)
  return readIfThere(`/proc/${pid}/cmdline`).includes(cluster)
}

/**
 * Deals with what an earlier owner left behind: a server that outlived it is stopped cleanly, and a postmaster.pid whose number now belongs to another
 * program is made harmless. Its own start-up deals with the rest. Call with the lock held. Cost: nothing when there is no leftover.
 */
export const clearLeftovers = async (places: Places, binaries: Binaries): Promise<void> => {
  const left = readPidFile(places.cluster)
  if (left === null || !isAlive(left.pid)) return
  if (isServerOf(left.pid, places.cluster)) return stopServer(left.pid, places.cluster, binaries)
  // PostgreSQL takes its parent's number (ours) for stale, and still checks that no other server is attached to the data's shared memory.
  const file = path.join(places.cluster, 'postmaster.pid')
  const text = readIfThere(file)
  if (text !== '') fs.writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
}

/** Stops a server: first asking it to end its sessions and write everything, then, after 20 seconds, at once. Waits until it is gone. */
export const stopServer = async (pid: number, cluster: string, binaries: Binaries): Promise<void> => {
  for (const mode of ['fast', 'immediate'] as const) {
    signal(pid, mode, cluster, binaries)
    for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 10) {
      if (!isAlive(pid)) return
      await sleep(10)
    }
  }
  throw new DatabaseProblem(`The PostgreSQL server with process id ${pid} does not stop. End it and start again.`)
}

const signal = (pid: number, mode: 'fast' | 'immediate', cluster: string, binaries: Binaries) => {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', mode, '--no-wait'], { stdio: 'ignore', env: serverEnvironment(binaries) })
    return
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
