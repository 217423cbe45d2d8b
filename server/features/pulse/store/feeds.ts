/** The SQL of feeds and of what they brought. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Feed, FeedItem, NewFeed } from '../../../../contract/feeds.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import type { ReadItem } from '../feeds/read-feed.ts'

type Db = Kysely<DB> | Transaction<DB>
interface One {
  workspaceId: string
  feedId: string
}

const toFeed = (row: Selectable<DB['pulse_feed']>): Feed => ({
  id: row.id,
  url: row.url,
  title: row.title,
  platform: row.platform,
  network: row.network,
  addedBy: row.added_by,
  readAt: row.read_at?.toISOString() ?? null,
  problem: row.problem as unknown as Sentence | null,
})

export const listFeeds = async (db: Db, workspaceId: string): Promise<Feed[]> =>
  (await db.selectFrom('pulse_feed').selectAll().where('workspace_id', '=', workspaceId).orderBy('added_at').execute()).map(toFeed)

export const findFeed = async (db: Db, workspaceId: string, feedId: string): Promise<Feed | null> =>
  (await listFeeds(db, workspaceId)).find(({ id }) => id === feedId) ?? null

export const listAllFeeds = async (db: Db): Promise<{ workspaceId: string; feed: Feed }[]> =>
  (await db.selectFrom('pulse_feed').selectAll().orderBy('read_at').execute()).map((row) => ({
    workspaceId: row.workspace_id,
    feed: toFeed(row),
  }))

/** Null when the workspace follows that address already. */
export const insertFeed = async (
  db: Db,
  workspaceId: string,
  feed: NewFeed & { title: string },
  by: string,
  now: Date,
): Promise<string | null> => {
  const row = await db
    .insertInto('pulse_feed')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      url: feed.url,
      title: feed.title,
      platform: feed.platform,
      network: feed.network,
      added_at: now,
      added_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export const deleteFeed = async (db: Db, workspaceId: string, feedId: string): Promise<boolean> =>
  (await db
    .deleteFrom('pulse_feed')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', feedId)
    .returning('id')
    .executeTakeFirst()) !== undefined

export const noteRead = async (db: Db, { workspaceId, feedId }: One, read: { problem: Sentence | null; now: Date }): Promise<void> => {
  await db
    .updateTable('pulse_feed')
    .set({ read_at: read.now, problem: read.problem === null ? null : JSON.stringify(read.problem) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', feedId)
    .execute()
}

/** Keeps each item once, whatever became of it; answers how many are new. */
export const insertItems = async (db: Db, { workspaceId, feedId }: One, items: readonly ReadItem[], now: Date): Promise<number> => {
  const once = [...new Map(items.map((item) => [item.guid, item])).values()]
  if (once.length === 0) return 0
  const rows = await db
    .insertInto('pulse_feed_item')
    .values(
      once.map((item) => ({
        workspace_id: workspaceId,
        id: newId(),
        feed_id: feedId,
        guid: item.guid,
        title: item.title,
        summary: item.summary,
        link: item.link,
        day: item.day,
        seen_at: now,
        state: 'waiting',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length
}

const waiting = (db: Db, workspaceId: string) =>
  db
    .selectFrom('pulse_feed_item as item')
    .innerJoin('pulse_feed as feed', (join) =>
      join.onRef('feed.workspace_id', '=', 'item.workspace_id').onRef('feed.id', '=', 'item.feed_id'),
    )
    .select(['item.id', 'item.feed_id', 'item.title', 'item.summary', 'item.link', 'item.day', 'feed.platform', 'feed.network'])
    .where('item.workspace_id', '=', workspaceId)
    .where('item.state', '=', 'waiting')

/** The newest first. */
export const listWaiting = async (db: Db, workspaceId: string): Promise<FeedItem[]> =>
  (
    await waiting(db, workspaceId)
      .orderBy('item.day', (day) => day.desc().nullsLast())
      .orderBy('item.id')
      .limit(200)
      .execute()
  ).map((row) => ({
    id: row.id,
    feedId: row.feed_id,
    platform: row.platform,
    title: row.title,
    summary: row.summary,
    link: row.link,
    day: row.day === null ? null : String(row.day),
  }))

export const findWaiting = async (
  db: Db,
  workspaceId: string,
  itemId: string,
): Promise<{ title: string; link: string | null; platform: string; network: string | null } | null> =>
  (await waiting(db, workspaceId).where('item.id', '=', itemId).executeTakeFirst()) ?? null

/** False when somebody else was faster. */
export const decideItem = async (
  db: Db,
  workspaceId: string,
  itemId: string,
  { state, by, now }: { state: 'taken' | 'dropped'; by: string; now: Date },
): Promise<boolean> =>
  (await db
    .updateTable('pulse_feed_item')
    .set({ state, decided_by: by, decided_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', itemId)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()) !== undefined
