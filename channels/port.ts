/** What a network must be able to do for Athar, and the closed set of answers it may give. */
import type { Format, MediaReference, PostContent } from '../contract/content.ts'
import type { AccountMetric, MetricWindow, PostMetric } from '../contract/metrics.ts'
import type { Sentence } from '../contract/sentence.ts'
import type { ExportReader } from './exports/reader.ts'
import type { ChannelLimits, Limit } from './limits.ts'

/** The outside world as a channel sees it. Handed in, so that tests and the egress guard can stand in between. */
export interface World {
  /** The only way out: the egress client (pins DNS, re-checks redirects, times out). Throws EgressError. */
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  now: () => Date
  /** Records of networks that live inside Athar; other networks never touch it. */
  hosted: HostedRecords
  openMedia: (media: MediaReference) => Promise<Uint8Array<ArrayBuffer>>
}

/** A plain record store for a network that Athar itself hosts, scoped to one workspace and network. */
export interface HostedRecords {
  /** Stores a record under `key`; false when it was there already (then nothing changes). */
  add: (collection: string, key: string, body: unknown, occurredAt: Date) => Promise<boolean>
  put: (collection: string, key: string, body: unknown, occurredAt: Date) => Promise<void>
  get: (collection: string, key: string) => Promise<unknown>
  /** Records in order of occurredAt, newest first. */
  list: (
    collection: string,
    options?: { keyPrefix?: string; since?: Date; limit?: number },
  ) => Promise<{ key: string; body: unknown; occurredAt: Date }[]>
}

/** A connected account: `secret` is decrypted for this one call and never logged. */
export interface AccountAccess {
  networkAccountId: string
  handle: string
  /** The server the account lives on, where a network has many; null where it has one. */
  serviceUrl: string | null
  secret: unknown
}

export interface ConnectField {
  name: string
  kind: 'text' | 'password' | 'url'
  required: boolean
  placeholder?: string
}

export type ConnectAnswer =
  | {
      kind: 'connected'
      networkAccountId: string
      handle: string
      displayName: string
      avatarUrl: string | null
      serviceUrl: string | null
      secret: unknown
      expiresAt: Date | null
    }
  /** The person's input is wrong: `field` is one of the channel's connect fields. */
  | { kind: 'refused'; field: string | null; reason: Sentence }
  | { kind: 'unreachable'; reason: Sentence }

/** New secrets are stored before the old ones are dropped. */
export type RefreshAnswer =
  | { kind: 'refreshed'; secret: unknown; expiresAt: Date | null }
  | { kind: 'reconnect'; reason: Sentence }
  | { kind: 'unreachable'; reason: Sentence }

/** What is about to be sent, exactly. Stored, with its hash, before a byte leaves. */
export interface Payload {
  token: string
  body: unknown
}

/** What a network says to a publication. `unknown` is never retried blind; see readBack. */
export type PublishAnswer =
  | { kind: 'done'; networkPostId: string; permalink: string | null; publishedAt: Date; raw: unknown }
  | { kind: 'accepted'; handle: string; checkAfterMs: number; raw: unknown }
  | { kind: 'refused'; reason: Sentence; raw: unknown }
  | { kind: 'wait'; until: Date; reason: Sentence; raw: unknown }
  | { kind: 'reconnect'; reason: Sentence; raw: unknown }
  | { kind: 'unknown'; reason: Sentence; raw: unknown }

/** What reading back found. `absent` must mean: surely not there and never will be from this attempt. */
export type ReadBackAnswer =
  | { kind: 'present'; networkPostId: string; permalink: string | null; publishedAt: Date; raw: unknown }
  | { kind: 'absent'; raw: unknown }
  | { kind: 'cannot-tell'; reason: Sentence; raw: unknown }
  | { kind: 'reconnect'; reason: Sentence; raw: unknown }

export interface ObservedPost {
  networkPostId: string
  permalink: string | null
  publishedAt: Date
  format: Format
  text: string
  language: string | null
  /** Whether it was boosted with money; missing or null where the network does not say. */
  paid?: boolean | null
}
export interface ObservedMetric {
  networkPostId: string
  metric: PostMetric
  window: MetricWindow
  day: string | null
  value: number
  observedAt: Date
}
export interface ObservedAccountMetric {
  metric: AccountMetric
  value: number
  observedAt: Date
}
/** A reply, comment, mention or quote by somebody else. `likes` and `reposts` are metrics, not messages. */
export interface ObservedMessage {
  networkMessageId: string
  kind: 'comment' | 'reply' | 'mention' | 'quote' | 'message'
  /** The brand's post that it belongs to, where the network says so. */
  networkPostId: string | null
  author: { id: string; handle: string; displayName: string; avatarUrl: string | null }
  text: string
  sentAt: Date
  permalink: string | null
  /** The network says that its author, or the network itself, took it away. */
  deleted?: boolean
}

