/** Playground as people and the engine meet it: a brand is begun, posts get reactions, and every bad day is answered honestly. */
import { expect, test } from 'vitest'
import type { PostContent } from '../../contract/content.ts'
import type { Channel, ObservedMessage, ObservedMetric, ReadAnswer } from '../port.ts'
import { changeSettings, createPlayground, type FaultRule, playgroundPassword, readTruth, signOut } from './index.ts'
import { createMemoryWorld } from './testing/memory-world.ts'

const content = (text: string): PostContent => ({ text, language: 'en', format: 'photo', link: null, media: [] })

const beginBrand = async (channel: Channel = createPlayground(), seed = 77) => {
  const world = createMemoryWorld('2026-11-23T12:00:00Z')
  const account = await channel.inside!.begin(world, { seed, language: 'en', timeZone: 'Europe/Berlin' })
  if (account.kind !== 'connected') throw new Error('not begun')
  const write = channel.write!
  const read = channel.read!
  const publish = async (text: string) => {
    const payload = await write.prepare(world, account, content(text))
    return { payload, answer: await write.send(world, account, payload) }
  }
  const lookBack = (payload: Awaited<ReturnType<typeof publish>>['payload']) =>
    write.readBack!(world, account, { payload, startedAt: world.now(), handle: null })
  const livePosts = async () => (await world.hosted.list('post')).length
  return {
    channel,
    world,
    account,
    write,
    read,
    publish,
    lookBack,
    livePosts,
    settings: (change: Parameters<typeof changeSettings>[3]) => changeSettings(world.hosted, account.networkAccountId, world.now(), change),
  }
}
const itemsOf = <T>(answer: ReadAnswer<T>): T => {
  if (answer.kind !== 'read') throw new Error(JSON.stringify(answer))
  return answer.items
}
const faulty = (...faults: FaultRule[]) => beginBrand(createPlayground({ faults }))

test('a brand is begun with eighteen months behind it, from a few kilobytes of records', async () => {
  const { world, account, read } = await beginBrand()
  const posts = itemsOf(await read.posts(world, account, { cursor: null, since: null }))
  expect(posts.length).toBe(100)
  const kept = (await Promise.all(['account', 'settings', 'truth', 'post', 'try'].map((name) => world.hosted.list(name)))).flat()
  expect(kept.length).toBe(3)
  expect(JSON.stringify(kept).length).toBeLessThan(40_000)
})

test('the truth is written down beside the account', async () => {
  const { world, account } = await beginBrand()
  const truth = await readTruth(world.hosted, account.networkAccountId)
  expect(truth?.slots.length).toBe(168)
  expect(truth?.rival.bought?.followers).toBeGreaterThan(1000)
  expect(truth?.effects.algorithm?.factor).toBeLessThan(1)
  expect(truth?.fakeFollowers.length).toBeGreaterThan(20)
  expect(await readTruth(world.hosted, 'nobody')).toBeNull()
})

test('the same seed begun twice in one workspace is the same brand', async () => {
  const { channel, world, account } = await beginBrand()
  world.passMs(3_600_000)
  const again = await channel.inside!.begin(world, { seed: 77, language: 'en', timeZone: 'Asia/Riyadh' })
  expect(again).toMatchObject({ kind: 'connected', networkAccountId: account.networkAccountId, secret: account.secret })
})

test('a handle that nobody has is refused by name', async () => {
  const { channel, world } = await beginBrand()
  expect(await channel.connect!.connect(world, { handle: 'nobody', password: playgroundPassword })).toMatchObject({
    kind: 'refused',
    field: 'handle',
    reason: { key: 'channels-playground:connect.unknownHandle', values: { handle: 'nobody' } },
  })
})

