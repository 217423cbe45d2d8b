/** What Playground keeps: a seed and options per account (the past is made from them), live posts, settings, and the truth for whoever tests. */
import { z } from 'zod'
import { Format } from '../../contract/content.ts'
import type { HostedRecords } from '../port.ts'
import { type Clock, withPace } from './clock.ts'
import { FaultRule } from './faults.ts'
import type { Truth, WorldOptions } from './simulate/types.ts'

const AccountRecord = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  /** What a connected Athar shows to prove itself; replaced when the account is signed out. */
  session: z.string(),
  /** Checked when it is simulated; kept as it was given. */
  options: z.custom<WorldOptions>((value) => typeof value === 'object' && value !== null && 'seed' in value && 'endsAt' in value),
})
export type AccountRecord = z.infer<typeof AccountRecord>

const Settings = z.object({
  clock: z.array(z.object({ at: z.number(), pace: z.number() })).readonly(),
  faults: z.array(FaultRule).default([]),
  /** Refuses a text that stands among the posts of the last day already. */
  refusesDuplicates: z.boolean().default(false),
})
export type Settings = z.infer<typeof Settings>

const LivePost = z.object({
  format: Format,
  text: z.string(),
  language: z.string().nullable(),
  link: z.string().nullable(),
  media: z.int(),
  /** The comment it answers; absent for a post of its own. */
  replyTo: z.string().optional(),
})
export type LivePost = z.infer<typeof LivePost>

const accounts = 'account'
const settings = 'settings'
const posts = 'post'

export const addAccount = (hosted: HostedRecords, record: AccountRecord, at: Date): Promise<boolean> =>
  hosted.add(accounts, record.id, record, at)

export const findAccount = async (hosted: HostedRecords, id: string): Promise<AccountRecord | null> =>
  AccountRecord.safeParse(await hosted.get(accounts, id)).data ?? null

export const findAccountByHandle = async (hosted: HostedRecords, handle: string): Promise<AccountRecord | null> =>
  (await hosted.list(accounts)).flatMap(({ body }) => AccountRecord.safeParse(body).data ?? []).find((one) => one.handle === handle) ?? null

export const readSettings = async (hosted: HostedRecords, id: string): Promise<Settings> =>
  Settings.parse((await hosted.get(settings, id)) ?? { clock: [] })

/** Changes settings of a simulated account: its pace from now on, the faults of its network, whether it refuses duplicates. */
export const changeSettings = async (
  hosted: HostedRecords,
  id: string,
  now: Date,
  change: { pace?: number; faults?: FaultRule[]; refusesDuplicates?: boolean },
): Promise<void> => {
  const { pace, ...rest } = change
  const old = await readSettings(hosted, id)
  const clock: Clock = pace === undefined ? old.clock : withPace(old.clock, now.getTime(), pace)
  await hosted.put(settings, id, { ...old, ...rest, clock }, now)
}

/** Makes every credential given so far invalid, as a network does when a password is changed. */
export const signOut = async (hosted: HostedRecords, id: string, now: Date): Promise<void> => {
  const record = await findAccount(hosted, id)
  if (record !== null) await hosted.put(accounts, id, { ...record, session: crypto.randomUUID() }, now)
}

export const keepTruth = (hosted: HostedRecords, id: string, truth: Truth): Promise<void> =>
  hosted.put('truth', id, truth, new Date(truth.endsAt))

/** The truth behind a simulated account, for tests, the evaluation, and people who want to look behind the curtain. */
export const readTruth = async (hosted: HostedRecords, id: string): Promise<Truth | null> =>
  ((await hosted.get('truth', id)) as Truth | undefined) ?? null

const keyOf = (id: string, token: string) => `${id}/${token}`

/** Stores a post under its token; false when it stood there already. */
export const addPost = (hosted: HostedRecords, id: string, token: string, post: LivePost, at: Date): Promise<boolean> =>
  hosted.add(posts, keyOf(id, token), post, at)

export interface StoredPost {
  token: string
  post: LivePost
  publishedAt: Date
}

/** Live posts of an account, newest first. */
export const listPosts = async (
  hosted: HostedRecords,
  id: string,
  options: { since?: Date; token?: string } = {},
): Promise<StoredPost[]> => {
  const found = await hosted.list(posts, { keyPrefix: keyOf(id, options.token ?? ''), ...(options.since && { since: options.since }) })
  return found.map(({ key, body, occurredAt }) => ({
    token: key.slice(id.length + 1),
    post: LivePost.parse(body),
    publishedAt: occurredAt,
  }))
}

export const findPost = async (hosted: HostedRecords, id: string, token: string): Promise<StoredPost | null> =>
  (await listPosts(hosted, id, { token })).find((one) => one.token === token) ?? null

/** Counts the tries of one call, so that a fault can hit the first ones only; survives a killed process. */
export const countTry = async (hosted: HostedRecords, key: string, now: Date): Promise<number> => {
  const count = Number((await hosted.get('try', key)) ?? 0) + 1
  await hosted.put('try', key, count, now)
  return count
}

const Touched = z.object({ deleted: z.boolean().default(false), text: z.string().optional() })
export type Touched = z.infer<typeof Touched>

/** Lets the author of a comment edit it, or take it away. */
export const touchComment = (hosted: HostedRecords, id: string, commentId: string, change: Partial<Touched>, now: Date): Promise<void> =>
  hosted.put('touched', `${id}/${commentId}`, change, now)

/** Comments of an account that were edited or deleted, by their ids. */
export const listTouched = async (hosted: HostedRecords, id: string): Promise<Map<string, Touched>> =>
  new Map((await hosted.list('touched', { keyPrefix: `${id}/` })).map(({ key, body }) => [key.slice(id.length + 1), Touched.parse(body)]))
