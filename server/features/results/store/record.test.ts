/** Database tests of the history of numbers: nothing twice, nothing lost, the newest observation wins whatever comes when. */
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../testing/database.ts'
import { newId } from '../../../database/ids.ts'
import { accountSeries, eachPost, findPost, listPosts, postHistory } from './read.ts'
import { findByPermalinks, forgetImport, type NewPost, recordAccountReadings, recordPosts, recordReadings } from './record.ts'

const database = await testDatabase()
const { db } = database

let workspaceId = ''
let brandId = ''
let accountId = ''
const now = new Date('2026-06-01T12:00:00Z')

beforeEach(async () => {
  workspaceId = newId()
  brandId = newId()
  accountId = newId()
  await db.insertInto('workspace').values({ id: workspaceId, name: 'Olive', slug: workspaceId, createdAt: now }).execute()
  await db
    .insertInto('brand')
    .values({ workspace_id: workspaceId, id: brandId, name: 'Olive', time_zone: 'Asia/Riyadh', language: 'ar' })
    .execute()
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
      state: 'archive',
      connected_at: now,
    })
    .execute()
})

const from = (origin: 'api' | 'import' | 'publication' = 'import', importId: string | null = null) => ({
  workspaceId,
  brandId,
  accountId,
  network: 'paper',
  origin,
  importId,
})
const post = (id: string, more: Partial<NewPost> = {}): NewPost => ({
  networkPostId: id,
  permalink: null,
  publishedAt: new Date('2026-05-01T09:00:00Z'),
  format: 'photo',
  text: `Post ${id}`,
  language: null,
  ...more,
})
const record = async (...posts: NewPost[]) => recordPosts(db, from(), posts, now)
const only = async (id = '1') => ((await record(post(id))).get(id) as { id: string }).id
const reading = (postId: string, value: number, at: string, more: object = {}) => ({
  postId,
  metric: 'reach' as const,
  window: 'lifetime' as const,
  day: null,
  value,
  observedAt: new Date(at),
  ...more,
})
const reachOf = async (postId: string) => (await findPost(db, workspaceId, brandId, postId))?.metrics.reach

describe('posts', () => {
  test('a post seen again is the same post, and only what was unknown is added', async () => {
    const first = await record(post('1', { text: '' }), post('2'))
    const again = await record(post('1', { permalink: 'https://x.test/1', paid: true }), post('2', { text: 'Other words' }))
    expect([...again.values()].map(({ isNew }) => isNew)).toEqual([false, false])
    expect(again.get('1')?.id).toBe(first.get('1')?.id)
    const found = await listPosts(db, { workspaceId, brandId })
    expect(found.total).toBe(2)
    expect(found.posts.find(({ networkPostId }) => networkPostId === '1')).toMatchObject({
      permalink: 'https://x.test/1',
      paid: true,
      text: 'Post 1',
    })
    expect(found.posts.find(({ networkPostId }) => networkPostId === '2')?.text).toBe('Post 2')
  })

  test('what the network itself says replaces the words of a file, and a publication is linked whichever came first', async () => {
    const publicationId = newId()
    await record(post('1'))
    await recordPosts(db, from('api'), [post('1', { text: 'As edited' })], now)
    await recordPosts(db, from('publication'), [post('1', { publicationId })], now)
    expect((await listPosts(db, { workspaceId, brandId })).posts).toMatchObject([{ text: 'As edited', publicationId, origin: 'import' }])
  })

  test('a post of another workspace is neither found nor touched', async () => {
    const id = await only()
    expect(await findPost(db, newId(), brandId, id)).toBeNull()
    expect((await listPosts(db, { workspaceId: newId(), brandId })).total).toBe(0)
  })

  test('a destroyed id finds its post by the link', async () => {
    const posts = await record(post('1', { permalink: 'https://x.test/1' }))
    expect(await findByPermalinks(db, workspaceId, accountId, ['https://x.test/1', 'https://x.test/2'])).toEqual(
      new Map([['https://x.test/1', posts.get('1')?.id]]),
    )
  })

  test('pages hold every post once, in every order, and words are found', async () => {
    const posts = Array.from({ length: 7 }, (_, index) =>
      post(String(index), { publishedAt: new Date(Date.UTC(2026, 4, 1 + index)), text: `100% ${index}_x` }),
    )
    const ids = await record(...posts)
    await recordReadings(
      db,
      from(),
      [3, 1, 2].map((value, index) => reading((ids.get(String(index)) as { id: string }).id, value, '2026-05-20T00:00:00Z')),
    )
    for (const [order, expected] of [
      ['newest', '6543210'],
      ['oldest', '0123456'],
      ['reach', '0216543'],
    ] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listPosts(db, { workspaceId, brandId, order, limit: 3, cursor })
        seen.push(...page.posts.map(({ networkPostId }) => networkPostId))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(seen.join('')).toBe(expected)
    }
    expect((await listPosts(db, { workspaceId, brandId, search: '100% 3_' })).total).toBe(1)
    expect((await listPosts(db, { workspaceId, brandId, search: '100_' })).total).toBe(0)
    const all: string[] = []
    for await (const { networkPostId } of eachPost(db, { workspaceId, brandId })) all.push(networkPostId)
    expect(all.join('')).toBe('0123456')
  })
})

