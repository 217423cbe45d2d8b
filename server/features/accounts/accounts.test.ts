/** Accounts: what is kept of a sign-in, who may see it (nobody), how it is renewed once, and what happens when it no longer holds. */
import { Writable } from 'node:stream'
import fs from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import type { Channel, ConnectAnswer, RefreshAnswer } from '../../../channels/port.ts'
import { say } from '../../../contract/sentence.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { openVault } from '../../vault/vault.ts'
import { callAccount, findAccount, rotateKeys } from './index.ts'
import { readLimits, refreshCredentials, resealAfterRotation } from './jobs.ts'

let now = new Date('2026-03-10T09:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

/** What the network holds: the one token that it accepts, and how it answers when asked for the next one. */
const network = {
  token: 'token-1',
  refreshes: 0,
  refreshAnswer: null as RefreshAnswer | null,
  connectAnswer: null as ConnectAnswer | null,
  whileRefreshing: null as (() => Promise<void>) | null,
  limit: 900,
}
const limitsOf = (max: number) => [
  { field: 'image-bytes' as const, max, unit: 'bytes' as const, since: '2026-03-10', source: 'https://fake.example' },
]
const fake: Channel = {
  network: 'fake',
  name: { en: 'Fake', ar: 'زائفة' },
  kind: 'network',
  limits: { network: 'fake', limits: [], formats: ['text'], meters: () => [], problems: () => [] },
  connect: {
    fields: [{ name: 'handle', kind: 'text', required: true }],
    connect: async (_world, input) =>
      network.connectAnswer ?? {
        kind: 'connected',
        networkAccountId: `id-${input.handle}`,
        handle: String(input.handle),
        displayName: 'Fake',
        avatarUrl: null,
        serviceUrl: input.serviceUrl ?? 'https://fake.example',
        secret: { token: network.token, password: input.appPassword },
        expiresAt: minutes(10),
      },
    refresh: async () => {
      network.refreshes += 1
      await network.whileRefreshing?.()
      if (network.refreshAnswer !== null) return network.refreshAnswer
      network.token = `token-${network.refreshes + 1}`
      return { kind: 'refreshed', secret: { token: network.token }, expiresAt: minutes(120) }
    },
  },
  read: {
    posts: async () => ({ kind: 'read', items: [], cursor: null }),
    metrics: async () => ({ kind: 'read', items: [], cursor: null }),
    accountMetrics: async () => ({ kind: 'read', items: [], cursor: null }),
    messages: async () => ({ kind: 'read', items: [], cursor: null }),
    limits: async () => ({ kind: 'read', items: limitsOf(network.limit), cursor: null }),
  },
}

const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (name) => (name === 'fake' ? fake : null), list: async () => [fake] },
})
const { services } = app
let logged = ''
services.log = pino({ level: 'trace' }, new Writable({ write: (chunk, _, done) => ((logged += String(chunk)), done()) }))
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/accounts`
const person = team.as.marketer
const password = 'app-password-that-nobody-may-see'
let handles = 0
const connect = async () => {
  const answer = await person('POST', base, { network: 'fake', input: { handle: `cafe-${++handles}`, appPassword: password } })
  expect(answer.status).toBe(200)
  return { workspaceId: team.workspaceId, accountId: answer.body.id as string }
}
/** A call that the network takes only with its current token. */
const call = (reference: { workspaceId: string; accountId: string }) =>
  callAccount(services, reference, async ({ access }) =>
    (access.secret as { token: string }).token === network.token
      ? { kind: 'fine' as const }
      : { kind: 'reconnect' as const, reason: say('accounts:reason.reconnect') },
  )
const stateOf = async ({ accountId }: { accountId: string }) => (await findAccount(database.db, team.workspaceId, accountId))?.state

beforeEach(() => {
  Object.assign(network, { token: 'token-1', refreshes: 0, refreshAnswer: null, connectAnswer: null, whileRefreshing: null, limit: 900 })
})

test('a secret is stored sealed and appears in no answer, no row, no job and no log', async () => {
  const account = await connect()
  network.token = 'another-token'
  await call(account)
  await services.jobs.enqueue(refreshCredentials, {})
  const answers = await Promise.all([person('GET', base), person('GET', `/workspaces/${team.workspaceId}/networks`)])
  const { rows: tables } = await database.pool.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
  )
  let everything = logged + JSON.stringify(answers.map(({ body }) => body))
  for (const { name } of tables) {
    const { rows } = await database.pool.query(`select coalesce(string_agg(row::text, ' '), '') as text from ${name} row`)
    everything += rows[0].text
  }
  const { rows } = await database.pool.query('select sealed from credential where account_id = $1', [account.accountId])
  everything += rows[0].sealed.toString('latin1')
  expect(everything).toContain('cafe-')
  for (const secret of [password, 'token-1', 'token-2']) {
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(Buffer.from(secret).toString('hex'))
    expect(everything).not.toContain(Buffer.from(secret).toString('base64'))
  }
})

test('a sealed credential moved to another account does not open', async () => {
  const [one, two] = [await connect(), await connect()]
  await database.pool.query('update credential set sealed = (select sealed from credential where account_id = $1) where account_id = $2', [
    one.accountId,
    two.accountId,
  ])
  expect(await call(one)).toEqual({ kind: 'fine' })
  expect(await call(two)).toMatchObject({ kind: 'reconnect', reason: { key: 'accounts:reason.keyLost' } })
})

test('a refused credential is renewed once, by one process, and the call goes through', async () => {
  const account = await connect()
  network.token = 'the network rotated it'
  const answers = await Promise.all(Array.from({ length: 5 }, () => call(account)))
  expect(answers).toEqual(Array.from({ length: 5 }, () => ({ kind: 'fine' })))
  expect(network.refreshes).toBe(1)
})

test('a credential that cannot be renewed marks the account, with the reason, until a person connects it again', async () => {
  const account = await connect()
  network.token = 'changed'
  network.refreshAnswer = { kind: 'reconnect', reason: say('accounts:reason.reconnect') }
  expect(await call(account)).toMatchObject({ kind: 'reconnect' })
  const [shown] = (await person('GET', base)).body.filter(({ id }: { id: string }) => id === account.accountId)
  expect(shown).toMatchObject({ state: 'reconnect', stateReason: { key: 'accounts:reason.reconnect' }, canPublish: false })
  await call(account)
  expect(network.refreshes).toBe(1)
  network.refreshAnswer = null
  const again = await person('POST', `${base}/${account.accountId}/reconnect`, { input: { handle: shown.handle, appPassword: password } })
  expect(again.body).toMatchObject({ id: account.accountId, state: 'connected', stateReason: null })
  expect(await call(account)).toEqual({ kind: 'fine' })
})

test('a network that is away while renewing leaves the account as it was', async () => {
  const account = await connect()
  network.token = 'changed'
  network.refreshAnswer = { kind: 'unreachable', reason: say('accounts:reason.reconnect') }
  expect(await call(account)).toMatchObject({ kind: 'reconnect' })
  expect(await stateOf(account)).toBe('connected')
})

test('credentials that end soon are renewed by the clock, before anybody is refused', async () => {
  const account = await connect()
  await refreshCredentials.run(services, {}, new AbortController().signal)
  expect(network.refreshes).toBeGreaterThan(0)
  expect((await findAccount(database.db, team.workspaceId, account.accountId))?.tokenExpiresAt).toEqual(minutes(120))
  expect((await person('GET', base)).body.map(({ tokenExpiresAt }: { tokenExpiresAt: string | null }) => tokenExpiresAt)).not.toContain(
    minutes(120).toISOString(),
  )
})

test('reconnecting with the credentials of another account is refused', async () => {
  const account = await connect()
  const answer = await person('POST', `${base}/${account.accountId}/reconnect`, {
    input: { handle: 'somebody-else', appPassword: password },
  })
  expect(answer.status).toBe(422)
  expect(answer.body.data.sentence.key).toBe('accounts:problem.otherAccount')
})

test('a refusal names the field, and a network that is away says so; nothing is kept', async () => {
  const before = (await person('GET', base)).body.length
  network.connectAnswer = { kind: 'refused', field: 'handle', reason: say('accounts:reason.reconnect') }
  const refused = await person('POST', base, { network: 'fake', input: { handle: 'x', appPassword: password } })
  expect(refused).toMatchObject({ status: 422, body: { data: { where: 'handle' } } })
  expect(JSON.stringify(refused.body)).not.toContain(password)
  expect((await person('POST', base, { network: 'nowhere', input: {} })).status).toBe(422)
  expect((await person('GET', base)).body).toHaveLength(before)
})

test('a removed account loses its credential at once, keeps its history, and is not called; a late renewal does not bring it back', async () => {
  const account = await connect()
  network.token = 'changed'
  network.whileRefreshing = async () => {
    expect((await person('DELETE', `${base}/${account.accountId}`)).body.state).toBe('removed')
  }
  expect(await call(account)).toMatchObject({ kind: 'reconnect' })
  const { rows } = await database.pool.query('select 1 from credential where account_id = $1', [account.accountId])
  expect(rows).toEqual([])
  expect(await stateOf(account)).toBe('removed')
  expect(await call(account)).toMatchObject({ kind: 'closed', state: 'removed' })
  expect((await person('GET', base)).body.map(({ id }: { id: string }) => id)).not.toContain(account.accountId)
})

test('a rotation seals everything under the new key, which opens; a damaged credential is left behind, not in the way', async () => {
  const [account, damaged] = [await connect(), await connect()]
  await database.pool.query(`update credential set sealed = sealed || '\\x00'::bytea where account_id = $1`, [damaged.accountId])
  const before = services.vault.currentKeyId()
  const { keyId, sealedAgain } = await rotateKeys(services)
  expect(keyId).not.toBe(before)
  expect(sealedAgain).toBeGreaterThan(0)
  const { rows } = await database.pool.query('select key_id from credential where account_id = $1', [account.accountId])
  expect(rows[0].key_id).toBe(keyId)
  expect(await call(account)).toEqual({ kind: 'fine' })

  // The key of the damaged one is kept: its bytes may come back from a backup.
  const started = now
  now = new Date(Date.now() + 2 * 60 * 60_000)
  await resealAfterRotation.run(services, {}, new AbortController().signal)
  const keysOf = () =>
    (JSON.parse(fs.readFileSync(path.join(services.config.dataDir, 'keys', 'credentials.json'), 'utf8')).keys as { id: string }[]).map(
      ({ id }) => id,
    )
  expect(keysOf()).toContain(before)
  await database.pool.query('delete from credential where key_id <> $1', [keyId])
  await resealAfterRotation.run(services, {}, new AbortController().signal)
  expect(keysOf()).toEqual([keyId])
  now = started
  expect(await call(account)).toEqual({ kind: 'fine' })
})

test('a lost key file says so, marks nothing, and all is well when it is back', async () => {
  const account = await connect()
  const { vault } = services
  const elsewhere = path.join(services.config.dataDir, 'another')
  fs.mkdirSync(elsewhere)
  services.vault = await openVault({ dataDir: elsewhere, environmentKeys: null })
  expect(await call(account)).toMatchObject({ kind: 'reconnect', reason: { key: 'accounts:reason.keyLost' } })
  services.vault = vault
  expect(await call(account)).toEqual({ kind: 'fine' })
  expect(await stateOf(account)).toBe('connected')
})

test('the limits of the account’s own server are kept, and read again every day', async () => {
  const account = await connect()
  const limit = async () => (await person('GET', base)).body.find(({ id }: { id: string }) => id === account.accountId).limits
  expect(await limit()).toEqual(limitsOf(900))
  network.limit = 500
  await readLimits.run(services, {}, new AbortController().signal)
  expect(await limit()).toEqual(limitsOf(500))
})

test('somebody of another workspace cannot see, use or remove an account', async () => {
  const account = await connect()
  const { call: stranger, workspaceId, brandId } = team.stranger
  expect((await stranger('GET', base)).status).toBe(404)
  const theirs = `/workspaces/${workspaceId}/brands/${brandId}/accounts`
  expect((await stranger('DELETE', `${theirs}/${account.accountId}`)).status).toBe(404)
  expect((await stranger('POST', `${theirs}/${account.accountId}/reconnect`, { input: {} })).status).toBe(404)
  expect(await call({ workspaceId, accountId: account.accountId })).toMatchObject({ kind: 'closed', state: 'missing' })
  expect(await stateOf(account)).toBe('connected')
})
