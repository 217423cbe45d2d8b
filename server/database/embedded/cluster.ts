/** Creates PostgreSQL's data directory, all or nothing. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { DatabaseProblem } from '../problem.ts'
import type { Binaries } from './binaries.ts'
import { fullDisk, majorVersion, type Places } from './places.ts'
import { giveTo, type Privileges, systemPath } from './privileges.ts'

export const superuser = 'athar'

/**
 * The environment of every PostgreSQL process: nothing of ours leaks in, and its messages are in English (we read some of them).
 * Windows programs want their own environment, so there it is inherited.
 */
export const serverEnvironment = (binaries: Binaries): Record<string, string> | undefined =>
  process.platform === 'win32' ? undefined : { PATH: systemPath, LC_ALL: 'C', TZ: 'UTC', ...binaries.environment }

/**
 * Makes the data directory when there is none: initdb works under a temporary name that is renamed when it is whole, so that a kill or a full disk
 * in between leaves nothing half made. Data checksums on; texts sort by ICU's root rules, the same on every system.
 * Throws DatabaseProblem. Cost: about a second, once.
 */
export const ensureCluster = (places: Places, binaries: Binaries, privileges: Privileges): void => {
  clearUnfinished(places)
  const versionFile = path.join(places.cluster, 'PG_VERSION')
  if (fs.existsSync(versionFile)) {
    const found = fs.readFileSync(versionFile, 'utf8').trim()
    if (found === String(majorVersion)) return
    throw new DatabaseProblem(
      `${places.cluster} was made by PostgreSQL ${found}, and this Athar brings ${majorVersion}. Put it aside, or use the Athar that made it.`,
    )
  }
  if (fs.existsSync(places.cluster)) {
    throw new DatabaseProblem(`${places.cluster} is there but is not a PostgreSQL data directory. Put it aside and start again.`)
  }
  const unfinished = `${places.cluster}.unfinished-${process.pid}`
  try {
    fs.mkdirSync(unfinished, { mode: 0o700 })
    giveTo(privileges.owner, unfinished)
    ensurePassword(places, privileges)
    initialise(unfinished, places, binaries, privileges)
    fs.renameSync(unfinished, places.cluster)
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true })
    throw isFull(error) ? fullDisk(path.dirname(places.home), error) : error
  }
}

const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')

const clearUnfinished = (places: Places) => {
  const prefix = `${path.basename(places.cluster)}.unfinished-`
  for (const name of fs.readdirSync(places.home)) {
    if (name.startsWith(prefix)) fs.rmSync(path.join(places.home, name), { recursive: true, force: true })
  }
}

const ensurePassword = (places: Places, privileges: Privileges) => {
  if (!fs.existsSync(places.passwordFile)) {
    const unfinished = `${places.passwordFile}.unfinished`
    fs.writeFileSync(unfinished, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    fs.renameSync(unfinished, places.passwordFile)
  }
  giveTo(privileges.owner, places.passwordFile)
}

const initialise = (folder: string, places: Places, binaries: Binaries, privileges: Privileges) => {
  const { command, args, ...as } = privileges.wrap(binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${places.passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--locale=C',
  ])
  const result = spawnSync(command, args, { ...as, cwd: places.home, encoding: 'utf8', env: serverEnvironment(binaries) })
  if (result.error !== undefined) throw result.error
  if (result.status === 0) return
  if (/No space left on device|Disk quota exceeded/.test(result.stderr)) throw fullDisk(path.dirname(places.home), result.stderr)
  throw new DatabaseProblem(
    `PostgreSQL could not create its data directory ${places.cluster}: ${lastLines(result.stderr || result.stdout)}`,
  )
}

/** The end of what a PostgreSQL program said, on one line. */
export const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' / ')
