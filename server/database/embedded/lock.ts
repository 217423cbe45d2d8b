/** Lets one process at a time own a data directory, and tells the others who it is. */
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fs from 'node:fs'

export interface Lock {
  /** From now on those who ask are told that the data will be free soon, and wait. */
  willRelease: () => void
  release: () => Promise<void>
}

export interface Holder {
  /** Null when the owner is too busy to say. */
  pid: number | null
  isStopping: boolean
}

/**
 * The lock is a listening socket, so the kernel gives it back when its owner dies, however it dies: an abstract socket on Linux, a named pipe on
 * Windows. macOS has only sockets with a file; there a file that nobody answers on is cleared.
 */
const addressOf = (identity: string): string => {
  if (process.platform === 'linux') return `\0athar-${identity}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\athar-${identity}`
  return path.join(os.tmpdir(), `athar-${identity}.lock`)
}

const listen = (server: net.Server, address: string) =>
  new Promise<boolean>((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error))
    server.once('error', refused)
    server.listen(address, () => {
      server.off('error', refused)
      resolve(true)
    })
  })

/** Asks the owner for its pid; null when there is no owner. */
const ask = (address: string) =>
  new Promise<Holder | null>((resolve) => {
    const socket = net.connect(address)
    let text = ''
    socket.setTimeout(2000, () => {
      socket.destroy()
      resolve({ pid: null, isStopping: false })
    })
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8')
    })
    socket.on('error', () => resolve(null))
    socket.on('close', () => resolve(/^\d+/.test(text) ? { pid: Number.parseInt(text, 10), isStopping: text.endsWith('stopping') } : null))
  })

// One that was just told to stop may not know it yet; one that knows may have requests and jobs to finish.
const graceMs = 1500
const stoppingMs = 30_000

/**
 * Takes the lock, or says who has it. An owner that is stopping is waited for, so that stop and start in a row just works.
 * `identity` comes from places.ts. Cost: a millisecond when it is free, 1.5 s to be refused.
 */
export const takeLock = async (identity: string, patient = true): Promise<Lock | Holder> => {
  const address = addressOf(identity)
  const startedMs = performance.now()
  for (;;) {
    const taken = await tryLock(address)
    if (taken !== null) return taken
    const holder = await ask(address)
    const waitedMs = performance.now() - startedMs
    if (holder !== null && (!patient || waitedMs > (holder.isStopping ? stoppingMs : graceMs))) return holder
    if (waitedMs > stoppingMs) throw new Error(`the lock of ${identity} is held, but nobody answers there`)
    // Nobody answers: its owner died just now, or left its file behind (macOS).
    if (holder === null && path.isAbsolute(address) && process.platform !== 'win32') fs.rmSync(address, { force: true })
    await sleep(50)
  }
}

const tryLock = async (address: string): Promise<Lock | null> => {
  let isStopping = false
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(isStopping ? `${process.pid} stopping` : String(process.pid))
  })
  if (!(await listen(server, address))) return null
  // The lock alone must not keep a process alive that has nothing else to do.
  server.unref()
  return {
    willRelease: () => {
      isStopping = true
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export const isHolder = (lock: Lock | Holder): lock is Holder => 'pid' in lock
