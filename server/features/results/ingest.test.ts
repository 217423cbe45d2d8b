/** Database tests of reading accounts: what is due is read, limits are obeyed, and nothing is lost where a network stops. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { ObservedMetric, ObservedPost, ReadAnswer } from '../../../channels/port.ts'
import { say } from '../../../contract/sentence.ts'
import { testApp } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { newId } from '../../database/ids.ts'
import { type CallAccount, readAccount } from './ingest.ts'
import { accountSeries, listPosts, postHistory } from './store/read.ts'
import { listWatches } from './store/watch.ts'

const database = await testDatabase()
const clock = { now: new Date() }
const { services } = await testApp(database, { now: () => clock.now })
const { db } = database

const minuteMs = 60_000
const pass = (ms: number) => {
  clock.now = new Date(clock.now.getTime() + ms)
}

/** A network of paper: posts newest first, ten a page, one like more at every look. */
const paper = () => {
  const posts: ObservedPost[] = []
  const calls: string[] = []
  let looks = 0
  let trouble: ReadAnswer<never> | null = null
  const publish = (id: string, publishedAt = clock.now) =>
    posts.unshift({ networkPostId: id, permalink: null, publishedAt, format: 'text', text: `Post ${id}`, language: 'en' })
  const answer = <Items>(name: string, items: () => Items, cursor: string | null = null): ReadAnswer<Items> => {
    calls.push(name)
    return trouble ?? { kind: 'read', items: items(), cursor }
  }
  const read = {
    posts: async (_: unknown, __: unknown, { cursor, since }: { cursor: string | null; since: Date | null }) => {
      const from = Number(cursor ?? 0)
      const wanted = posts.filter((post) => since === null || post.publishedAt >= since)
      return answer(
        `posts ${from}${since === null ? '' : ' since'}`,
        () => wanted.slice(from, from + 10),
        from + 10 < wanted.length ? String(from + 10) : null,
      )
    },
    metrics: async (_: unknown, __: unknown, ids: string[]) =>
      answer('metrics', (): ObservedMetric[] => {
        looks++
        return ids.map((networkPostId) => ({
          networkPostId,
          metric: 'reactions',
          window: 'lifetime',
          day: null,
          value: looks,
          observedAt: clock.now,
        }))
      }),
    accountMetrics: async () => answer('account', () => [{ metric: 'followers' as const, value: 100 + looks, observedAt: clock.now }]),
  }
  const callAccount = (async (_: unknown, __: unknown, call: (door: unknown) => unknown) =>
    call({ channel: { read }, world: {}, access: {} })) as CallAccount
  return { publish, calls, callAccount, stop: (answerWith: ReadAnswer<never> | null) => (trouble = answerWith) }
}

let workspaceId = ''
let brandId = ''
let accountId = ''
beforeEach(async () => {
  clock.now = new Date('2026-06-01T12:00:00Z')
  workspaceId = newId()
  brandId = newId()
  accountId = newId()
  await db.insertInto('workspace').values({ id: workspaceId, name: 'Olive', slug: workspaceId, createdAt: clock.now }).execute()
  await db.insertInto('brand').values({ workspace_id: workspaceId, id: brandId, name: 'Olive', time_zone: 'UTC', language: 'en' }).execute()
  await db
    .insertInto('account')
    .values({
      workspace_id: workspaceId,
      id: accountId,
      brand_id: brandId,
      network: 'paper',
      network_account_id: '1',
      handle: 'olive',
      display_name: 'Olive',
      state: 'connected',
      connected_at: clock.now,
    })
    .execute()
})
const readWith = (network: ReturnType<typeof paper>, force = false) =>
  readAccount(services, { workspaceId, accountId }, { callAccount: network.callAccount, force })
const known = async () => (await listPosts(db, { workspaceId, brandId, limit: 200 })).posts

