/** Nothing in Athar can like, follow, repost or write to people by itself: no channel has such an act, no address of the API, no job, no call to a network. */
import { expect, test } from 'vitest'
import { networks, findChannel } from '../../../channels/registry.ts'
import { contract } from '../../../contract/index.ts'
import { readSources } from '../../../scripts/fences/source.ts'
import { allJobs } from '../../all-jobs.ts'
import { plainRoutes } from '../../plain.ts'

/** All that a channel may be able to do; a new name here is a decision that somebody makes knowingly. */
const allowed = {
  channel: ['network', 'name', 'kind', 'limits', 'api', 'connect', 'read', 'write', 'exports', 'inside', 'hears'],
  // Words about the network's interface: nothing here can be called.
  api: ['name', 'version', 'endsOn', 'checkedOn', 'source', 'opaque'],
  read: ['pace', 'posts', 'metrics', 'accountMetrics', 'messages', 'followers', 'detector', 'publicAccount', 'limits'],
  write: ['prepare', 'send', 'check', 'readBack', 'resendIsSafe', 'replies'],
  connect: ['fields', 'connect', 'refresh'],
  inside: ['begin', 'neighbours'],
}
const act = /(^|[^a-z])(un)?(like|follow|favou?rite|repost|reblog|boost|retweet|upvote|engage|dm|auto-?comment)s?([^a-z]|$)/i

const beyond = (channel: object): string[] =>
  Object.entries(channel).flatMap(([key, value]) => {
    if (!allowed.channel.includes(key)) return [key]
    const inner = allowed[key as keyof typeof allowed]
    return inner === undefined || key === 'channel' || value === null || typeof value !== 'object' || Array.isArray(value)
      ? []
      : Object.keys(value as object)
          .filter((name) => !inner.includes(name))
          .map((name) => `${key}.${name}`)
  })

const procedures = (node: object, name = ''): { name: string; method: string; path: string }[] => {
  const inner = (node as { '~orpc'?: { route: { method?: string; path?: string } } })['~orpc']
  return inner === undefined
    ? Object.entries(node).flatMap(([key, child]) => procedures(child as object, `${name}.${key}`))
    : [{ name, method: inner.route.method ?? 'POST', path: inner.route.path ?? '' }]
}
/** Reading who follows, or following a feed of news, acts on nobody. */
const acts = (all: { name: string; method: string; path: string }[]) =>
  all.filter(({ name, method, path }) => method !== 'GET' && (act.test(name.split('.').at(-1) ?? '') || act.test(path)))

test('no channel can do anything but read, publish and answer', async () => {
  expect(networks.length).toBeGreaterThanOrEqual(4)
  for (const network of networks) expect(beyond((await findChannel(network)) as object), network).toEqual([])
})

test('a channel that could like or follow would be found', () => {
  expect(beyond({ network: 'x', write: { prepare: 1, send: 1, like: 1 }, follow: 1 })).toEqual(['write.like', 'follow'])
})

test('no address of the API and no job likes, follows or reposts', () => {
  const all = procedures(contract)
  expect(all.length).toBeGreaterThan(100)
  expect(acts(all)).toEqual([])
  expect(acts(plainRoutes.flatMap(({ routes }) => routes.map((route) => ({ ...route, name: '' }))))).toEqual([])
  expect(allJobs.map(({ name }) => name).filter((name) => act.test(name))).toEqual([])
  expect(acts([{ name: '.inbox.like', method: 'POST', path: '/x' }])).toHaveLength(1)
  expect(acts([{ name: '.a.b', method: 'POST', path: '/accounts/{id}/follow' }])).toHaveLength(1)
})

test('no channel’s code writes a like, a follow or a repost to its network', () => {
  // What networks call these acts in their published contracts; reading such records is another word (getFollowers, listRecords).
  const written =
    /(createRecord|putRecord|applyWrites)[^\n]*(feed\.like|feed\.repost|graph\.follow)|collection:\s*['"]app\.bsky\.(feed\.(like|repost)|graph\.follow)|\/(favourite|reblog|unfollow|follow|retweets|likes)['"`?][^\n]*POST|method:\s*['"]POST['"][^\n]*\/(favourite|reblog|follow|likes)\b/
  const sources = readSources(/^channels\/.*\.ts$/).filter(({ path }) => !/\.test\.ts$|\/testing\//.test(path))
  expect(sources.length).toBeGreaterThan(40)
  expect(sources.filter(({ text }) => written.test(text)).map(({ path }) => path)).toEqual([])
  expect(written.test("xrpc(world, { method: 'com.atproto.repo.createRecord', collection: 'app.bsky.feed.like' })")).toBe(true)
  expect(written.test("await world.fetch(`${server}/api/v1/statuses/1/favourite`, { method: 'POST' })")).toBe(true)
})
