/** What the running app hands to every route, job and command: made once in main.ts, replaced piece by piece in tests. */
import type { Logger } from 'pino'
import type { Channel, World } from '../channels/port.ts'
import type { MediaReference } from '../contract/content.ts'
import type { Config } from './config.ts'
import type { Database } from './database/open.ts'
import type { Auth } from './features/team/auth.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Mailer } from './mail/mail.ts'
import type { Vault } from './vault/vault.ts'

export interface Services {
  config: Config
  database: Database
  auth: Auth
  jobs: Jobs
  vault: Vault
  mail: Mailer
  /** The egress client, as channels see it. */
  fetch: World['fetch']
  now: () => Date
  /** The networks; the registry, or a test's own. */
  channels: { find: (network: string) => Promise<Channel | null>; list: () => Promise<Channel[]> }
  /** Reads a stored media file of a workspace; set by the media room. */
  openMedia: (workspaceId: string, media: MediaReference) => Promise<Uint8Array<ArrayBuffer>>
  /** What follows when an account was connected: its history is read at once. Wired where everything is known (work.ts). */
  afterConnect: (account: { workspaceId: string; accountId: string }) => Promise<void>
  log: Logger
}
