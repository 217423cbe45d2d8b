/** The keys that seal credentials: read from the environment and from a file of DATA_DIR that only this user may read. */
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export const keyBytes = 32

/** A key that cannot be found, read or used; the message says which, what is lost without it, and what to do. */
export class VaultProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VaultProblem'
  }
}

export interface Key {
  id: string
  key: Buffer
  /** ISO time from which it no longer seals; it still opens what it sealed. */
  retiredAt?: string
}

/** An id that tells nothing of the key but fits to no other: eight hex digits of its hash. */
const idOf = (key: Buffer) => `k${createHash('sha256').update('athar key id').update(key).digest('hex').slice(0, 8)}`

/** A fresh random key. */
export const makeKey = (): Key => {
  const key = randomBytes(keyBytes)
  return { id: idOf(key), key }
}

const example = '"<id>:<32 bytes in base64>", comma-separated, the first one seals (openssl rand -base64 32 makes one)'

/** Reads ATHAR_KEYS. Throws VaultProblem that names the entry by its place and never repeats a key. Cost: O(entries). */
export const parseEnvironmentKeys = (text: string): Key[] => {
  const keys = text.split(',').map((entry, index) => {
    const match = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(entry)
    const key = Buffer.from(match?.[2] ?? '', 'base64')
    if (match?.[1] === undefined || key.length !== keyBytes) {
      throw new VaultProblem(`Key ${index + 1} of ATHAR_KEYS cannot be used: it should read ${example}.`)
    }
    return { id: match[1], key }
  })
  const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) !== index)
  if (twice !== undefined) throw new VaultProblem(`ATHAR_KEYS names the key “${twice.id}” twice; give each key an id of its own.`)
  return keys
}

export const keyFilePath = (dataDir: string) => path.join(dataDir, 'keys', 'credentials.json')

const lost =
  'Put the file back from a backup. Without it the credentials of connected accounts cannot be opened: those accounts then have to be connected again; posts, results and settings are not touched.'

/** Reads the key file, newest key first; null when there is none. Closes it to other users first. Throws VaultProblem. */
export const readKeyFile = (dataDir: string, onNote: (sentence: string) => void): Key[] | null => {
  const file = keyFilePath(dataDir)
  let text: string
  try {
    closeToOthers(file, onNote)
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof VaultProblem) throw error
    throw new VaultProblem(`The key file ${file} cannot be read (${(error as Error).message}). Give this user the right to read it.`, {
      cause: error,
    })
  }
  try {
    const { keys } = JSON.parse(text) as { keys: { id: string; key: string; retiredAt?: string }[] }
    const read = keys.map(({ id, key, retiredAt }) => ({
      id,
      key: Buffer.from(key, 'base64'),
      ...(retiredAt === undefined ? {} : { retiredAt }),
    }))
    if (read.length === 0 || read.some(({ id, key }) => typeof id !== 'string' || key.length !== keyBytes))
      throw new TypeError('no usable key in it')
    return read
  } catch (error) {
    throw new VaultProblem(
      `The key file ${file} is damaged (${error instanceof SyntaxError ? 'not JSON' : (error as Error).message}). ${lost}`,
    )
  }
}

const closeToOthers = (file: string, onNote: (sentence: string) => void) => {
  if (process.platform === 'win32') return
  const mode = fs.statSync(file).mode & 0o777
  if ((mode & 0o077) === 0) return
  try {
    fs.chmodSync(file, 0o600)
  } catch (error) {
    throw new VaultProblem(
      `The key file ${file} can be read by other users of this machine (mode ${mode.toString(8)}), and this user may not change that. Run: chmod 600 ${file}`,
      { cause: error },
    )
  }
  onNote(
    `The key file ${file} could be read by other users of this machine (mode ${mode.toString(8)}); it is closed to them now. If somebody may have read it, run: athar keys rotate`,
  )
}

/** Writes the key file so that a crash at any moment leaves the old or the new one, whole. `onlyIfMissing`: false when another process was first. */
export const writeKeyFile = (dataDir: string, keys: Key[], onlyIfMissing = false): boolean => {
  const file = keyFilePath(dataDir)
  const folder = path.dirname(file)
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const text = `${JSON.stringify({ keys: keys.map(({ key, ...rest }) => ({ ...rest, key: key.toString('base64') })) }, null, 2)}\n`
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const handle = fs.openSync(draft, 'wx', 0o600)
    try {
      fs.writeSync(handle, text)
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    if (onlyIfMissing) fs.linkSync(draft, file)
    else fs.renameSync(draft, file)
    syncFolder(folder)
    return true
  } catch (error) {
    if (onlyIfMissing && (error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new VaultProblem(
      `The key file ${file} cannot be written (${(error as Error).message}). Free space or give this user the right to write there, or set ATHAR_KEYS to ${example}.`,
      { cause: error },
    )
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

const syncFolder = (folder: string) => {
  // Windows cannot open a folder to sync it.
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
