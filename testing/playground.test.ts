/** A simulated brand in the real database: its past comes in whole, and what is published comes back with its reactions. */
import { expect, test } from 'vitest'
import { changeSettings, readTruth } from '../channels/playground/index.ts'
import { callAccount, findAccount } from '../server/features/accounts/index.ts'
import { hostedRecords } from '../server/features/accounts/store/hosted.ts'
import { readAccount } from '../server/features/results/ingest.ts'
import { readMessages } from '../server/features/inbox/index.ts'
import { testApp } from './app.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()
let now = new Date('2026-11-23T12:00:00Z')
const { services, call } = await testApp(database, { now: () => now })
const first = await call('POST', '/first-run', {
  name: 'Mona',
  password: 'a long test password',
  language: 'ar',
  timeZone: 'Asia/Riyadh',
  workspaceName: 'مقهى',
})
const { workspaceId, brandId } = first.body as { workspaceId: string; brandId: string }
const accounts = `/workspaces/${workspaceId}/brands/${brandId}/accounts`

const countOf = async (table: 'published_post' | 'metric_reading' | 'message') =>
  Number(
    (
      await database.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

test('a brand is begun by one call, its past is read whole, and a new post earns reactions and comments by the clock', async () => {
  const begun = await call('POST', `${accounts}/begin`, { network: 'playground', seed: 31 })
  expect(begun.status).toBe(200)
  expect(begun.body).toMatchObject({ network: 'playground', networkKind: 'inside', state: 'connected', pace: 1440 })
  const reference = { workspaceId, accountId: begun.body.id as string }
  const account = (await findAccount(database.db, workspaceId, reference.accountId))!
  const hosted = hostedRecords(database.db, workspaceId, 'playground')
  expect((await readTruth(hosted, account.networkAccountId))?.timeZone).toBe('Asia/Riyadh')

  await readAccount(services, reference, { force: true })
  const posts = await countOf('published_post')
  expect(posts).toBeGreaterThan(250)
  expect(await countOf('metric_reading')).toBeGreaterThanOrEqual(posts * 10)
  const boosted = await database.db.selectFrom('published_post').where('paid', '=', true).select('id').execute()
  expect(boosted.length).toBeGreaterThan(0)
  await readMessages(services, account)
  const messages = await countOf('message')
  expect(messages).toBeGreaterThan(500)

  // Read again: the past is complete, so nothing is added.
  now = new Date(now.getTime() + 60_000)
  const readings = await countOf('metric_reading')
  await readAccount(services, reference, { force: true })
  await readMessages(services, account)
  expect([await countOf('published_post'), await countOf('metric_reading'), await countOf('message')]).toEqual([posts, readings, messages])

  for (const text of ['صباح الخير', 'مساء الخير', 'ليلة سعيدة']) {
    const answer = await callAccount(services, reference, async ({ channel, world: itsWorld, access }) => {
      const payload = await channel.write!.prepare(itsWorld, access, { text, language: 'ar', format: 'photo', link: null, media: [] })
      return channel.write!.send(itsWorld, access, payload)
    })
    expect(answer.kind).toBe('done')
  }
  now = new Date(now.getTime() + 5 * 60_000)
  await readAccount(services, reference, { force: true })
  await readMessages(services, account)
  expect(await countOf('published_post')).toBe(posts + 3)
  expect(await countOf('message')).toBeGreaterThan(messages)
  const reactions = await database.db
    .selectFrom('metric_reading')
    .innerJoin('published_post', 'published_post.id', 'metric_reading.published_post_id')
    .where('published_post.text', '=', 'صباح الخير')
    .where('metric', '=', 'reactions')
    .select('value')
    .execute()
  expect(Math.max(...reactions.map(({ value }) => value))).toBeGreaterThan(0)
})

test('faults ordered in the records reach an account that is connected', async () => {
  const { body } = await call('GET', accounts)
  const reference = { workspaceId, accountId: body[0].id as string }
  const account = (await findAccount(database.db, workspaceId, reference.accountId))!
  const hosted = hostedRecords(database.db, workspaceId, 'playground')
  await changeSettings(hosted, account.networkAccountId, now, { faults: [{ on: 'read', kind: 'rate-limit', seconds: 600 }] })
  await readAccount(services, reference, { force: true })
  expect((await findAccount(database.db, workspaceId, reference.accountId))!.rateLimitedUntil).toEqual(new Date(now.getTime() + 600_000))
})
