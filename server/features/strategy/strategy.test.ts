/** Strategy over the API: versions that nobody overwrites, pillars, what is kept of it, and each bad input with its sentence. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { StrategyContent } from '../../../contract/strategy.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { plantStrategy } from './index.ts'
import { measureWorth } from './measure/worth.ts'

const database = await testDatabase()
const fake = fakeNetwork()
// Wednesday, 9 September 2026, noon in Riyadh.
let now = new Date('2026-09-09T09:00:00Z')
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { body: account } = await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })
const id = () => crypto.randomUUID()
const pillars = [
  { id: id(), name: 'Oven', about: '', share: 60, keywords: ['tray', 'كعك'] },
  { id: id(), name: 'Bean', about: '', share: 40, keywords: ['beans', 'tray of cups'] },
]
const content: StrategyContent = {
  personas: [{ id: id(), name: 'Neighbour', who: 'near', languages: ['ar'] }],
  positioning: 'p',
  voice: 'v',
  pillars,
  cadence: [{ accountId: account.id, perWeek: 3 }],
  budget: { money: 100, currency: 'SAR', hours: 10 },
  never: ['Buy followers'],
}
const save = (change: Partial<StrategyContent>, at: number, note = '') =>
  marketer('PUT', `${base}/strategy`, { content: { ...content, ...change }, base: at, note })
const publish = async (text: string, at: string) => {
  const { rows } = await sql<{ id: string }>`insert into published_post
    (workspace_id, id, brand_id, account_id, network, network_post_id, published_at, format, text, origin, first_seen_at)
    values (${team.workspaceId}, gen_random_uuid(), ${team.brandId}::uuid, ${account.id}::uuid, 'fake', ${crypto.randomUUID()}, ${at}, 'text', ${text}, 'api', ${at})
    returning id`.execute(database.db)
  return rows[0]?.id ?? ''
}

test('a strategy is saved in versions that say what changed; a stale one is not saved over a newer one', async () => {
  expect((await viewer('GET', `${base}/strategy`)).body.current).toBeNull()
  const first = await save({}, 0)
  expect([first.status, first.body.number, first.body.changes[0].key]).toEqual([200, 1, 'strategy:change.first'])
  // The same words are no new version.
  expect((await save({}, 1)).body.number).toBe(1)
  const second = await save(
    {
      pillars: [
        { ...pillars[0]!, share: 70 },
        { ...pillars[1]!, share: 30 },
      ],
      voice: 'shorter',
    },
    1,
    'more from the oven',
  )
  expect(second.body.changes.map(({ key }: { key: string }) => key)).toEqual([
    'strategy:change.voice',
    'strategy:change.share',
    'strategy:change.share',
  ])
  const stale = await save({ voice: 'mine' }, 1)
  expect([stale.status, stale.body.data.sentence.key]).toEqual([409, 'strategy:problem.newer'])
  const versions = (await viewer('GET', `${base}/strategy/versions`)).body
  expect(versions.map(({ number }: { number: number }) => number)).toEqual([2, 1])
  expect(versions[1].content).toEqual(content)
  // Nobody rewrites what was written.
  await expect(sql`update strategy_version set note = 'x' where number = 1`.execute(database.db)).rejects.toThrow(/kept as it was written/)
  const marks = await viewer('GET', `${base}/marks?from=2026-09-01&to=2026-09-30`)
  expect(marks.body.map(({ words }: { words: unknown }) => words)).toContainEqual({ text: 'more from the oven' })
  expect((await viewer('PUT', `${base}/strategy`, { content, base: 2, note: '' })).status).toBe(403)
})

test('what cannot be a strategy is refused with its place', async () => {
  const tries: [Partial<StrategyContent>, string, string][] = [
    [{ pillars: [{ ...pillars[0]!, share: 90 }, pillars[1]!] }, 'strategy:problem.mix', 'pillars'],
    [{ pillars: [pillars[0]!, { ...pillars[1]!, name: 'Oven' }] }, 'strategy:problem.pillarTwice', 'pillars'],
    [{ cadence: [{ accountId: id(), perWeek: 1 }] }, 'strategy:problem.account', 'cadence'],
    [{ budget: { money: 5, currency: null, hours: null } }, 'strategy:problem.noCurrency', 'budget.currency'],
    [{ budget: { money: 5, currency: 'ZZZ', hours: null } }, 'strategy:problem.currency', 'budget.currency'],
  ]
  for (const [change, key, where] of tries) {
    const { status, body } = await save(change, 2)
    expect([status, body.data.sentence.key, body.data.where]).toEqual([422, key, where])
  }
  expect((await save({ pillars: [{ ...pillars[0]!, share: 90 }, pillars[1]!] }, 2)).body.message).toContain('130%')
})

test('posts are suggested for a pillar by their words, and only a person puts them there', async () => {
  const cake = await publish('كعكٌ طازج', '2026-09-07T09:00:00Z')
  const beans = await publish('New beans are here', '2026-09-06T09:00:00Z')
  const both = await publish('A tray of cups, and beans', '2026-09-05T09:00:00Z')
  const { body } = await viewer('GET', `${base}/strategy/posts`)
  const of = (post: string) => body.posts.find(({ id: one }: { id: string }) => one === post)
  // Vowel signs do not hide a word.
  expect(of(cake).suggested).toEqual({ pillarId: pillars[0]!.id, keyword: 'كعك' })
  expect(of(beans).suggested).toEqual({ pillarId: pillars[1]!.id, keyword: 'beans' })
  expect(of(both).suggested).toBeNull()
  expect([of(cake).pillarId, body.unsorted]).toEqual([null, 3])
  const sorted = await marketer('POST', `${base}/strategy/posts/sort`, {
    posts: [
      { kind: 'published', id: cake },
      { kind: 'published', id: beans },
      { kind: 'published', id: id() },
    ],
    pillarId: pillars[0]!.id,
  })
  expect(sorted.body).toEqual({ sorted: 2 })
  expect((await viewer('GET', `${base}/strategy/posts`)).body.unsorted).toBe(1)
  await marketer('POST', `${base}/strategy/posts/sort`, { posts: [{ kind: 'published', id: beans }], pillarId: null })
  expect((await viewer('GET', `${base}/strategy/posts`)).body.unsorted).toBe(2)
  const wrong = await marketer('POST', `${base}/strategy/posts/sort`, { posts: [{ kind: 'published', id: cake }], pillarId: id() })
  expect([wrong.status, wrong.body.data.where]).toEqual([422, 'pillarId'])
  // A stranger's workspace reaches none of them.
  const strange = `/workspaces/${team.stranger.workspaceId}/brands/${team.stranger.brandId}/strategy/posts/sort`
  expect((await team.stranger.call('POST', strange, { posts: [{ kind: 'published', id: cake }], pillarId: null })).body).toEqual({
    sorted: 0,
  })
})

test('what was done is held against what was wanted in the weeks since, with gaps, mix, budget and worth', async () => {
  const early = (await viewer('GET', `${base}/strategy/check`)).body
  expect(early.weeks).toHaveLength(53)
  expect(early.weeks.at(-1)).toMatchObject({ monday: '2026-09-07', wanted: 3, done: 1 })
  expect(early.weeks.at(-2)).toMatchObject({ monday: '2026-08-31', wanted: null, done: 2 })
  expect([early.kept, early.mix.answer.key]).toEqual([null, 'strategy:mix.thin'])
  expect(early.gaps).toEqual([
    expect.objectContaining({ from: '2026-09-09', to: '2026-09-15', wanted: 3, planned: 0 }),
    expect.objectContaining({ from: '2026-09-16', to: '2026-09-22', wanted: 3, planned: 0 }),
  ])
  expect(early.answer).toMatchObject({ key: 'strategy:answer.gaps', values: { count: 6 } })

  // Five weeks on: three weeks with three posts, two with one.
  for (const [week, posts] of [3, 3, 1, 3, 1].entries())
    for (let post = 0; post < posts; post++)
      await publish(`tray ${week}`, new Date(Date.UTC(2026, 8, 14 + 7 * week + post, 9)).toISOString())
  now = new Date('2026-10-21T09:00:00Z')
  const { posts } = (await viewer('GET', `${base}/strategy/posts?limit=200`)).body
  await marketer('POST', `${base}/strategy/posts/sort`, {
    posts: posts.map(({ kind, id: one }: { kind: string; id: string }) => ({ kind, id: one })),
    pillarId: pillars[0]!.id,
  })
  const late = (await viewer('GET', `${base}/strategy/check`)).body
  // The week of the first version counts with its one post, the five after it as they went.
  expect(late.kept).toMatchObject({ n: 6, value: 0.5 })
  expect(late.kept.interval[0]).toBeLessThan(0.5)
  expect(late.mix).toMatchObject({ sorted: 14, unsorted: 0 })
  expect(late.mix.parts.map(({ drift }: { drift: string }) => drift)).toEqual(['over', 'under'])

  const spent = await marketer('POST', `${base}/strategy/spent`, {
    day: '2026-10-02',
    what: 'photographer',
    money: 250.5,
    currency: 'SAR',
    hours: null,
  })
  await marketer('POST', `${base}/strategy/spent`, { day: '2026-10-03', what: 'writing', hours: 2.5 })
  expect((await marketer('POST', `${base}/strategy/spent`, { day: '2026-10-03', what: 'nothing' })).body.data.where).toBe('hours')
  expect((await marketer('POST', `${base}/strategy/spent`, { day: '2026-10-03', what: 'x', money: 1, currency: 'QQQ' })).status).toBe(422)
  const { budget } = (await viewer('GET', `${base}/strategy/check`)).body
  expect(budget).toMatchObject({ month: '2026-10-01', hours: 2.5, money: [{ currency: 'SAR', amount: 250.5 }] })
  expect((await marketer('DELETE', `${base}/strategy/spent/${spent.body.id}`)).status).toBe(200)
  expect((await viewer('GET', `${base}/strategy/check?month=2026-09-01`)).body.budget.entries).toEqual([])
})

test('one post tells its pillar and what its words speak for; conversions whose last touch was on an account are worth something a person', async () => {
  const tray = await publish('a tray of buns', '2026-10-20T09:00:00Z')
  const { body: post } = await viewer('GET', `${base}/strategy/posts/published/${tray}`)
  expect(post).toMatchObject({ pillarId: null, suggested: { pillarId: pillars[0]!.id } })
  expect((await viewer('GET', `${base}/strategy/posts/draft/${tray}`)).status).toBe(404)

  expect(
    measureWorth(
      [{ id: 'a', handle: 'cafe', network: 'fake' }],
      new Map([['a', 500]]),
      [
        { accountId: 'a', person: 'p', text: '', hour: 1 },
        { accountId: 'a', person: 'q', text: '', hour: 1 },
      ],
      new Map([['a', { conversions: 10, amount: 400, currency: 'SAR' }]]),
      { from: '2026-01-01', to: '2026-04-01' },
    )[0]?.perEngaged,
  ).toMatchObject({ value: 200, currency: 'SAR', n: 10, level: 0.8, interval: [expect.closeTo(125, -1.2), expect.closeTo(308, -1.2)] })
})

test('Today says what is missing, and the example is planted once', async () => {
  const today = (await viewer('GET', `${base}/today`)).body
  expect(today.items.map(({ what }: { what: { key: string } }) => what.key)).toContain('strategy:today.gap')
  const made = await team.as.owner('POST', `/workspaces/${team.workspaceId}/brands`, {
    name: 'Two',
    timeZone: 'Europe/Berlin',
    language: 'ar',
  })
  const other: string = made.body.id
  const { body: second } = await team.as.owner('POST', `/workspaces/${team.workspaceId}/brands/${other}/accounts`, {
    network: 'fake',
    input: { handle: 'two' },
  })
  const begun = { workspaceId: team.workspaceId, brandId: other, accountId: second.id, userId: 'nobody', seed: 1 }
  await plantStrategy(app.services, begun)
  await plantStrategy(app.services, begun)
  const versions = (await viewer('GET', `/workspaces/${team.workspaceId}/brands/${other}/strategy/versions`)).body
  expect([versions.length, versions[0].content.pillars[0].name]).toEqual([1, 'من الفرن'])
})
