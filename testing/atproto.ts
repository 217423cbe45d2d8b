/** Starts real AT Protocol servers for a test, in processes of their own, from the workspace testing/atproto. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const folder = path.join(import.meta.dirname, 'atproto')

export interface AtprotoServer {
  /** "http://localhost:<port>": an account's service URL. Allow the hosts in `hosts` in the egress client. */
  pdsUrl: string
  plcUrl: string
  hosts: string[]
  createAccount: (input: {
    handle: string
    password?: string
    displayName?: string
  }) => Promise<{ did: string; handle: string; password: string }>
  createAppPassword: (input: { handle: string; name: string }) => Promise<{ password: string }>
  post: (input: { as: string; text: string }) => Promise<{ uri: string; cid: string }>
  like: (input: { as: string; uri: string }) => Promise<{ uri: string }>
  repost: (input: { as: string; uri: string }) => Promise<{ uri: string }>
  reply: (input: { as: string; uri: string; text: string }) => Promise<{ uri: string }>
  quote: (input: { as: string; uri: string; text: string }) => Promise<{ uri: string }>
  follow: (input: { as: string; did: string }) => Promise<{ uri: string }>
  stop: () => Promise<void>
  /** Ends the server as a power cut would. */
  kill: () => void
}
export interface AtprotoNetwork extends AtprotoServer {
  appViewUrl: string
  /** Waits until the AppView has seen everything that was written. */
  settle: () => Promise<void>
}

/** A PDS with its PLC directory and no AppView. Cost: 1 s once installed; 40 s and 480 MB the first time. */
export const startPds = (): Promise<AtprotoServer> => start('start-pds.ts', {})

/** PLC, PDS and AppView; `databaseUrl` is an empty PostgreSQL database that they fill. Cost: about 6 s once installed. */
export const startNetwork = (options: { databaseUrl: string }): Promise<AtprotoNetwork> =>
  start('start-network.ts', { DB_POSTGRES_URL: options.databaseUrl }) as Promise<AtprotoNetwork>

const lockHash = () =>
  createHash('sha256')
    .update(fs.readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex')
const stampFile = path.join(folder, 'node_modules', '.athar-lock')

const isInstalled = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === lockHash()

/** Installs the workspace when it is missing or older than its lock. Of several test files that ask at once, one does it and the others wait. */
export const installAtproto = async (): Promise<void> => {
  const claim = path.join(folder, '.installing')
  while (!isInstalled()) {
    try {
      fs.writeFileSync(claim, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (!isAlive(Number(readText(claim)))) fs.rmSync(claim, { force: true })
      await sleep(200)
      continue
    }
    try {
      const npm = process.env.npm_execpath
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
      // Not the surrounding npm's settings (workspace, prefix): this is an installation of its own.
      const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^npm_(config_(local_prefix|workspace)|package)/i.test(name)),
      )
      const stdio = ['ignore', 'inherit', 'inherit'] as const
      if (npm?.endsWith('.js')) execFileSync(process.execPath, [npm, ...args], { cwd: folder, env, stdio: [...stdio] })
      else execFileSync('npm', args, { cwd: folder, env, stdio: [...stdio], shell: process.platform === 'win32' })
      fs.writeFileSync(stampFile, lockHash())
    } finally {
      fs.rmSync(claim, { force: true })
    }
  }
}

const readText = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
const isAlive = (pid: number): boolean => {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

interface Line {
  ready?: { pdsUrl: string; plcUrl: string }
  id?: number
  answer?: unknown
  problem?: string
}

const start = async (script: string, env: Record<string, string>): Promise<AtprotoServer> => {
  await installAtproto()
  const child = spawn(process.execPath, ['--no-warnings', '-r', './loopback.cjs', script], {
    cwd: folder,
    env: { ...process.env, LOG_ENABLED: 'false', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints = `${complaints}${String(chunk)}`.slice(-4000)))
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = await new Promise<NonNullable<Line['ready']>>((resolve, reject) => {
    const fail = (why: string) => {
      const error = new Error(`${script} ${why}: ${complaints}`)
      reject(error)
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
    }
    child.once('error', (error) => fail(error.message))
    child.once('close', (code, signal) => fail(`ended (${signal ?? code})`))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const message = JSON.parse(line) as Line
      if (message.ready) resolve(message.ready)
      const one = message.id === undefined ? undefined : waiting.get(message.id)
      if (one === undefined) return
      waiting.delete(message.id as number)
      if (message.problem === undefined) one.resolve(message.answer)
      else one.reject(new Error(message.problem))
    })
  })
  return serverOf(child, ready, waiting, ended)
}

const serverOf = (
  child: ChildProcess,
  ready: { pdsUrl: string; plcUrl: string },
  waiting: Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>,
  ended: Promise<void>,
): AtprotoServer => {
  let last = 0
  const command =
    (name: string) =>
    (input: object = {}) =>
      new Promise<never>((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
        child.stdin?.write(`${JSON.stringify({ ...input, id, do: name })}\n`)
      })
  const names = ['createAccount', 'createAppPassword', 'post', 'like', 'repost', 'reply', 'quote', 'follow', 'settle'] as const
  return {
    ...ready,
    hosts: ['localhost', '127.0.0.1'],
    ...(Object.fromEntries(names.map((name) => [name, command(name)])) as unknown as Pick<AtprotoNetwork, (typeof names)[number]>),
    stop: async () => {
      child.stdin?.end()
      await ended
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
