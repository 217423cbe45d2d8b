/** Tests of the server's life with the real process: one line, clean stops, sentences instead of traces. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-main-'))
const database = await testDatabase()
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  fs.rmSync(scratch, { recursive: true, force: true })
})

const program = `const { serve } = await import(${JSON.stringify(path.join(import.meta.dirname, 'main.ts'))}); await serve()`

interface Run {
  child: ChildProcess
  /** Everything said so far, both streams. */
  said: () => string
  /** The exit code, once it has ended. */
  ended: Promise<number | null>
}

const run = (environment: Record<string, string>): Run => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: path.join(scratch, 'data'), ...environment },
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, said: () => said, ended }
}

const addressOf = async ({ child, said }: Run): Promise<string> => {
  while (!said().includes('\n')) await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')])
  const address = /http:\/\/\S+/.exec(said())?.[0]
  if (address === undefined) throw new Error(`it did not start: ${said()}`)
  return address
}

const onTestDatabase = { DATABASE_URL: database.connectionString }

describe('with the embedded database', () => {
  test('it says one line, answers, refuses a second start, and stops cleanly; what was killed starts again', async () => {
    const first = run({})
    const address = await addressOf(first)
    expect((await fetch(`${address}/api/health`)).status).toBe(200)

    const second = run({})
    expect(await second.ended).toBe(1)
    expect(second.said()).toMatch(new RegExp(`^Athar is already running on .* \\(process id ${first.child.pid}\\)\\. [^\\n]*\\n$`))

    first.child.kill('SIGKILL')
    await first.ended
    const third = run({})
    await addressOf(third)
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
    expect(third.said()).toMatch(/^Athar is open at http:\/\/127\.0\.0\.1:\d+ – stop it with Ctrl\+C\.\n$/)
  })
})

describe('asked to stop', () => {
  test('a request under way still gets its answer, and new ones are not taken', async () => {
    const server = run(onTestDatabase)
    const address = await addressOf(server)
    const body = JSON.stringify({ username: 'nobody', password: 'not the password' })
    const request = http.request(`${address}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    })
    request.write(body.slice(0, 5))
    await once(request, 'socket')
    await fetch(`${address}/api/health`)
    server.child.kill('SIGTERM')
    await expect
      .poll(() =>
        fetch(`${address}/api/health`).then(
          () => 'taken',
          () => 'refused',
        ),
      )
      .toBe('refused')
    request.end(body.slice(5))
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(401)
    expect(await server.ended).toBe(0)
  })

  test('Ctrl+C while it is still starting ends it cleanly too', async () => {
    const server = run(onTestDatabase)
    await new Promise((resolve) => setTimeout(resolve, 900))
    server.child.kill('SIGINT')
    expect(await server.ended).not.toBe(1)
    expect(server.said()).not.toContain('Error')
  })
})

describe('what a person can mend is one sentence', () => {
  const saysOnly = async (environment: Record<string, string>, sentence: RegExp) => {
    const server = run(environment)
    expect(await server.ended).toBe(1)
    expect(server.said()).toMatch(sentence)
    expect(server.said().trim().split('\n')).toHaveLength(1)
  }

  test('a port in use', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as net.AddressInfo
    await saysOnly(
      { ...onTestDatabase, PORT: String(port) },
      new RegExp(`^Port ${port} on 127.0.0.1 is in use by another program\\. .*PORT=${port + 1} npm start`),
    )
    taken.close()
  })

  test('an address that is not this machine’s', () =>
    saysOnly({ ...onTestDatabase, HOST: '203.0.113.7' }, /^203\.0\.113\.7 is not an address of this machine\./))

  test('a data directory that is a file', () =>
    saysOnly({ DATA_DIR: path.join(process.execPath, 'data') }, /Choose a folder with DATA_DIR\./))

  test('a setting that makes no sense', () => saysOnly({ PORT: 'eighty' }, /^The setting PORT cannot be used/))

  test('a schema from a newer version', async () => {
    await sql`insert into schema_step (name, timestamp) values ('9999-future', 'now')`.execute(database.db)
    try {
      await saysOnly(onTestDatabase, /^The database was written by a newer Athar: it has the schema step 9999-future/)
    } finally {
      await sql`delete from schema_step where name = '9999-future'`.execute(database.db)
    }
  })
})
