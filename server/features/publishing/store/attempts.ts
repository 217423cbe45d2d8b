/** The SQL of attempts: stored before a byte leaves, ended with what the network said. */
import { type Kysely, sql } from 'kysely'
import type { Payload } from '../../../../channels/port.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import { hashOf } from '../content-hash.ts'
import { type Db, jsonOrNull, type PublicationReference, type PublicationRow } from './publications.ts'

/** Which of the publications have been tried before; the others need no look at their attempts. */
export const listTried = async (db: Db, rows: PublicationRow[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const tried = await db
    .selectFrom('attempt')
    .select('publication_id')
    .distinct()
    .where((where) =>
      where(
        where.refTuple('workspace_id', 'publication_id'),
        'in',
        rows.map((row) => where.tuple(row.workspace_id, row.id)),
      ),
    )
    .execute()
  return new Set(tried.map((row) => row.publication_id))
}

export interface AttemptRow {
  id: string
  number: number
  /** The fingerprint of the approved version that it carries. */
  contentHash: string
  payload: Payload
  payloadHash: string
  startedAt: Date
  outcome: string | null
}

const toAttempt = (row: {
  id: string
  number: number
  content_hash: string
  token: string
  payload: unknown
  payload_hash: string
  started_at: Date
  outcome: string | null
}): AttemptRow => ({
  id: row.id,
  number: row.number,
  contentHash: row.content_hash,
  payload: { token: row.token, body: row.payload },
  payloadHash: row.payload_hash,
  startedAt: row.started_at,
  outcome: row.outcome,
})

export const findLastAttempt = async (db: Db, { workspaceId, publicationId }: PublicationReference): Promise<AttemptRow | null> => {
  const row = await db
    .selectFrom('attempt')
    .select(['id', 'number', 'content_hash', 'token', 'payload', 'payload_hash', 'started_at', 'outcome'])
    .where('workspace_id', '=', workspaceId)
    .where('publication_id', '=', publicationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toAttempt(row)
}

/**
 * Stores an attempt, and only then lets it be sent: null – and nothing changed – when the publication is not this worker's any more (canceled, taken
 * over), when the account was removed, is limited or to be connected again, when the window has passed, or when the version is not the approved one. One
 * statement, so that there is no moment in between; one round trip and one commit.
 */
export const beginAttempt = async (
  db: Kysely<DB>,
  row: PublicationRow,
  attempt: { worker: string; payload: Payload; approvedHash: string; now: Date; leaseUntil: Date },
): Promise<AttemptRow | null> => {
  const { rows } = await sql<{
    id: string
    number: number
    content_hash: string
    token: string
    payload: unknown
    payload_hash: string
    started_at: Date
    outcome: string | null
  }>`
    with held as (
      select publication.workspace_id, publication.id, publication.state
      from publication join account on account.workspace_id = publication.workspace_id and account.id = publication.account_id
      where publication.workspace_id = ${row.workspace_id} and publication.id = ${row.id}
        and publication.state in ('claimed', 'sending') and publication.worker = ${attempt.worker}
        and publication.approved_hash = ${attempt.approvedHash}
        and (publication.window_ends_at is null or publication.window_ends_at >= ${attempt.now})
        and account.state = 'connected' and (account.rate_limited_until is null or account.rate_limited_until <= ${attempt.now})
      for update of publication for share of account),
    moved as (
      update publication set state = 'sending', reason = null, updated_at = ${attempt.now}, lease_until = ${attempt.leaseUntil}
      from held where publication.workspace_id = held.workspace_id and publication.id = held.id),
    told as (
      insert into publication_event (workspace_id, id, publication_id, at, from_state, to_state, by)
      select held.workspace_id, ${newId()}::uuid, held.id, ${attempt.now}::timestamptz, held.state, 'sending', ${attempt.worker} from held)
    insert into attempt (workspace_id, id, publication_id, number, worker, started_at, content_hash, token, payload, payload_hash)
    select held.workspace_id, ${newId()}::uuid, held.id,
      1 + coalesce((select max(number) from attempt known where known.workspace_id = held.workspace_id and known.publication_id = held.id), 0),
      ${attempt.worker}, ${attempt.now}::timestamptz, ${attempt.approvedHash}, ${attempt.payload.token}, ${JSON.stringify(attempt.payload.body)}::jsonb, ${hashOf(attempt.payload.body)}
    from held
    returning id, number, content_hash, token, payload, payload_hash, started_at, outcome`.execute(db)
  return rows[0] === undefined ? null : toAttempt(rows[0])
}

/** Writes down what came of an attempt. */
export const endAttempt = async (
  db: Db,
  workspaceId: string,
  attemptId: string,
  end: { outcome: string; reason: Sentence | null; answer: unknown; now: Date },
): Promise<void> => {
  await db
    .updateTable('attempt')
    .set({ outcome: end.outcome, reason: jsonOrNull(end.reason), answer: jsonOrNull(end.answer), finished_at: end.now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', attemptId)
    .execute()
}

/**
 * Writes down a success – the attempt's end, the state, the event – in one statement, so that the next publication need not wait for five round trips.
 * A late success also ends a wait or an unknown; from any other state only the attempt's end is written.
 */
export const finishPublished = async (
  db: Db,
  row: PublicationRow,
  done: { attemptId: string; by: string; now: Date; networkPostId: string; permalink: string | null; publishedAt: Date; answer: unknown },
): Promise<void> => {
  await sql`
    with ended as (
      update attempt set outcome = 'done', reason = null, answer = ${jsonOrNull(done.answer)}::jsonb, finished_at = ${done.now}
      where workspace_id = ${row.workspace_id} and id = ${done.attemptId}),
    known as (
      select workspace_id, id, state from publication
      where workspace_id = ${row.workspace_id} and id = ${row.id} and state in ('sending', 'unknown', 'claimed', 'scheduled', 'missed') for update),
    moved as (
      update publication set state = 'published', reason = null, updated_at = ${done.now}, worker = null, lease_until = null, check_at = null, handle = null,
        network_post_id = ${done.networkPostId}, permalink = ${done.permalink}, published_at = ${done.publishedAt}
      from known where publication.workspace_id = known.workspace_id and publication.id = known.id)
    insert into publication_event (workspace_id, id, publication_id, at, from_state, to_state, by)
    select workspace_id, ${newId()}::uuid, id, ${done.now}::timestamptz, state, 'published', ${done.by} from known`.execute(db)
}
