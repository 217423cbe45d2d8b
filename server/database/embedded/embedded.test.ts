/** Tests of the embedded server with real processes: killed, doubled, moved, filled up. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { type Database, openDatabase } from '../open.ts'
import { readPidFile } from './postmaster.ts'
import { startEmbedded } from './supervise.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-embedded-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

const here = (file: string) => JSON.stringify(path.join(import.meta.dirname, file))
const ownerProgram = path.join(scratch, 'owner.mjs')
fs.writeFileSync(
  ownerProgram,
  `const { startEmbedded } = await import(${here('supervise.ts')})
  try {
    const server = await startEmbedded({ dataDir: process.argv[2] })
    console.log('up ' + server.pid())
    if (process.argv[3] === 'briefly') await server.stop()
    else setInterval(() => {}, 1000)
  } catch (error) {
    console.log(error.message)
  }`,
)

const startOwner = async (dataDir: string): Promise<{ owner: ChildProcess; said: string; serverPid: number }> => {
  const owner = spawn(process.execPath, [ownerProgram, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [bytes] = (await once(owner.stdout, 'data')) as [Buffer]
  const said = bytes.toString('utf8').trim()
  return { owner, said, serverPid: Number(/^up (\d+)$/.exec(said)?.[1]) }
}

const clusterOf = (dataDir: string) => path.join(dataDir, 'database', 'postgres-18')

/** Kills the server of this data and answers when another one has taken its place. */
const replaceServer = async (dataDir: string): Promise<void> => {
  const killed = readPidFile(clusterOf(dataDir))
  if (killed === null) throw new Error('there is no server to kill')
  process.kill(killed.pid, 'SIGKILL')
  await waitUntil(() => {
    const now = readPidFile(clusterOf(dataDir))
    return now !== null && now.pid !== killed.pid
  })
}

const isAlive = (pid: number) => spawnSync('kill', ['-0', String(pid)]).status === 0
const waitUntil = async (holds: () => boolean | Promise<boolean>) => {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 20) {
    if (await holds()) return
    await sleep(20)
  }
  throw new Error('waited half a minute in vain')
}

describe('a folder with spaces and Arabic in its name, far too deep for a socket', () => {
  const dataDir = path.join(scratch, 'بيانات my data', 'deep'.repeat(40))

  test('works, keeps its rows over a restart, writes to disk for sure and checks its pages', async () => {
    const first = await openDatabase({ dataDir })
    await migrate(first)
    await sql`create table kept (word text)`.execute(first.db)
    await sql`insert into kept values ('أثر')`.execute(first.db)
    await first.close()
    const second = await openDatabase({ dataDir })
    const { rows } =
      await sql`select word, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums from kept`.execute(second.db)
    await second.close()
    expect(rows).toEqual([{ word: 'أثر', fsync: 'on', checksums: 'on' }])
  })

  test('its password and its socket are for this user alone', async () => {
    const server = await startEmbedded({ dataDir })
    const socketFolder = decodeURIComponent(new URL(server.connectionString('postgres')).hostname)
    const mode = (file: string) => fs.statSync(file).mode & 0o777
    expect([mode(path.join(dataDir, 'database', 'password')), mode(socketFolder)]).toEqual([0o600, 0o700])
    await server.stop()
    expect(fs.existsSync(socketFolder)).toBe(false)
  })
})

describe('one owner', () => {
  test('a second start on the same data is refused with a sentence that names the first', async () => {
    const dataDir = path.join(scratch, 'twice')
    const { owner, serverPid } = await startOwner(dataDir)
    const link = path.join(scratch, 'another-way-in')
    fs.symlinkSync(dataDir, link)
    await expect(startEmbedded({ dataDir: link })).rejects.toThrow(
      new RegExp(`already running on .*process id ${owner.pid}\\).*another DATA_DIR`),
    )
    const guest = await openDatabase({ dataDir, whenHeld: 'join' })
    expect((await sql<{ one: number }>`select 1 as one`.execute(guest.db)).rows).toEqual([{ one: 1 }])
    await guest.close()
    expect(isAlive(serverPid)).toBe(true)
    owner.kill('SIGKILL')
    await waitUntil(() => !isAlive(serverPid))
  })
})

