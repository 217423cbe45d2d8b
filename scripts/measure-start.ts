/** Measures `npm start`: seconds to the first answered request, warm, and the memory of app and database when idle. Linux only (it reads /proc). */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '..')
const limits = { warmStartMs: 2000, idleMb: 250 }
const rounds = 5
const idleMs = 15_000

const freePort = async (): Promise<number> => {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  probe.close()
  return port
}

interface Start {
  npm: ChildProcess
  answeredMs: number
}

/** Refused connections are what one waits out here. */
const answers = (address: string): Promise<boolean> =>
  fetch(address).then(
    (answer) => answer.ok,
    () => false,
  )

const start = async (dataDir: string): Promise<Start> => {
  const port = await freePort()
  const startedMs = performance.now()
  const npm = spawn('npm', ['start'], {
    cwd: root,
    // A process group of its own, so that its end is the end of everything it started.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
  })
  while (npm.exitCode === null) {
    if (await answers(`http://127.0.0.1:${port}/api/health`)) return { npm, answeredMs: performance.now() - startedMs }
    await sleep(5)
  }
  throw new Error('npm start ended before it answered; its reason is above')
}

const isGroupAlive = (leader: number): boolean => {
  try {
    process.kill(-leader, 0)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Asks npm to stop and waits until everything below it is gone; what is left after half a minute is ended outright. */
const stop = async ({ npm }: Start): Promise<number> => {
  const startedMs = performance.now()
  const leader = npm.pid
  if (leader === undefined) throw new Error('npm could not be started')
  npm.kill('SIGTERM')
  while (isGroupAlive(leader)) {
    await sleep(5)
    if (performance.now() - startedMs > 30_000) process.kill(-leader, 'SIGKILL')
  }
  return performance.now() - startedMs
}

interface Process {
  pid: number
  parent: number
  command: string
}

const readIfThere = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    // A process may end between listing and reading.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}

const readPssMb = (pid: number): number => Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1000

const listProcesses = (): Process[] =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      const afterName = readIfThere(`/proc/${pid}/stat`).split(') ').at(-1) ?? ''
      return {
        pid: Number(pid),
        parent: Number(afterName.split(' ')[1]),
        command: readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' '),
      }
    })

/** Memory in MB (PSS: shared pages counted once) of a process and all below it, by what they are. */
const memoryBelow = (pid: number): { npm: number; app: number; database: number } => {
  const all = listProcesses()
  const below = (parent: number): Process[] => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  const sum = { npm: 0, app: 0, database: 0 }
  for (const one of [...all.filter((process) => process.pid === pid), ...below(pid)]) {
    const kind = one.command.includes('postgres')
      ? 'database'
      : one.command.includes('start.mjs') && !one.command.startsWith('sh ')
        ? 'app'
        : 'npm'
    sum[kind] += readPssMb(one.pid)
  }
  return sum
}

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-measure-'))
try {
  const first = await start(dataDir)
  await stop(first)
  const warmMs: number[] = []
  const stopMs: number[] = []
  let memory = { npm: 0, app: 0, database: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const started = await start(dataDir)
    warmMs.push(started.answeredMs)
    try {
      if (round === rounds - 1) {
        await sleep(idleMs)
        memory = memoryBelow(started.npm.pid ?? 0)
      }
    } finally {
      stopMs.push(await stop(started))
    }
  }
  const slowestMs = Math.max(...warmMs)
  const idleMb = memory.app + memory.database
  const line = (text: string) => process.stdout.write(`${text}\n`)
  line(`first start with an empty data directory: ${first.answeredMs.toFixed(0)} ms`)
  line(`warm npm start to the first answered request: ${warmMs.map((ms) => ms.toFixed(0)).join(', ')} ms (limit ${limits.warmStartMs})`)
  line(`SIGTERM to the end: ${stopMs.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  line(
    `idle memory after ${idleMs / 1000} s (PSS): app ${memory.app.toFixed(0)} + database ${memory.database.toFixed(0)} = ${idleMb.toFixed(0)} MB (limit ${limits.idleMb}); npm itself ${memory.npm.toFixed(0)} MB`,
  )
  process.exitCode = slowestMs <= limits.warmStartMs && idleMb <= limits.idleMb ? 0 : 1
} finally {
  fs.rmSync(dataDir, { recursive: true, force: true })
}
