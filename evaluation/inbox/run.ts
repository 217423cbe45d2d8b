/** The inbox under load: messages with duplicates, edits and deletions arrive whole, and the list stays quick at a million. */
import { randomUUID } from 'node:crypto'
import type { ObservedMessage } from '../../channels/port.ts'
import { connect } from '../../server/database/open.ts'
import { insertMessages } from '../../server/features/inbox/store/arrivals.ts'
import { listMessages } from '../../server/features/inbox/store/messages.ts'
import { insertBrand, insertWorkspace } from '../../server/features/team/store.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { administer, makeTemplate, startThrowAwayCluster, templateName } from '../../testing/cluster.ts'
import type { Row, Run } from '../row.ts'
import { measureList } from './measure-list.ts'

const source = 'the promise of docs/guides/inbox.md'
const began = Date.parse('2026-01-01T00:00:00Z')
const pageSize = 100

export const run: Run = async ({ seed, quick, progress }) => {
  const cluster = await startThrowAwayCluster()
  try {
    await makeTemplate(cluster)
    await administer(cluster.connectionString('postgres'), `create database inbox template ${templateName}`)
    const database = connect(cluster.connectionString('inbox'), { maxConnections: 6 })
    try {
      const { db } = database
      const now = new Date('2026-06-01T00:00:00Z')
      await db
        .insertInto('auth_user')
        .values({ id: 'inbox', name: 'inbox', email: 'inbox@example.com', emailVerified: false, createdAt: now, updatedAt: now })
        .execute()
      const workspaceId = await insertWorkspace(db, { name: 'Inbox', ownerId: 'inbox' })
      const settings = { timeZone: 'Asia/Riyadh', language: 'ar' as const, publishWindowMinutes: 60, weekStartsOn: 7 as const }
      const first = await insertBrand(db, workspaceId, { name: 'Arrivals', ...settings })
      const second = await insertBrand(db, workspaceId, { name: 'Million', ...settings })
      const scope = { workspaceId, brandId: first.id }
      const total = quick ? 10_000 : 100_000
      const accounts = Array.from({ length: 5 }, () => randomUUID())
      const truth = new Map<string, { text: string; deleted: boolean }>()
      let arrived = 0
      const started = performance.now()
      await Promise.all(
        accounts.map(async (accountId, place) => {
          const random = createGenerator(`${seed}/${place}`)
          const own: ObservedMessage[] = Array.from({ length: total / 5 }, (_, index) => ({
            networkMessageId: `${place}/${index}`,
            kind: 'comment',
            networkPostId: `${place}/post-${index % 97}`,
            author: { id: `person-${index % 501}`, handle: `p${index % 501}`, displayName: `P ${index % 501}`, avatarUrl: null },
            text: `message ${index}`,
            sentAt: new Date(began + index * 1000),
            permalink: null,
          }))
          for (const message of own) truth.set(message.networkMessageId, { text: message.text, deleted: false })
          for (let from = 0; from < own.length; from += pageSize) {
            const page = own.slice(from, from + pageSize)
            // A tenth comes again, a twentieth edited, a fiftieth deleted: from anywhere in what has arrived.
            const again = Array.from({ length: 10 }, () => own[Math.floor(random.uniform() * (from + page.length))] as ObservedMessage)
            const changed = Array.from({ length: 7 }, (_, index): ObservedMessage => {
              const message = own[Math.floor(random.uniform() * (from + page.length))] as ObservedMessage
              const known = truth.get(message.networkMessageId)
              if (known === undefined || known.deleted)
                return { ...message, text: known?.text ?? message.text, deleted: known?.deleted ?? false }
              if (index < 5) known.text = `${message.text}, edited at ${from}/${index}`
              else known.deleted = true
              return { ...message, text: known.text, deleted: known.deleted }
            })
            const asKnown = (message: ObservedMessage) => {
              const known = truth.get(message.networkMessageId)
              return { ...message, text: known?.text ?? message.text, deleted: known?.deleted ?? false }
            }
            await insertMessages(db, { ...scope, accountId }, page, new Date(now.getTime() + from * 2))
            await insertMessages(
              db,
              { ...scope, accountId },
              [...again.map(asKnown), ...changed.map(asKnown)],
              new Date(now.getTime() + from * 2 + 1),
            )
            arrived += page.length + again.length + changed.length
            progress(`arrived ${arrived}`)
          }
        }),
      )
      const seconds = (performance.now() - started) / 1000
      let [seen, wrong, disorder] = [0, 0, 0]
      const met = new Set<string>()
      let before: { sentAt: Date; id: string } | undefined
      let lastTime = Number.POSITIVE_INFINITY
      const ids = new Map(
        (await db.selectFrom('message').select(['id', 'network_message_id']).where('brand_id', '=', first.id).execute()).map((row) => [
          row.id,
          row.network_message_id,
        ]),
      )
      for (;;) {
        const page = await listMessages(db, scope, { limit: 200, ...(before === undefined ? {} : { before }) })
        for (const message of page) {
          seen += 1
          const name = ids.get(message.id) ?? ''
          const known = truth.get(name)
          met.add(name)
          if (known === undefined || (!known.deleted && known.text !== message.text) || known.deleted !== (message.deletedAt !== null))
            wrong += 1
          if (Date.parse(message.sentAt) > lastTime) disorder += 1
          lastTime = Date.parse(message.sentAt)
        }
        const last = page.at(-1)
        if (last === undefined) break
        before = { sentAt: new Date(last.sentAt), id: last.id }
      }
      const lost = truth.size - met.size
      const twice = seen - met.size
      const data = `${arrived} arrivals of ${truth.size} messages over 5 accounts, seed ${seed}`
      const rows: Row[] = [
        { name: 'messages lost', ours: String(lost), published: '0', source, data, verdict: lost === 0 ? 'pass' : 'short' },
        { name: 'messages doubled', ours: String(twice), published: '0', source, data, verdict: twice === 0 ? 'pass' : 'short' },
        {
          name: 'words or deletion not as last told',
          ours: String(wrong),
          published: '0',
          source,
          data,
          verdict: wrong === 0 ? 'pass' : 'short',
        },
        {
          name: 'out of order while paging',
          ours: String(disorder),
          published: '0',
          source,
          data,
          verdict: disorder === 0 ? 'pass' : 'short',
        },
        { name: 'arrivals a second', ours: (arrived / seconds).toFixed(0), published: '–', source, data, verdict: 'info' },
      ]
      const many = quick ? 100_000 : 1_000_000
      progress(`making ${many} messages`)
      const listed = { workspaceId, brandId: second.id }
      await db
        .insertInto('account')
        .values(
          accounts.map((id) => ({
            workspace_id: workspaceId,
            id,
            brand_id: second.id,
            network: 'playground',
            network_account_id: id,
            handle: id,
            display_name: id,
            state: 'connected',
            connected_at: now,
          })),
        )
        .execute()
      rows.push(...(await measureList(db, listed, accounts, many, createGenerator(seed))))
      return rows
    } finally {
      await database.close()
    }
  } finally {
    await cluster.stop()
  }
}
