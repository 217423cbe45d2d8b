/** The SQL of what people see of publications: lists, one with its proof, and what waits for a person. */
import { sql } from 'kysely'
import { PostContent } from '../../../../contract/content.ts'
import type { Attempt, Publication, PublicationEvent, PublicationState } from '../../../../contract/publishing.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { hashOf } from '../content-hash.ts'
import type { Db } from './publications.ts'

export interface Scope {
  workspaceId: string
  brandId: string
}

/** Publications with what a list shows of them; the content is the account's own version, else the base. */
const selectShown = (db: Db, scope: Scope) =>
  db
    .selectFrom('publication')
    .innerJoin('account', (join) =>
      join.onRef('account.workspace_id', '=', 'publication.workspace_id').onRef('account.id', '=', 'publication.account_id'),
    )
    .innerJoin('brand', (join) =>
      join.onRef('brand.workspace_id', '=', 'publication.workspace_id').onRef('brand.id', '=', 'publication.brand_id'),
    )
    .innerJoin('post', (join) =>
      join.onRef('post.workspace_id', '=', 'publication.workspace_id').onRef('post.id', '=', 'publication.post_id'),
    )
    .selectAll('publication')
    .select(['account.network', 'account.handle', 'brand.time_zone as brand_zone', 'post.removed_at as post_removed_at'])
    .select((select) =>
      select
        .selectFrom('post_version')
        .select('post_version.content')
        .whereRef('post_version.workspace_id', '=', 'publication.workspace_id')
        .whereRef('post_version.post_id', '=', 'publication.post_id')
        .where((where) =>
          where.or([
            where('post_version.account_id', '=', where.ref('publication.account_id')),
            where('post_version.account_id', 'is', null),
          ]),
        )
        .orderBy(sql`post_version.account_id nulls last`)
        .limit(1)
        .as('current_content'),
    )
    .where('publication.workspace_id', '=', scope.workspaceId)
    .where('publication.brand_id', '=', scope.brandId)

type Shown = Awaited<ReturnType<ReturnType<typeof selectShown>['execute']>>[number]

/** What is or was sent: once it is on its way the approved version, before that the one as it reads now. */
const contentOf = (row: Shown): PostContent | null => {
  const content = row.approved_content ?? row.current_content
  return content === null ? null : PostContent.parse(content)
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null

const toShown = (row: Shown): Publication => {
  const current = row.current_content === null ? null : PostContent.parse(row.current_content)
  return {
    id: row.id,
    postId: row.post_id,
    accountId: row.account_id,
    network: row.network,
    accountHandle: row.handle,
    excerpt: (contentOf(row)?.text ?? '').slice(0, 140),
    state: row.state as PublicationState,
    reason: row.reason as unknown as Sentence | null,
    contentHash: hashOf(current),
    approvedHash: row.approved_hash,
    approvedBy: row.approved_by,
    approvedAt: iso(row.approved_at),
    scheduledAt: iso(row.scheduled_at),
    localTime: row.local_time,
    timeZone: row.time_zone ?? row.brand_zone,
    windowEndsAt: iso(row.window_ends_at),
    publishedAt: iso(row.published_at),
    networkPostId: row.network_post_id,
    permalink: row.permalink,
    updatedAt: row.updated_at.toISOString(),
  }
}

export interface ListOptions {
  state?: PublicationState
  accountId?: string
  postId?: string
  before?: string
  limit: number
}

export const listShown = async (db: Db, scope: Scope, options: ListOptions): Promise<Publication[]> => {
  let query = selectShown(db, scope).where('post.removed_at', 'is', null)
  if (options.state !== undefined) query = query.where('publication.state', '=', options.state)
  if (options.accountId !== undefined) query = query.where('publication.account_id', '=', options.accountId)
  if (options.postId !== undefined) query = query.where('publication.post_id', '=', options.postId)
  if (options.before !== undefined) query = query.where('publication.id', '<', options.before)
  return (await query.orderBy('publication.id', 'desc').limit(options.limit).execute()).map(toShown)
}

/** What is planned or went out between two moments. */
export const listBetween = async (db: Db, scope: Scope, from: Date, to: Date): Promise<Publication[]> =>
  (
    await selectShown(db, scope)
      .where('post.removed_at', 'is', null)
      // Replies stand in the inbox, not on the calendar.
      .where(sql<boolean>`publication.approved_content ->> 'replyTo' is null`)
      .where((where) =>
        where.or([
          where.and([where('publication.scheduled_at', '>=', from), where('publication.scheduled_at', '<', to)]),
          where.and([where('publication.published_at', '>=', from), where('publication.published_at', '<', to)]),
        ]),
      )
      .orderBy('publication.scheduled_at')
      .limit(2000)
      .execute()
  ).map(toShown)

/** What waits for a person: unknown that no machine looks after any more, missed, failed. */
export const listWaiting = async (db: Db, scope: Scope): Promise<Publication[]> =>
  (
    await selectShown(db, scope)
      .where('post.removed_at', 'is', null)
      .where((where) =>
        where.or([
          where('publication.state', 'in', ['missed', 'failed']),
          where.and([where('publication.state', '=', 'unknown'), where('publication.check_at', 'is', null)]),
        ]),
      )
      .orderBy('publication.updated_at', 'desc')
      .limit(50)
      .execute()
  ).map(toShown)

export const findShown = async (
  db: Db,
  scope: Scope,
  publicationId: string,
): Promise<{ publication: Publication; content: PostContent | null } | null> => {
  const row = await selectShown(db, scope).where('publication.id', '=', publicationId).executeTakeFirst()
  return row === undefined ? null : { publication: toShown(row), content: contentOf(row) }
}

export const listAttempts = async (db: Db, workspaceId: string, publicationId: string): Promise<Attempt[]> =>
  (
    await db
      .selectFrom('attempt')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('publication_id', '=', publicationId)
      .orderBy('number')
      .execute()
  ).map((row) => ({
    id: row.id,
    number: row.number,
    worker: row.worker,
    startedAt: row.started_at.toISOString(),
    finishedAt: iso(row.finished_at),
    token: row.token,
    payloadHash: row.payload_hash,
    payload: row.payload,
    outcome: row.outcome,
    reason: row.reason as unknown as Sentence | null,
    answer: row.answer,
  }))

export const listEvents = async (db: Db, workspaceId: string, publicationId: string): Promise<PublicationEvent[]> =>
  (
    await db
      .selectFrom('publication_event')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('publication_id', '=', publicationId)
      .orderBy('at')
      .orderBy('id')
      .execute()
  ).map((row) => ({
    at: row.at.toISOString(),
    from: row.from_state as PublicationState | null,
    to: row.to_state as PublicationState,
    by: row.by,
    reason: row.reason as unknown as Sentence | null,
  }))