test('after a sign-out the old credential is refused, and connecting again gives one that holds', async () => {
  const { channel, world, account, read } = await beginBrand()
  await signOut(world.hosted, account.networkAccountId, world.now())
  expect((await read.accountMetrics(world, account)).kind).toBe('reconnect')
  const again = await channel.connect!.connect(world, { handle: account.handle, password: playgroundPassword })
  if (again.kind !== 'connected') throw new Error('not connected')
  expect((await read.accountMetrics(world, again)).kind).toBe('read')
})

test('within a minute a post has reactions, and its numbers never fall while it ages', async () => {
  const { world, account, read, publish } = await beginBrand()
  const { answer } = await publish('hello')
  if (answer.kind !== 'done') throw new Error('not published')
  const numbers = async () =>
    new Map(
      itemsOf<ObservedMetric[]>(await read.metrics(world, account, [answer.networkPostId])).map(({ metric, value }) => [metric, value]),
    )
  let before = await numbers()
  expect([...before.values()].every((value) => value === 0)).toBe(true)
  let reactionsOfTheFirstMinute = 0
  const steps = [5, 25, 30, 60, 600, 3600, 86_400]
  for (const [i, seconds] of steps.entries()) {
    world.passMs(seconds * 1000)
    const now = await numbers()
    for (const [metric, value] of now) expect(value).toBeGreaterThanOrEqual(before.get(metric)!)
    if (i === 2) reactionsOfTheFirstMinute = now.get('reactions')!
    before = now
  }
  expect(reactionsOfTheFirstMinute).toBeGreaterThan(0)
  const followers = itemsOf(await read.accountMetrics(world, account)).find(({ metric }) => metric === 'followers')!
  expect(followers.value).toBeGreaterThan(500)
})

