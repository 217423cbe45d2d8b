/** Bluesky against a real PDS: connect, post in Arabic, send twice, lose answers, look back, read, refresh. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostContent } from '../../contract/content.ts'
import { type AtprotoServer, startPds } from '../../testing/atproto.ts'
import { type FaultyProxy, startFaultyProxy } from '../../testing/faulty-proxy.ts'
import { testWorld } from '../../testing/world.ts'
import type { AccountAccess, ObservedPost } from '../port.ts'
import { bluesky } from './index.ts'
import { expiryOf } from './connect.ts'

let server: AtprotoServer
let proxy: FaultyProxy
let account: AccountAccess
let appPassword: string
const world = testWorld({ allowPrivateHosts: ['localhost', '127.0.0.1'], timeoutMs: 2000 })
const { connect, read, write } = bluesky as Required<typeof bluesky>
const readBack = write.readBack as NonNullable<typeof write.readBack>
const png = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)

const post = (change: Partial<PostContent> = {}): PostContent => ({
  text: 'hello',
  language: null,
  format: 'text',
  link: null,
  media: [],
  ...change,
})
const all = async (): Promise<ObservedPost[]> => {
  const answer = await read.posts(world, account, { cursor: null, since: null })
  if (answer.kind !== 'read') throw new Error(JSON.stringify(answer))
  return answer.items
}
const withText = async (text: string) => (await all()).filter((one) => one.text === text)
const recordOf = async (uri: string) => {
  const [, , repo, collection, rkey] = uri.split('/') as string[]
  const query = new URLSearchParams({ repo: repo as string, collection: collection as string, rkey: rkey as string })
  return (await (await fetch(`${server.pdsUrl}/xrpc/com.atproto.repo.getRecord?${query}`)).json()) as {
    cid: string
    value: Record<string, unknown>
  }
}

beforeAll(async () => {
  server = await startPds()
  proxy = await startFaultyProxy(server.pdsUrl)
  await server.createAccount({ handle: 'cafe.test', displayName: 'مقهى' })
  await server.createAccount({ handle: 'neighbour.test' })
  appPassword = (await server.createAppPassword({ handle: 'cafe.test', name: 'athar' })).password
  const answer = await connect.connect(world, { handle: '@Cafe.test', appPassword, serviceUrl: proxy.url })
  if (answer.kind !== 'connected') throw new Error(JSON.stringify(answer))
  account = answer
}, 240_000)
afterAll(async () => {
  await proxy.close()
  await server.stop()
})

test('an account is connected with name, DID and the end of its token', async () => {
  const answer = await connect.connect(world, { handle: 'cafe.test', appPassword, serviceUrl: server.pdsUrl })
  expect(answer).toMatchObject({ kind: 'connected', handle: 'cafe.test', displayName: 'مقهى', serviceUrl: server.pdsUrl })
  const { expiresAt } = answer as { expiresAt: Date }
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 60_000)
})

test('a wrong app password is the password’s fault, an unknown handle too', async () => {
  for (const handle of ['cafe.test', 'nobody.test']) {
    expect(await connect.connect(world, { handle, appPassword: 'aaaa-bbbb-cccc-dddd', serviceUrl: server.pdsUrl })).toMatchObject({
      kind: 'refused',
      field: 'appPassword',
      reason: { key: 'channels-bluesky:connect.wrongPassword' },
    })
  }
})

test('an Arabic post marks mention, link and hashtag by their bytes', async () => {
  const text = 'قهوة اليوم ☕ مع @neighbour.test و @nobody.test على https://example.com/قائمة؟ #قهوة_مختصة 👨‍👩‍👧'
  const payload = await write.prepare(world, account, post({ text, language: 'ar' }))
  const answer = await write.send(world, account, payload)
  expect(answer.kind).toBe('done')
  const { value } = await recordOf((answer as { networkPostId: string }).networkPostId)
  const bytes = new TextEncoder().encode(text)
  const marked = (value.facets as { index: { byteStart: number; byteEnd: number }; features: { $type: string }[] }[]).map(
    ({ index, features }) => [new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)), features[0]?.$type.split('#')[1]],
  )
  expect(marked).toEqual([
    ['@neighbour.test', 'mention'],
    ['https://example.com/قائمة', 'link'],
    ['#قهوة_مختصة', 'tag'],
  ])
  expect(value.langs).toEqual(['ar'])
  expect(value.text).toBe(text)
})

test('the same payload sent twice is one post, also from stored JSON', async () => {
  const payload = await write.prepare(world, account, post({ text: 'twice' }))
  const first = await write.send(world, account, payload)
  const { cid } = await recordOf((first as { networkPostId: string }).networkPostId)
  const second = await write.send(world, account, JSON.parse(JSON.stringify(payload)))
  expect(second).toMatchObject({ kind: 'done', networkPostId: (first as { networkPostId: string }).networkPostId })
  expect((await recordOf((first as { networkPostId: string }).networkPostId)).cid).toBe(cid)
  expect(await withText('twice')).toHaveLength(1)
})

test('two posts prepared at the same moment have different keys', async () => {
  const still = { ...world, now: () => new Date('2026-01-01T00:00:00Z') }
  const [one, two] = await Promise.all([write.prepare(still, account, post()), write.prepare(still, account, post())])
  expect(one.token).not.toBe(two.token)
  expect(one.token).toMatch(/^[2-7a-j][2-7a-z]{12}$/)
})

test('an answer lost after the server accepted is unknown, and looking back finds the post', async () => {
  const payload = await write.prepare(world, account, post({ text: 'lost answer' }))
  proxy.fail(({ path }) => (path.includes('putRecord') ? 'lose-answer' : undefined))
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'unknown', reason: { key: 'channels-bluesky:reason.brokeOff' } })
  proxy.fail(null)
  const back = await readBack(world, account, { payload, startedAt: new Date(), handle: null })
  expect(back).toMatchObject({ kind: 'present', permalink: expect.stringContaining(`/post/${payload.token}`) })
  expect(await withText('lost answer')).toHaveLength(1)
})

test('a request lost on the way is unknown too, and looking back finds nothing', async () => {
  const payload = await write.prepare(world, account, post({ text: 'lost request' }))
  proxy.fail(({ path }) => (path.includes('putRecord') ? 'lose-request' : undefined))
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'unknown' })
  proxy.fail(null)
  expect(await readBack(world, account, { payload, startedAt: new Date(), handle: null })).toMatchObject({ kind: 'absent' })
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'done' })
  expect(await withText('lost request')).toHaveLength(1)
})

test.each([
  ['too slow', 'hang' as const, 'unknown'],
  ['garbage', 'garbage' as const, 'unknown'],
  ['a fault of the server', { status: 500, body: { error: 'InternalServerError', message: 'x' } }, 'unknown'],
  ['a gateway without its server', { status: 502, body: 'bad gateway' }, 'unknown'],
  ['a refusal', { status: 400, body: { error: 'InvalidRequest', message: 'Invalid app.bsky.feed.post record' } }, 'refused'],
  ['a token that ended', { status: 400, body: { error: 'ExpiredToken', message: 'Token has expired' } }, 'reconnect'],
  ['no sign-in', { status: 401, body: { error: 'AuthMissing' } }, 'reconnect'],
])('putRecord answered by %s', async (_, fault, kind) => {
  const payload = await write.prepare(world, account, post({ text: 'not through' }))
  proxy.fail(({ path }) => (path.includes('putRecord') ? fault : undefined))
  const answer = await write.send(world, account, payload)
  proxy.fail(null)
  expect(answer.kind).toBe(kind)
  expect(await withText('not through')).toHaveLength(0)
})

test('a limit is waited out until the moment the server names', async () => {
  const payload = await write.prepare(world, account, post({ text: 'too fast' }))
  const reset = Math.floor(Date.now() / 1000) + 900
  proxy.fail(() => ({ status: 429, headers: { 'ratelimit-reset': String(reset) }, body: { error: 'RateLimitExceeded' } }))
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'wait', until: new Date(reset * 1000) })
  proxy.fail(null)
})

test('a server that cannot be reached received nothing: it is tried again later', async () => {
  const payload = await write.prepare(world, account, post({ text: 'nobody there' }))
  const gone = await startFaultyProxy(server.pdsUrl)
  await gone.close()
  const answer = await write.send(world, { ...account, serviceUrl: gone.url }, payload)
  expect(answer).toMatchObject({ kind: 'wait', reason: { key: 'channels-bluesky:reason.down' } })
})

test('a post that the network refuses is refused with its words', async () => {
  const payload = await write.prepare(world, account, post({ text: 'ق'.repeat(301) }))
  const answer = await write.send(world, account, payload)
  expect(answer).toMatchObject({ kind: 'refused', reason: { values: { message: expect.stringContaining('300') } } })
})

test('another record under the key is not taken for ours', async () => {
  const payload = await write.prepare(world, account, post({ text: 'original' }))
  await write.send(world, account, payload)
  const edited = {
    ...payload,
    body: { ...(payload.body as object), record: { ...(payload.body as { record: object }).record, text: 'edited' } },
  }
  expect(await readBack(world, account, { payload: edited, startedAt: new Date(), handle: null })).toMatchObject({ kind: 'cannot-tell' })
})

test('pictures go out as they are, with description and measures, four in the old form and more in the gallery', async () => {
  for (const [count, type] of [
    [1, 'app.bsky.embed.images'],
    [5, 'app.bsky.embed.gallery'],
  ] as const) {
    const media = Array.from({ length: count }, () => world.addImage({ bytes: png, mime: 'image/png', alt: 'نقطة', width: 1, height: 1 }))
    const payload = await write.prepare(world, account, post({ text: `${count} pictures`, format: 'photo', media }))
    const answer = await write.send(world, account, payload)
    expect(answer).toMatchObject({ kind: 'done' })
    const { value } = await recordOf((answer as { networkPostId: string }).networkPostId)
    const embed = value.embed as { $type: string; images?: never[]; items?: never[] }
    expect(embed.$type).toBe(type)
    const [first] = (embed.images ?? embed.items) as unknown as { alt: string; aspectRatio: object; image: { ref: { $link: string } } }[]
    expect(first).toMatchObject({ alt: 'نقطة', aspectRatio: { width: 1, height: 1 } })
    const query = new URLSearchParams({ did: account.networkAccountId, cid: first?.image.ref.$link ?? '' })
    const blob = new Uint8Array(await (await fetch(`${server.pdsUrl}/xrpc/com.atproto.sync.getBlob?${query}`)).arrayBuffer())
    expect(Buffer.from(blob).equals(Buffer.from(png))).toBe(true)
    expect((await withText(`${count} pictures`))[0]?.format).toBe(count === 1 ? 'photo' : 'carousel')
  }
})

test('a file that is not what it claims is refused before anything is public', async () => {
  const media = [world.addImage({ bytes: png, mime: 'image/jpeg' })]
  const payload = await write.prepare(world, account, post({ text: 'a false picture', media }))
  expect(await write.send(world, account, payload)).toMatchObject({
    kind: 'refused',
    reason: { key: 'channels-bluesky:reason.mediaChanged' },
  })
  expect(await withText('a false picture')).toHaveLength(0)
})

test('an upload whose answer is lost leaves nothing public and may be repeated', async () => {
  const media = [world.addImage({ bytes: png, mime: 'image/png' })]
  const payload = await write.prepare(world, account, post({ text: 'picture lost', media }))
  proxy.fail(({ path }) => (path.includes('uploadBlob') ? 'lose-answer' : undefined))
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'wait' })
  proxy.fail(null)
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'done' })
})

test('a link becomes a card; a page that cannot be read still gets one', async () => {
  const payload = await write.prepare(world, account, post({ text: 'read this', format: 'link', link: 'https://nowhere.invalid/menu' }))
  expect((payload.body as { record: { embed: unknown } }).record.embed).toEqual({
    $type: 'app.bsky.embed.external',
    external: { uri: 'https://nowhere.invalid/menu', title: 'nowhere.invalid', description: '' },
  })
  expect(await write.send(world, account, payload)).toMatchObject({ kind: 'done' })
  expect((await withText('read this'))[0]?.format).toBe('link')
})

test('posts are read without an AppView, page by page and since a day; replies are conversation, not posts', async () => {
  await server.reply({ as: 'cafe.test', uri: (await withText('twice'))[0]?.networkPostId ?? '', text: 'my own reply' })
  const posts = await all()
  expect(posts.map(({ text }) => text)).toContain('twice')
  expect(posts.map(({ text }) => text)).not.toContain('my own reply')
  expect(posts.map(({ publishedAt }) => publishedAt.getTime())).toEqual(
    posts.map(({ publishedAt }) => publishedAt.getTime()).toSorted((a, b) => b - a),
  )
  const since = await read.posts(world, account, { cursor: null, since: new Date(Date.now() + 60_000) })
  expect(since).toEqual({ kind: 'read', items: [], cursor: null })
})

test('without an AppView likes, followers and replies are unreachable, and that is said', async () => {
  for (const answer of [
    await read.metrics(world, account, [(await all())[0]?.networkPostId ?? '']),
    await read.accountMetrics(world, account),
    await read.messages(world, account, { cursor: null, since: null }),
  ]) {
    expect(answer).toMatchObject({ kind: 'unreachable', reason: { key: 'channels-bluesky:reason.noAppView' } })
  }
})

test('limits are read from the account’s own server', async () => {
  const limits = (await read.limits?.(world, account)) as { kind: 'read'; items: { field: string; max: number; source: string }[] }
  expect(limits.kind).toBe('read')
  expect(limits.items.find(({ field }) => field === 'image-bytes')?.max).toBe(2_000_000)
  proxy.fail(() => ({ status: 200, body: { did: 'did:web:localhost', availableUserDomains: [], blobUploadLimit: 500_000 } }))
  const smaller = (await read.limits?.(world, account)) as typeof limits
  proxy.fail(null)
  expect(smaller.items.find(({ field }) => field === 'image-bytes')).toMatchObject({
    max: 500_000,
    source: expect.stringContaining('describeServer'),
  })
})

test('a refreshed sign-in posts on; a made-up one has to connect again', async () => {
  const answer = await connect.refresh?.(world, account)
  expect(answer?.kind).toBe('refreshed')
  const { secret } = answer as { secret: { accessJwt: string } }
  expect(expiryOf(secret.accessJwt)).toBeInstanceOf(Date)
  const payload = await write.prepare(world, { ...account, secret }, post({ text: 'after a refresh' }))
  expect(await write.send(world, { ...account, secret }, payload)).toMatchObject({ kind: 'done' })
  const forged = { ...account, secret: { accessJwt: 'a.b.c', refreshJwt: 'a.b.c' } }
  expect(await connect.refresh?.(world, forged)).toMatchObject({ kind: 'reconnect' })
  expect(await write.send(world, forged, payload)).toMatchObject({ kind: 'reconnect' })
})

test('nothing that is kept as proof holds a token or a password', async () => {
  const payload = await write.prepare(world, account, post({ text: 'proof' }))
  const answers = [
    payload,
    await write.send(world, account, payload),
    await readBack(world, account, { payload, startedAt: new Date(), handle: null }),
  ]
  const { accessJwt, refreshJwt } = account.secret as { accessJwt: string; refreshJwt: string }
  for (const secret of [accessJwt, refreshJwt, appPassword]) expect(JSON.stringify(answers)).not.toContain(secret)
})
