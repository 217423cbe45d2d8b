/** Lets one process at a time own a data directory, and tells the others who it is. */
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import fs from 'node:fs'

export interface Lock {
  release: () => Promise<void>
}

export interface Holder {
  /** Null when the owner is too busy to say. */
  pid: number | null
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
      resolve({ pid: null })
    })
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8')
    })
    socket.on('error', () => resolve(null))
    socket.on('close', () => resolve(/^\d+$/.test(text) ? { pid: Number(text) } : null))
  })

/** Takes the lock, or says who has it. `identity` comes from places.ts. Cost: a millisecond. */
export const takeLock = async (identity: string): Promise<Lock | Holder> => {
  const address = addressOf(identity)
  for (let attempt = 0; ; attempt += 1) {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(String(process.pid))
    })
    if (await listen(server, address)) {
      // The lock alone must not keep a process alive that has nothing else to do.
      server.unref()
      return { release: () => new Promise((resolve) => server.close(() => resolve())) }
    }
    const holder = await ask(address)
    if (holder !== null) return holder
    if (attempt === 3) throw new Error(`the lock of ${identity} is held, but nobody answers there`)
    // Its owner died just now (try again), or left its file behind (macOS).
    if (path.isAbsolute(address) && process.platform !== 'win32') fs.rmSync(address, { force: true })
  }
}

export const isHolder = (lock: Lock | Holder): lock is Holder => 'pid' in lock
