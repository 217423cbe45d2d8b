/** Decides as whom PostgreSQL runs: it refuses to run as root, and it must not outlive us. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { DatabaseProblem } from '../problem.ts'

export interface Launch {
  command: string
  args: string[]
  /** Set when the process has to drop to another user; its files must then belong to that user. */
  uid?: number
  gid?: number
}

export interface Privileges {
  wrap: (command: string, args: string[]) => Launch
  /** The user who must own the data, when it is not the one we run as. */
  owner: { uid: number; gid: number } | null
  /** The kernel ends the server when we die; otherwise the supervisor keeps a watch. */
  diesWithParent: boolean
}

/** Where the system's own programs are; PostgreSQL and its helpers need nothing else. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

interface User {
  name: string
  uid: number
  gid: number
}

const readUsers = (): User[] =>
  fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))

const runs = (command: string, args: string[]) => spawnSync(command, args, { stdio: 'ignore', env: { PATH: systemPath } }).status === 0

/**
 * Works out how to start the server on this data directory (which may not be there yet). Linux as an ordinary user: as it is. As root, or as a user id without a name (initdb wants
 * one): seen from inside as an ordinary user through a user namespace, which needs no account and leaves the files ours. Where that is refused
 * (Docker's default seccomp profile), root drops to `nobody`. Data that already belongs to another user stays that user's. `setpriv` makes the kernel end the server with us. Cost: about 5 ms.
 */
export const findPrivileges = (cluster: string): Privileges => {
  if (process.platform === 'win32') return { wrap: (command, args) => ({ command, args }), owner: null, diesWithParent: false }
  const uid = process.getuid?.() ?? -1
  if (process.platform !== 'linux') {
    if (uid === 0) throw new DatabaseProblem('PostgreSQL does not run as root. Start Athar as an ordinary user, or set DATABASE_URL.')
    return { wrap: (command, args) => ({ command, args }), owner: null, diesWithParent: false }
  }
  const leash = runs('setpriv', ['--pdeathsig', 'INT', 'true']) ? ['setpriv', '--pdeathsig', 'INT'] : []
  const prefixed =
    (prefix: string[], rest: object = {}) =>
    (command: string, args: string[]): Launch => {
      const [first = command, ...others] = [...leash, ...prefix, command, ...args]
      return { command: first, args: others, ...rest }
    }
  const users = readUsers()
  if (uid !== 0 && users.some((user) => user.uid === uid)) return { wrap: prefixed([]), owner: null, diesWithParent: leash.length > 0 }
  const keeper = uid === 0 && fs.existsSync(cluster) ? fs.statSync(cluster) : null
  if (keeper !== null && keeper.uid !== 0) {
    const owner = { uid: keeper.uid, gid: keeper.gid }
    return { wrap: prefixed([], owner), owner, diesWithParent: leash.length > 0 }
  }
  const nobody = users.find((user) => user.name === 'nobody') ?? users.find((user) => user.uid > 0)
  if (nobody === undefined)
    throw new DatabaseProblem('PostgreSQL does not run as root, and /etc/passwd names no other user. Add one, or set DATABASE_URL.')
  const asNobody = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`]
  if (runs('unshare', [...asNobody.slice(1), 'true'])) return { wrap: prefixed(asNobody), owner: null, diesWithParent: leash.length > 0 }
  if (uid !== 0) {
    throw new DatabaseProblem(
      `PostgreSQL needs a user with a name, and user id ${uid} has none in /etc/passwd. Add one, or set DATABASE_URL.`,
    )
  }
  const owner = { uid: nobody.uid, gid: nobody.gid }
  return { wrap: prefixed([], owner), owner, diesWithParent: leash.length > 0 }
}

/** Gives a folder to the user the server drops to, and checks that this user can reach it. No-op for everybody else. */
export const giveTo = (owner: Privileges['owner'], folder: string): void => {
  if (owner === null) return
  fs.chownSync(folder, owner.uid, owner.gid)
  for (let above = path.dirname(folder); above !== path.dirname(above); above = path.dirname(above)) {
    const stat = fs.statSync(above)
    if ((stat.mode & 0o001) === 0 && !(stat.uid === owner.uid && (stat.mode & 0o100) !== 0)) {
      throw new DatabaseProblem(
        `PostgreSQL does not run as root, and an ordinary user may not enter ${above}. Start Athar as an ordinary user, or put DATA_DIR where everybody may enter, e.g. /var/lib/athar.`,
      )
    }
  }
}