/** A follower as a network shows it; what a network does not show is missing. */
export interface ObservedFollower {
  id: string
  handle: string
  displayName: string
  hasProfilePicture?: boolean
  posts?: number
  followers?: number
  following?: number
  /** The day this account was made, YYYY-MM-DD. */
  createdOn?: string
  followedAt?: Date
}
/** Somebody's account as anybody sees it, day by day (YYYY-MM-DD), oldest first. */
export interface ObservedPublicAccount {
  handle: string
  displayName: string
  /** Followers of past days are null where a network tells only today's. */
  days: { day: string; followers: number | null; posts: number; engagements: number | null }[]
}

/** Reading may fail in three ways that the caller treats differently; anything else is a bug and throws. */
export type ReadAnswer<T> =
  | { kind: 'read'; items: T; cursor: string | null }
  | { kind: 'wait'; until: Date; reason: Sentence }
  | { kind: 'reconnect'; reason: Sentence }
  | { kind: 'unreachable'; reason: Sentence }

/** One network. Everything optional is optional because some network cannot do it; the reason is said in README.md. */
export interface Channel {
  network: string
  name: { en: string; ar: string }
  /** 'inside': a network that Athar hosts itself; 'retired': read-only archive. */
  kind: 'network' | 'inside' | 'retired'
  limits: ChannelLimits
  /**
   * The version of the network's interface that this channel speaks, and when the network ends it; null where none is announced. `opaque`: fields of answers
   * that hold what people or other programs wrote, whose names tell nothing of the network.
   */
  api?: { name: string; version: string | null; endsOn: string | null; checkedOn: string; source: string; opaque?: readonly string[] }
  connect?: {
    fields: ConnectField[]
    connect: (world: World, input: Record<string, string>) => Promise<ConnectAnswer>
    /** Called by one process at a time, under a lock. */
    refresh?: (world: World, account: AccountAccess) => Promise<RefreshAnswer>
  }
  read?: {
    /** How much faster than ours the network's clock runs; 1 everywhere but in a simulation. */
    pace?: (world: World, account: AccountAccess) => Promise<number>
    posts: (
      world: World,
      account: AccountAccess,
      page: { cursor: string | null; since: Date | null },
    ) => Promise<ReadAnswer<ObservedPost[]>>
    metrics: (world: World, account: AccountAccess, networkPostIds: string[]) => Promise<ReadAnswer<ObservedMetric[]>>
    /** The numbers as they stand now, first; older moments may follow where a network keeps a history. */
    accountMetrics: (world: World, account: AccountAccess) => Promise<ReadAnswer<ObservedAccountMetric[]>>
    messages: (
      world: World,
      account: AccountAccess,
      page: { cursor: string | null; since: Date | null },
    ) => Promise<ReadAnswer<ObservedMessage[]>>
    /** Who follows, newest first, where a network shows it. */
    followers?: (world: World, account: AccountAccess, page: { cursor: string | null }) => Promise<ReadAnswer<ObservedFollower[]>>
    /**
     * How often the judge of fake accounts errs on this network: accounts whose truth is known, found and missed, mistaken and cleared. Missing where nobody has
     * tried it; audits are then wider.
     */
    detector?: { found: number; missed: number; mistaken: number; cleared: number }
    /** Another account as the public sees it, e.g. a rival; null when there is none of that handle. */
    publicAccount?: (world: World, account: AccountAccess, handle: string) => Promise<ReadAnswer<ObservedPublicAccount | null>>
    /** The limits as this account's server has them, where a network's servers differ; they replace those of `limits`. */
    limits?: (world: World, account: AccountAccess) => Promise<ReadAnswer<Limit[]>>
  }
  write?: {
    /** Makes the exact payload and its idempotency token; no side effects on the network's public state. */
    prepare: (world: World, account: AccountAccess, content: PostContent) => Promise<Payload>
    /** Sends once. Never throws for what a network may do: a dropped connection is `unknown`. */
    send: (world: World, account: AccountAccess, payload: Payload) => Promise<PublishAnswer>
    /** For `accepted`: asks how it went. */
    check?: (world: World, account: AccountAccess, handle: string) => Promise<PublishAnswer>
    /** Looks whether an earlier attempt went out. Missing: only a person can tell. */
    readBack?: (
      world: World,
      account: AccountAccess,
      attempt: { payload: Payload; startedAt: Date; handle: string | null },
    ) => Promise<ReadBackAnswer>
    /** Sending the same payload twice can never make two posts (Bluesky's putRecord, Mastodon's key). */
    resendIsSafe: boolean
    /** Content with `replyTo` goes under that message; to one that is gone, `send` answers `refused`. Missing: this network takes no replies from us. */
    replies?: true
  }
  /** What people say there that reaches the inbox, and what does not and why. */
  hears?: {
    reads: ObservedMessage['kind'][]
    lacks: { what: Sentence; why: Sentence }[]
    /** The network takes an answer only for so many hours after the person's message; null: as long as one likes. */
    replyWindowHours: number | null
  }
  /** Readers of the files that people can download from this network. */
  exports?: ExportReader[]
  /** For networks inside Athar: makes a living brand from a seed. */
  inside?: {
    begin: (world: World, options: { seed: number; language: 'en' | 'ar'; timeZone: string }) => Promise<ConnectAnswer>
    /** Handles of public accounts beside it that one may look at. */
    neighbours?: (world: World, account: AccountAccess) => Promise<string[]>
  }
}
