/** How long pages of the inbox take at a million messages that are made in SQL. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../server/database/types.ts'
import { countStates, listConversations } from '../../server/features/inbox/store/conversations.ts'
import { listMessages } from '../../server/features/inbox/store/messages.ts'
import type { Row } from '../row.ts'

const began = '2026-01-01T00:00:00Z'
const asks = 200
const promiseMs = 50

/** Value at quantile q of the sorted values, by the nearest rank. */
const quantile = (values: number[], q: number) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * q) - 1] ?? Number.NaN

/** Makes `many` messages in a fifth as many conversations, then asks for pages at random depths. Cost: a minute for a million. */
export const measureList = async (
  db: Kysely<DB>,
  scope: { workspaceId: string; brandId: string },
  accountIds: string[],
  many: number,
  random: { uniform: () => number },
): Promise<Row[]> => {
  const { workspaceId, brandId } = scope
  const conversations = many / 5
  await sql`insert into conversation (workspace_id, id, brand_id, account_id, thread_key, author_id, state, newest_at, waiting_since)
    select ${workspaceId}, gen_random_uuid(), ${brandId}::uuid, (${accountIds}::uuid[])[1 + n % 5], 'post-' || n % 2000, 'person-' || n,
      (array['new', 'open', 'waiting', 'done', 'done', 'done', 'spam'])[1 + n % 7], ${began}::timestamptz + n * interval '5 seconds',
      case when n % 7 < 2 then ${began}::timestamptz + n * interval '5 seconds' end
    from generate_series(1, ${conversations}::int) n`.execute(db)
  await sql`insert into message (workspace_id, id, brand_id, account_id, network_message_id, kind, network_post_id, author, text, sent_at,
      first_seen_at, seen_at, conversation_id)
    select ${workspaceId}, gen_random_uuid(), ${brandId}::uuid, account_id, author_id || '/' || k, 'comment', thread_key,
      jsonb_build_object('id', author_id, 'handle', author_id, 'displayName', author_id, 'avatarUrl', null), 'message ' || k,
      newest_at - k * interval '1 second', newest_at, case when k > 0 then newest_at end, id
    from conversation cross join generate_series(0, 4) k where brand_id = ${brandId}`.execute(db)
  await sql`vacuum analyze conversation, message`.execute(db)
  const now = new Date('2026-06-01T00:00:00Z')
  const time = async (ask: (depth: { at: Date; id: string } | undefined) => Promise<unknown>) => {
    const took: number[] = []
    for (let turn = 0; turn < asks; turn++) {
      const at = new Date(Date.parse(began) + random.uniform() * conversations * 5000)
      const depth = turn % 2 === 0 ? undefined : { at, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
      const started = performance.now()
      await ask(depth)
      took.push(performance.now() - started)
    }
    return took
  }
  const list = (extra: { waiting?: boolean; state?: 'open' }) =>
    time((before) => Promise.all([listConversations(db, scope, now, { ...extra, before, limit: 51 }), countStates(db, scope)]))
  const measured: [string, number[]][] = [
    ['conversations, newest first, with counts', await list({})],
    ['conversations that are open, with counts', await list({ state: 'open' })],
    ['who has waited longest, with counts', await list({ waiting: true })],
    [
      'messages, newest first',
      await time((depth) =>
        listMessages(db, scope, { limit: 51, ...(depth === undefined ? {} : { before: { sentAt: depth.at, id: depth.id } }) }),
      ),
    ],
  ]
  return measured.map(([name, took]) => ({
    name: `${name}: p50 / p95 in ms`,
    ours: `${quantile(took, 0.5).toFixed(1)} / ${quantile(took, 0.95).toFixed(1)}`,
    published: `p95 ≤ ${promiseMs}`,
    source: 'the promise of docs/guides/inbox.md',
    data: `${many} messages, ${conversations} conversations, n = ${asks} asks, half of them deep`,
    verdict: quantile(took, 0.95) <= promiseMs ? 'pass' : 'short',
  }))
}