describe('what is read', () => {
  test('the first visit brings every older post, with its numbers and the account’s', async () => {
    const network = paper()
    for (let index = 0; index < 25; index++) network.publish(String(index), new Date(clock.now.getTime() - (400 - index) * 86_400_000))
    await readWith(network)
    expect(network.calls).toEqual(['posts 0', 'posts 10', 'posts 20', 'metrics', 'account'])
    const posts = await known()
    expect(posts).toHaveLength(25)
    expect(posts.every((post) => post.metrics.reactions?.value === 1 && post.origin === 'api')).toBe(true)
    expect(await accountSeries(db, { workspaceId, accountId, metric: 'followers' })).toMatchObject([{ value: 101 }])
    expect(await listWatches(db, workspaceId, brandId)).toMatchObject([
      { postsKnown: 25, backfillDone: true, problem: null, lastReadAt: '2026-06-01T12:00:00.000Z' },
    ])
  })

  test('a young post is read again and again, and its growth is kept', async () => {
    const network = paper()
    network.publish('1')
    const seen: number[] = []
    for (let visits = 0; visits < 12; visits++) {
      const next = await readWith(network)
      seen.push(Math.round(((next?.getTime() ?? 0) - clock.now.getTime()) / 1000))
      clock.now = next ?? clock.now
    }
    const [post] = await known()
    const history = await postHistory(db, workspaceId, post?.id ?? '')
    const ages = history.map(({ observedAt }) => Math.round((Date.parse(observedAt) - Date.parse('2026-06-01T12:00:00Z')) / minuteMs))
    expect(ages.slice(0, 6)).toEqual([0, 1, 5, 15, 30, 60])
    expect(history.map(({ value }) => value)).toEqual(history.map((_, index) => index + 1))
    expect(Math.max(...seen)).toBeLessThanOrEqual(600)
  })

  test('between visits with nothing due, the network is not asked', async () => {
    const network = paper()
    await readWith(network)
    const before = network.calls.length
    pass(10_000)
    await readWith(network)
    expect(network.calls).toHaveLength(before)
    await readWith(network, true)
    expect(network.calls.slice(before)).toEqual(['posts 0', 'account'])
  })

  test('later visits ask only for what is new', async () => {
    const network = paper()
    for (let index = 0; index < 25; index++) network.publish(String(index), new Date(clock.now.getTime() - (100 - index) * 86_400_000))
    await readWith(network)
    pass(11 * minuteMs)
    network.publish('new')
    network.calls.length = 0
    await readWith(network)
    expect(network.calls).toEqual(['posts 0 since', 'metrics'])
    expect(await known()).toHaveLength(26)
  })
})

describe('when a network stops us', () => {
  test('a rate limit is kept on the account and obeyed until it ends', async () => {
    const network = paper()
    network.publish('1')
    const until = new Date(clock.now.getTime() + 15 * minuteMs)
    network.stop({ kind: 'wait', until, reason: say('results:problem.test') })
    expect(await readWith(network)).toEqual(until)
    network.stop(null)
    const before = network.calls.length
    pass(5 * minuteMs)
    expect(await readWith(network, true)).toEqual(until)
    expect(network.calls).toHaveLength(before)
    pass(11 * minuteMs)
    await readWith(network)
    expect(await known()).toHaveLength(1)
  })

  test('a network that is down is tried ever more seldom, with the reason shown, and forgiven at once', async () => {
    const network = paper()
    network.publish('1')
    network.stop({ kind: 'unreachable', reason: say('results:problem.test') })
    const pauses: number[] = []
    for (let visit = 0; visit < 3; visit++) {
      const next = (await readWith(network)) as Date
      pauses.push((next.getTime() - clock.now.getTime()) / minuteMs)
      clock.now = next
    }
    expect(pauses).toEqual([1, 2, 4])
    expect(await listWatches(db, workspaceId, brandId)).toMatchObject([{ problem: { key: 'results:problem.test' } }])
    network.stop(null)
    await readWith(network)
    expect(await listWatches(db, workspaceId, brandId)).toMatchObject([{ problem: null, postsKnown: 1 }])
  })

  test('stopped in the middle of the older posts, it goes on there', async () => {
    const network = paper()
    for (let index = 0; index < 25; index++) network.publish(String(index), new Date(clock.now.getTime() - (100 - index) * 86_400_000))
    let calls = 0
    const interrupted = {
      ...network,
      callAccount: (async (...given: Parameters<CallAccount>) => {
        if (++calls === 2) return { kind: 'unreachable', reason: say('results:problem.test') }
        return network.callAccount(...given)
      }) as CallAccount,
    }
    clock.now = (await readWith(interrupted)) as Date
    expect(await known()).toHaveLength(10)
    await readWith(network)
    expect(network.calls.filter((call) => call.startsWith('posts'))).toEqual(['posts 0', 'posts 10', 'posts 20'])
    expect(await known()).toHaveLength(25)
  })

  test('an account that must be reconnected, or was removed, is not called', async () => {
    const network = paper()
    await db.updateTable('account').set({ state: 'reconnect' }).where('id', '=', accountId).execute()
    expect(await readWith(network)).toBeNull()
    expect(await readAccount(services, { workspaceId: newId(), accountId }, { callAccount: network.callAccount })).toBeNull()
    expect(network.calls).toEqual([])
  })
})
