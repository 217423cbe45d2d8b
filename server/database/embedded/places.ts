/** Where the embedded database keeps its files, and where its socket lives. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseProblem } from '../problem.ts'

export interface Places {
  /** Everything of the database, inside DATA_DIR. */
  home: string
  /** PostgreSQL's own data directory. The major version is in its name: another one cannot read it. */
  cluster: string
  /** The generated password of the only database user; mode 0600. */
  passwordFile: string
  logFile: string
  /** Library links, when node_modules may not be written to. */
  libraries: string
  /** The folder of the unix socket (mode 0700); null on Windows, which uses 127.0.0.1. */
  socketFolder: string | null
  /** Names this data directory on this machine, whatever path leads to it. */
  identity: string
}

export const majorVersion = 18

/** The port PostgreSQL writes into its socket's name; nothing listens on it. */
export const socketPort = 5432

// sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero.
const longestSocketPath = 103
const socketName = `/.s.PGSQL.${socketPort}`
const fits = (folder: string) => Buffer.byteLength(folder + socketName) <= longestSocketPath

/**
 * Makes DATA_DIR/database and works out the places in it. A socket path is limited to about a hundred bytes, so a deep DATA_DIR
 * gets its socket in a private folder of the system's temporary folder. Throws DatabaseProblem when DATA_DIR cannot be written.
 */
export const findPlaces = (dataDir: string): Places => {
  const home = path.join(dataDir, 'database')
  try {
    fs.mkdirSync(home, { recursive: true })
    fs.accessSync(home, fs.constants.W_OK | fs.constants.X_OK)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
  const stat = fs.statSync(home, { bigint: true })
  const identity = createHash('sha256').update(`${stat.dev}:${stat.ino}`).digest('hex').slice(0, 16)
  return {
    home,
    cluster: path.join(home, `postgres-${majorVersion}`),
    passwordFile: path.join(home, 'password'),
    logFile: path.join(home, 'postgres.log'),
    libraries: path.join(home, 'libraries'),
    socketFolder: process.platform === 'win32' ? null : chooseSocketFolder(home, identity),
    identity,
  }
}

const chooseSocketFolder = (home: string, identity: string): string => {
  const candidates = [path.join(home, 'socket'), path.join(os.tmpdir(), `athar-${identity}`), path.join('/tmp', `athar-${identity}`)]
  const folder = candidates.find(fits)
  if (folder === undefined) throw new DatabaseProblem(`The path ${home} is too long for a socket. Choose a shorter DATA_DIR or TMPDIR.`)
  return folder
}

/** Makes the socket's folder, closed to everybody else; refuses one that somebody else put there first. */
export const makeSocketFolder = (folder: string, owner: { uid: number } | null): void => {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = fs.lstatSync(folder)
  const allowed = [process.getuid?.(), owner?.uid]
  if (!stat.isDirectory() || !allowed.includes(stat.uid)) {
    throw new DatabaseProblem(
      `${folder} belongs to somebody else, so the database's socket cannot be put there. Remove it, or choose a shorter DATA_DIR.`,
    )
  }
  fs.chmodSync(folder, 0o700)
}

/** The sentence for a DATA_DIR that cannot be used, or the error itself when it is of another kind. */
export const unwritable = (dataDir: string, error: unknown): Error => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return fullDisk(dataDir, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new DatabaseProblem(
      `The data directory ${dataDir} cannot be written to. Give this user the right to, or choose another one with DATA_DIR.`,
      { cause: error },
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new DatabaseProblem(`The data directory ${dataDir} is, or lies below, a file. Choose a folder with DATA_DIR.`, { cause: error })
  }
  return error as Error
}

/** The sentence for a full disk. */
export const fullDisk = (dataDir: string, cause: unknown): DatabaseProblem =>
  new DatabaseProblem(
    `The disk that holds ${dataDir} is full. Free some space there, or choose another place with DATA_DIR, and start again.`,
    { cause },
  )
