/** What the running app hands to every route, job and command: made once in main.ts, replaced piece by piece in tests. */
import type { Logger } from 'pino'
import type { Channel, World } from '../channels/port.ts'
import type { ContentProblem } from '../contract/calendar.ts'
import type { Mark } from '../contract/marks.ts'
import type { TodayItem } from '../contract/today.ts'
import type { MediaReference, PostContent } from '../contract/content.ts'
import type { Config } from './config.ts'
import type { Database } from './database/open.ts'
import type { CallNotes } from './features/accounts/call-notes.ts'
import type { Auth } from './features/team/auth.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Mailer } from './mail/mail.ts'
import type { Vault } from './vault/vault.ts'

/** What is about to be said, where and when; checked by every room that has something to say about it. */
export interface CheckedDraft {
  workspaceId: string
  brandId: string
  account: { id: string; network: string }
  content: PostContent
  /** The post it is a version of, once it is stored. */
  postId: string | undefined
  /** When it is meant to go out. */
  at: Date | undefined
}

/** Warnings stand beside the text; an error keeps the version from being approved. */
export type DraftCheck = (services: Services, draft: CheckedDraft) => Promise<ContentProblem[]>

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
  /** How calls to networks went, for Pulse; kept in memory for seconds, then written. */
  calls: CallNotes
  /** The networks; the registry, or a test's own. */
  channels: { find: (network: string) => Promise<Channel | null>; list: () => Promise<Channel[]> }
  /** Reads a stored media file of a workspace; set by the media room. */
  openMedia: (workspaceId: string, media: MediaReference) => Promise<Uint8Array<ArrayBuffer>>
  /** What follows when an account was connected: its history is read at once. Wired where everything is known (work.ts). */
  afterConnect: (account: { workspaceId: string; accountId: string }) => Promise<void>
  /** Asks the rooms about a draft. Wired where all rooms are known (all-draft-checks.ts). */
  checkDraft: (draft: CheckedDraft) => Promise<ContentProblem[]>
  /** What all rooms say of a brand now, and the dated marks of a stretch of days. Wired where all rooms are known (all-findings.ts). */
  readFindings: (about: {
    workspaceId: string
    brandId: string
    timeZone: string
    language: 'en' | 'ar'
    from: string
    to: string
  }) => Promise<{ entries: TodayItem[]; marks: Mark[] }>
  /** Fills the rooms of a brand that began on a network of Athar's own (all-examples.ts). */
  afterBegin: (begun: BegunBrand) => Promise<void>
  log: Logger
}

/** A brand that was just begun on a network inside Athar, and by whom. */
export interface BegunBrand {
  workspaceId: string
  brandId: string
  accountId: string
  userId: string
  seed: number
}