test('comments under new posts arrive one by one, as many as the number says, from people who follow', async () => {
  const { world, account, read, publish } = await beginBrand()
  const ours = new Set<string>()
  // Tokens are drawn by chance, and with them each post's luck: with forty posts some comments surely come after the first minute.
  for (let i = 0; i < 40; i++) {
    const { answer } = await publish(`post ${i}`)
    if (answer.kind === 'done') ours.add(answer.networkPostId)
  }
  const since = world.now()
  // All pages: at a lively hour more come than one page holds.
  const messages = async () => {
    const all: ObservedMessage[] = []
    for (let cursor: string | null = null; ; ) {
      const answer = await read.messages(world, account, { cursor, since })
      all.push(...itemsOf<ObservedMessage[]>(answer))
      cursor = answer.kind === 'read' ? answer.cursor : null
      if (cursor === null) return all.filter(({ networkPostId }) => ours.has(networkPostId!))
    }
  }
  expect(await messages()).toEqual([])
  const seen: number[] = []
  for (let minute = 0; minute < 8; minute++) {
    world.passMs(60_000)
    const some = await messages()
    const posts = [...new Set(some.map(({ networkPostId }) => networkPostId!))]
    const metrics = itemsOf<ObservedMetric[]>(await read.metrics(world, account, posts))
    for (const post of posts) {
      const said = metrics.find(({ networkPostId, metric }) => networkPostId === post && metric === 'comments')!.value
      expect(some.filter(({ networkPostId }) => networkPostId === post).length).toBe(said)
    }
    seen.push(some.length)
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBeGreaterThan(seen[0]!)
  const names = (await messages()).map(({ author }) => author.handle)
  expect(new Set(names).size).toBeGreaterThan(1)
})

test('the past is complete when the brand begins: its numbers and comments stay as they are', async () => {
  const { world, account, read } = await beginBrand()
  const posts = itemsOf(await read.posts(world, account, { cursor: null, since: null }))
  const ids = posts.map(({ networkPostId }) => networkPostId)
  const numbers = async () => itemsOf<ObservedMetric[]>(await read.metrics(world, account, ids)).map(({ value }) => value)
  const since = posts.at(-1)!.publishedAt
  const comments = async () => itemsOf<ObservedMessage[]>(await read.messages(world, account, { cursor: null, since }))
  const [before, said] = [await numbers(), await comments()]
  expect(said.length).toBe(100)
  expect(said.every(({ sentAt }) => sentAt <= world.now())).toBe(true)
  world.passMs(30 * 86_400_000)
  expect(await numbers()).toEqual(before)
  expect(await comments()).toEqual(said)
})

test('the pace is set per account, from now on', async () => {
  const { world, account, read, publish, settings } = await beginBrand()
  expect(await read.pace!(world, account)).toBe(1440)
  await settings({ pace: 1 })
  expect(await read.pace!(world, account)).toBe(1)
  const { answer } = await publish('slowly')
  world.passMs(60_000)
  const numbers = itemsOf<ObservedMetric[]>(await read.metrics(world, account, [(answer as { networkPostId: string }).networkPostId]))
  const impressions = numbers.find(({ metric }) => metric === 'impressions')!.value
  expect(impressions).toBeLessThan(120)
})

test('new posts that come between two pages shift nothing', async () => {
  const { world, account, read, publish } = await beginBrand()
  const first = await read.posts(world, account, { cursor: null, since: null })
  await publish('in between')
  if (first.kind !== 'read') throw new Error('not read')
  const second = await read.posts(world, account, { cursor: first.cursor, since: null })
  const ids = [...first.items, ...itemsOf(second)].map(({ networkPostId }) => networkPostId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('boosted posts are said to be paid', async () => {
  const { world, account, read } = await beginBrand()
  const first = itemsOf(await read.posts(world, account, { cursor: null, since: null }))
  expect(first.every(({ paid }) => typeof paid === 'boolean')).toBe(true)
  expect(first.some(({ paid }) => paid === true)).toBe(true)
})

test('followers are read page by page, and the rival as the public sees it', async () => {
  const { world, account, read } = await beginBrand()
  const truth = (await readTruth(world.hosted, account.networkAccountId))!
  let cursor: string | null = null
  const ids: string[] = []
  do {
    const page: Awaited<ReturnType<NonNullable<typeof read.followers>>> = await read.followers!(world, account, { cursor })
    ids.push(...itemsOf(page).map(({ id }) => id))
    cursor = page.kind === 'read' ? page.cursor : null
  } while (cursor !== null)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(itemsOf(await read.accountMetrics(world, account)).find(({ metric }) => metric === 'followers')!.value)
  const rival = itemsOf(await read.publicAccount!(world, account, `@${truth.rival.handle}`))!
  const { day } = truth.rival.bought!
  expect(rival.days[day + 3]!.followers! - rival.days[day - 1]!.followers!).toBeGreaterThan(truth.rival.bought!.followers / 2)
  expect(itemsOf(await read.publicAccount!(world, account, 'nobody'))).toBeNull()
})

test.each(['drop-after', 'server-error-after', 'garbage'] as const)(
  '%s: the post is there, the answer is unknown, looking finds it',
  async (kind) => {
    const { publish, lookBack, livePosts } = await faulty({ on: 'send', kind })
    const { payload, answer } = await publish('there')
    expect(answer.kind).toBe('unknown')
    expect(await livePosts()).toBe(1)
    expect((await lookBack(payload)).kind).toBe('present')
  },
)

test.each(['drop-before', 'server-error'] as const)(
  '%s: nothing is there, the answer is the same unknown, looking tells them apart',
  async (kind) => {
    const after = kind === 'drop-before' ? 'drop-after' : 'server-error-after'
    const { publish, lookBack, livePosts } = await faulty({ on: 'send', kind })
    const { payload, answer } = await publish('not there')
    expect(answer).toEqual((await (await faulty({ on: 'send', kind: after })).publish('there')).answer)
    expect(await livePosts()).toBe(0)
    expect((await lookBack(payload)).kind).toBe('absent')
  },
)

test('a rate limit names its end; an unreachable network got nothing; a sign-out asks to reconnect', async () => {
  const limited = await faulty({ on: 'send', kind: 'rate-limit', seconds: 90 })
  expect((await limited.publish('x')).answer).toMatchObject({ kind: 'wait', until: new Date('2026-11-23T12:01:30Z') })
  const gone = await faulty({ on: 'send', kind: 'unreachable' })
  expect((await gone.publish('x')).answer.kind).toBe('wait')
  const out = await faulty({ on: 'send', kind: 'signed-out' })
  expect((await out.publish('x')).answer.kind).toBe('reconnect')
  for (const { livePosts } of [limited, gone, out]) expect(await livePosts()).toBe(0)
})

test('a fault for the first tries only lets the same payload through afterwards, once', async () => {
  const { write, world, account, livePosts } = await faulty({ on: 'send', kind: 'drop-after', times: 2 })
  const payload = await write.prepare(world, account, content('third time'))
  const kinds: string[] = []
  for (let i = 0; i < 4; i++) kinds.push((await write.send(world, account, payload)).kind)
  expect(kinds).toEqual(['unknown', 'unknown', 'done', 'done'])
  expect(await livePosts()).toBe(1)
})

test('a fault by chance hits about its share of the posts', async () => {
  const { publish } = await faulty({ on: 'send', kind: 'drop-before', share: 0.3 })
  let unknown = 0
  for (let i = 0; i < 200; i++) if ((await publish(`post ${i}`)).answer.kind === 'unknown') unknown++
  expect(unknown).toBeGreaterThan(35)
  expect(unknown).toBeLessThan(85)
})

test('faults stand in an account’s settings, too, for every process to see', async () => {
  const { publish, settings, world, account, read } = await beginBrand()
  await settings({ faults: [{ on: 'read', kind: 'rate-limit', seconds: 5 }] })
  expect((await publish('fine')).answer.kind).toBe('done')
  expect(await read.posts(world, account, { cursor: null, since: null })).toMatchObject({
    kind: 'wait',
    until: new Date('2026-11-23T12:00:05Z'),
  })
  await settings({ faults: [] })
  expect((await read.posts(world, account, { cursor: null, since: null })).kind).toBe('read')
})

test('slowness is slept through, then the call goes on', async () => {
  const { publish } = await faulty({ on: 'send', kind: 'slow', seconds: 0.05 })
  const started = performance.now()
  expect((await publish('slow')).answer.kind).toBe('done')
  expect(performance.now() - started).toBeGreaterThan(45)
})

test('a network that refuses duplicates takes the same payload again, and another post with the same words not', async () => {
  const { publish, settings, write, world, account, livePosts } = await beginBrand()
  await settings({ refusesDuplicates: true })
  const { payload } = await publish('again and again')
  expect((await write.send(world, account, payload)).kind).toBe('done')
  expect((await publish('again and again')).answer).toMatchObject({
    kind: 'refused',
    reason: { key: 'channels-playground:reason.duplicate' },
  })
  world.passMs(25 * 3_600_000)
  expect((await publish('again and again')).answer.kind).toBe('done')
  expect(await livePosts()).toBe(2)
})

test('two processes that send the same payload at once make one post', async () => {
  const { write, world, account, livePosts } = await beginBrand()
  const payload = await write.prepare(world, account, content('race'))
  const answers = await Promise.all(Array.from({ length: 8 }, () => write.send(world, account, payload)))
  expect(new Set(answers.map((answer) => (answer.kind === 'done' ? answer.networkPostId : answer.kind))).size).toBe(1)
  expect(await livePosts()).toBe(1)
})

test('a token that stands over other words is never taken for success', async () => {
  const { write, world, account, publish, lookBack } = await beginBrand()
  const { payload } = await publish('mine')
  const other = { ...payload, body: { content: content('not mine') } }
  expect((await write.send(world, account, other)).kind).toBe('refused')
  expect((await lookBack(other)).kind).toBe('cannot-tell')
})

test('it can pretend to be a network without tokens and without a way to look', () => {
  const { write } = createPlayground({ resendIsSafe: false, canReadBack: false })
  expect(write?.resendIsSafe).toBe(false)
  expect(write?.readBack).toBeUndefined()
})