describe('kill -9', () => {
  test('of the owner: no server is left behind, and the next start works at once', async () => {
    const dataDir = path.join(scratch, 'orphan')
    const { owner, serverPid } = await startOwner(dataDir)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const next = await startEmbedded({ dataDir })
    await waitUntil(() => !isAlive(serverPid))
    await next.stop()
  })

  test('of the server: it is started again, what was answered is there, and queries in between wait', async () => {
    const dataDir = path.join(scratch, 'recovers')
    const troubles: string[] = []
    const database = await openDatabase({ dataDir, onTrouble: (reason) => troubles.push(reason) })
    await sql`create table answered (n integer primary key)`.execute(database.db)
    let kept = 0
    for (let round = 0; round < 5; round += 1) {
      const [{ rowCount }] = await Promise.all([insertWithRetry(database.db, (kept += 1)), replaceServer(dataDir)])
      expect(rowCount).toBe(1)
    }
    expect((await sql`select count(*) as n from answered`.execute(database.db)).rows).toEqual([{ n: kept }])
    expect(troubles.filter((reason) => reason.includes('SIGKILL')).length).toBeGreaterThan(0)
    await database.close()
  })

  const insertWithRetry = async (db: Database['db'], n: number): Promise<{ rowCount: number }> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const result = await sql`insert into answered values (${n}) on conflict do nothing returning n`.execute(db)
        return { rowCount: result.rows.length === 1 || attempt > 0 ? 1 : 0 }
      } catch (error) {
        // The query that was on its way when the server died fails; it is never repeated for its caller.
        if (attempt === 5) throw error
      }
    }
  }

  test('a postmaster.pid whose number now belongs to another program does not stop the start', async () => {
    const dataDir = path.join(scratch, 'reused-number')
    const server = await startEmbedded({ dataDir })
    const file = path.join(clusterOf(dataDir), 'postmaster.pid')
    const text = fs.readFileSync(file, 'utf8')
    await server.stop()
    const stranger = spawn('sleep', ['60'])
    fs.writeFileSync(file, text.replace(/^\d+/, String(stranger.pid)))
    const again = await startEmbedded({ dataDir })
    await again.stop()
    expect(stranger.exitCode).toBe(null)
    stranger.kill()
  })
})

describe('data that cannot be used', () => {
  const attempt = (dataDir: string) =>
    startEmbedded({ dataDir }).then(
      () => 'it started',
      (error: Error) => error.message,
    )

  test('a file where the folder should be', async () => {
    const file = path.join(scratch, 'a-file')
    fs.writeFileSync(file, '')
    expect(await attempt(file)).toMatch(/is, or lies below, a file\. Choose a folder/)
  })

  test('data of another PostgreSQL', async () => {
    const dataDir = path.join(scratch, 'older')
    fs.mkdirSync(path.join(dataDir, 'database', 'postgres-18'), { recursive: true })
    fs.writeFileSync(path.join(dataDir, 'database', 'postgres-18', 'PG_VERSION'), '16\n')
    expect(await attempt(dataDir)).toMatch(/was made by PostgreSQL 16, and this Athar brings 18/)
  })

  // A small disk of our own needs the right to mount; where it is refused, this is reported as skipped.
  const onSmallDisk = (program: string) =>
    spawnSync('unshare', [...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount', 'sh', '-c', program], {
      encoding: 'utf8',
    })
  const mayMount = onSmallDisk(`mount -t tmpfs -o size=1m tmpfs ${scratch}`).status === 0

  test.skipIf(!mayMount)('a full disk, the first time and later: a sentence, and nothing half made', () => {
    const disk = path.join(scratch, 'small disk')
    fs.mkdirSync(disk)
    const start = `"${process.execPath}" "${ownerProgram}" "${disk}/data"`
    const { stdout } = onSmallDisk(`
      mount -t tmpfs -o size=30m tmpfs "${disk}"
      ${start}; ls "${disk}/data/database"
      mount -t tmpfs -o size=120m tmpfs "${disk}"
      ${start} briefly
      cat /dev/zero > "${disk}/filler" 2>/dev/null; ${start}
      rm "${disk}/filler"; ${start} briefly`)
    const full = `The disk that holds ${disk}/data is full. Free some space there, or choose another place with DATA_DIR, and start again.`
    expect(
      stdout
        .trim()
        .replaceAll(/up \d+/g, 'up')
        .split('\n'),
    ).toEqual([full, 'password', 'up', full, 'up'])
  })
})

test('a start beside a server that is still recovering waits for it', async () => {
  const dataDir = path.join(scratch, 'recovering')
  const owner = await openDatabase({ dataDir })
  const address = owner.connectionString
  await replaceServer(dataDir)
  await waitUntil(() => fs.existsSync(path.join(dataDir, 'database', 'socket', '.s.PGSQL.5432')))
  const other = await openDatabase({ databaseUrl: address, dataDir })
  expect((await sql<{ one: number }>`select 1 as one`.execute(other.db)).rows).toEqual([{ one: 1 }])
  await other.close()
  await owner.close()
})