describe('readings', () => {
  test('the same reading again adds nothing', async () => {
    const id = await only()
    const readings = [reading(id, 10, '2026-05-10T00:00:00Z'), reading(id, 4, '2026-05-10T00:00:00Z', { metric: 'comments' })]
    expect(await recordReadings(db, from(), readings)).toEqual({ added: 2, confirmed: 0 })
    expect(await recordReadings(db, from(), readings)).toEqual({ added: 0, confirmed: 0 })
    expect(await postHistory(db, workspaceId, id)).toHaveLength(2)
  })

  test('an equal value seen later only moves the end of its row', async () => {
    const id = await only()
    await recordReadings(db, from(), [reading(id, 10, '2026-05-10T00:00:00Z')])
    expect(await recordReadings(db, from(), [reading(id, 10, '2026-05-12T00:00:00Z')])).toEqual({ added: 0, confirmed: 1 })
    expect(await postHistory(db, workspaceId, id)).toMatchObject([
      { value: 10, observedAt: '2026-05-10T00:00:00.000Z', lastObservedAt: '2026-05-12T00:00:00.000Z' },
    ])
  })

  test('a later value supersedes and both are kept; an older one that comes later hides nothing', async () => {
    const id = await only()
    await recordReadings(db, from(), [reading(id, 10, '2026-05-10T00:00:00Z')])
    await recordReadings(db, from(), [reading(id, 25, '2026-05-20T00:00:00Z')])
    await recordReadings(db, from(), [reading(id, 7, '2026-05-05T00:00:00Z'), reading(id, 7, '2026-05-05T00:00:00Z')])
    expect(await reachOf(id)).toEqual({ value: 25, observedAt: '2026-05-20T00:00:00.000Z', days: null })
    expect((await postHistory(db, workspaceId, id)).map(({ value }) => value)).toEqual([7, 10, 25])
  })

  test('a value that contradicts a row it falls into does not become the newest', async () => {
    const id = await only()
    await recordReadings(db, from(), [reading(id, 10, '2026-05-10T00:00:00Z')])
    await recordReadings(db, from(), [reading(id, 10, '2026-05-20T00:00:00Z')])
    await recordReadings(db, from(), [reading(id, 8, '2026-05-15T00:00:00Z')])
    expect((await reachOf(id))?.value).toBe(10)
  })

  test('arriving in any order, readings give the same newest value', async () => {
    const series = [1, 2, 2, 5, 5, 9].map((value, index) => ({ value, at: `2026-05-1${index}T00:00:00Z` }))
    for (const [at, order] of [
      [0, 1, 2, 3, 4, 5],
      [5, 4, 3, 2, 1, 0],
      [2, 0, 5, 1, 4, 3],
    ].entries()) {
      const id = await only(String(at))
      for (const index of order) {
        const next = series[index] as (typeof series)[number]
        await recordReadings(db, from(), [reading(id, next.value, next.at)])
      }
      expect(await reachOf(id)).toEqual({ value: 9, observedAt: '2026-05-15T00:00:00.000Z', days: null })
    }
  })

  test('days are summed only where no total is known, and their number is said', async () => {
    const id = await only()
    const day = (date: string, value: number, at: string) => reading(id, value, at, { window: 'day', day: date })
    await recordReadings(db, from(), [day('2026-05-01', 5, '2026-05-03T00:00:00Z'), day('2026-05-02', 3, '2026-05-03T00:00:00Z')])
    await recordReadings(db, from(), [day('2026-05-02', 4, '2026-05-04T00:00:00Z')])
    expect(await reachOf(id)).toEqual({ value: 9, observedAt: '2026-05-04T00:00:00.000Z', days: 2 })
    await recordReadings(db, from(), [reading(id, 12, '2026-05-05T00:00:00Z')])
    expect(await reachOf(id)).toEqual({ value: 12, observedAt: '2026-05-05T00:00:00.000Z', days: null })
  })

  test('what was not read is not there: no zero', async () => {
    expect((await findPost(db, workspaceId, brandId, await only()))?.metrics).toEqual({})
  })

  test('two writers at once leave one row', async () => {
    const id = await only()
    const readings = Array.from({ length: 8 }, () => recordReadings(db, from(), [reading(id, 10, '2026-05-10T00:00:00Z')]))
    expect((await Promise.all(readings)).reduce((sum, { added }) => sum + added, 0)).toBe(1)
  })
})

test('numbers of an account are a series, each moment once', async () => {
  const at = (day: number, value: number) => ({
    accountId,
    metric: 'followers' as const,
    value,
    observedAt: new Date(Date.UTC(2026, 4, day)),
  })
  expect(await recordAccountReadings(db, from('api'), [at(2, 20), at(1, 10)])).toEqual({ added: 2 })
  expect(await recordAccountReadings(db, from('api'), [at(2, 20), at(3, 30)])).toEqual({ added: 1 })
  expect(
    (await accountSeries(db, { workspaceId, accountId, metric: 'followers', from: '2026-05-02T00:00:00Z' })).map(({ value }) => value),
  ).toEqual([20, 30])
})

test('an import that is taken back leaves what others brought', async () => {
  const [first, second] = [newId(), newId()]
  const one = await recordPosts(db, from('import', first), [post('1'), post('2')], now)
  await recordReadings(
    db,
    from('import', first),
    [...one.values()].map(({ id }) => reading(id, 5, '2026-05-10T00:00:00Z')),
  )
  const two = await recordPosts(db, from('import', second), [post('2'), post('3')], now)
  await recordReadings(
    db,
    from('import', second),
    [...two.values()].map(({ id }) => reading(id, 9, '2026-05-20T00:00:00Z')),
  )
  expect(await forgetImport(db, workspaceId, first)).toEqual({ posts: 1, readings: 2 })
  const left = await listPosts(db, { workspaceId, brandId })
  expect(left.posts.map(({ networkPostId, metrics }) => `${networkPostId} ${metrics.reach?.value}`).toSorted()).toEqual(['2 9', '3 9'])
})
