/** The whole app over a test database, without a socket: sign people in, call routes, look at what comes back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Hono } from 'hono'
import pino from 'pino'
import { afterAll } from 'vitest'
import { createEgress } from '../channels/egress.ts'
import { findChannel, listChannels } from '../channels/registry.ts'
import { type Role, roles } from '../contract/procedure.ts'
import { findingsOf } from '../server/all-findings.ts'
import { checkDraftWith } from '../server/all-draft-checks.ts'
import { createApp } from '../server/app.ts'
import { type Config, readConfig } from '../server/config.ts'
import type { Database } from '../server/database/open.ts'
import { openCallNotes } from '../server/features/accounts/index.ts'
import { readMediaFile } from '../server/features/media/index.ts'
import { createAuth } from '../server/features/team/index.ts'
import { openJobs } from '../server/jobs/jobs.ts'
import { openMail } from '../server/mail/mail.ts'
import type { Services } from '../server/services.ts'
import { openVault } from '../server/vault/vault.ts'

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any
  headers: Headers
}
export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>

export interface TestApp {
  app: Hono
  services: Services
  /** Calls without signing in. */
  call: Call
  /** Calls with a session of its own, starting signed out. */
  visitor: () => Call
}

/** Builds services and app over the database; background work is queued but not worked on. */
export const testApp = async (
  database: Database,
  options: { now?: () => Date; config?: Partial<Config>; channels?: Services['channels'] } = {},
): Promise<TestApp> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-test-'))
  const config: Config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), ...options.config }
  const log = pino({ level: config.logLevel })
  const jobs = await openJobs({ connectionString: database.connectionString, log, supervise: false })
  const services: Services = {
    config,
    database,
    auth: createAuth({ db: database.db as never, config, secret: 'a secret for tests only, long enough' }),
    jobs,
    vault: await openVault({ dataDir, environmentKeys: null }),
    mail: openMail(config),
    fetch: createEgress({ allowPrivateHosts: config.allowPrivateHosts }),
    now: options.now ?? (() => new Date()),
    calls: openCallNotes(database, log),
    channels: options.channels ?? { find: findChannel, list: listChannels },
    afterConnect: async () => {},
    checkDraft: checkDraftWith(() => services),
    readFindings: findingsOf(() => services),
    afterBegin: async () => {},
    openMedia: (workspaceId, { id }) => readMediaFile(dataDir, workspaceId, id),
    log,
  }
  afterAll(async () => {
    await jobs.stop()
    await services.calls.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const app = createApp(services)
  const visitor = (): Call => {
    const cookies = new Map<string, string>()
    return async (method, address, body) => {
      const headers = new Headers({ host: 'localhost', origin: 'http://localhost' })
      if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      if (body !== undefined) headers.set('content-type', 'application/json')
      // The socket's address, as the Node server would hand it over.
      const socket = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
      const answer = await app.request(
        `http://localhost/api${address}`,
        { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
        socket,
      )
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';', 1)
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const text = await answer.text()
      return {
        status: answer.status,
        body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
        headers: answer.headers,
      }
    }
  }
  return { app, services, call: visitor(), visitor }
}

export const testPassword = 'a long test password'

export interface TestTeam {
  workspaceId: string
  brandId: string
  /** One signed-in person of each role. */
  as: Record<Role, Call>
  /** An owner of another workspace, with its ids. */
  stranger: { call: Call; workspaceId: string; brandId: string }
}

/** Sets up a workspace with one person of every role, and another workspace beside it. Cost: about a second (password hashing). */
export const testTeam = async ({ visitor }: TestApp): Promise<TestTeam> => {
  const owner = visitor()
  const first = await owner('POST', '/first-run', {
    name: 'owner',
    password: testPassword,
    language: 'en',
    timeZone: 'Asia/Riyadh',
    workspaceName: 'Café',
  })
  if (first.status !== 200) throw new Error(`first run answered ${first.status}: ${JSON.stringify(first.body)}`)
  const { workspaceId, brandId } = first.body as { workspaceId: string; brandId: string }

  const join = async (into: { call: Call; workspaceId: string }, role: Exclude<Role, 'owner'>, name: string) => {
    const invitation = await into.call('POST', `/workspaces/${into.workspaceId}/invitations`, { email: `${name}@example.com`, role })
    const call = visitor()
    const answer = await call('POST', `/invitations/${invitation.body.id}/accept`, {
      newPerson: { name, password: testPassword, language: 'en' },
    })
    if (answer.status !== 200) throw new Error(`${name} could not join: ${answer.status} ${JSON.stringify(answer.body)}`)
    return call
  }
  const others = await Promise.all(
    roles.filter((role) => role !== 'owner').map(async (role) => [role, await join({ call: owner, workspaceId }, role, role)] as const),
  )
  // Comes in as a viewer here, owns a workspace elsewhere, and is then shown the door.
  const strange = await join({ call: owner, workspaceId }, 'viewer', 'stranger')
  const elsewhere = await strange('POST', '/workspaces', {
    name: 'Elsewhere',
    brand: { name: 'Other', timeZone: 'Europe/Berlin', language: 'en' },
  })
  const members = await owner('GET', `/workspaces/${workspaceId}/members`)
  const strangerId = (members.body as { userId: string; name: string }[]).find((member) => member.name === 'stranger')?.userId
  await owner('DELETE', `/workspaces/${workspaceId}/members/${strangerId}`)
  return {
    workspaceId,
    brandId,
    as: { owner, ...Object.fromEntries(others) } as Record<Role, Call>,
    stranger: { call: strange, workspaceId: elsewhere.body.workspaceId, brandId: elsewhere.body.brandId },
  }
}
