/** Planning over the API: versions, checks, what lies between two moments, taking away and bringing back, and who may. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'

const fake = fakeNetwork()
const now = new Date('2026-03-10T09:00:00Z')
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { marketer, creator, client, viewer } = team.as

let handles = 0
const connect = async () =>
  (await marketer('POST', `${base}/accounts`, { network: 'fake', input: { handle: `plan-${++handles}` } })).body.id as string
const content = (text: string) => ({ text, language: 'en', format: 'text', link: null, media: [] })
const only = (text: string) => [{ accountId: null, content: content(text) }]
const write = async (accountIds: string[], text: string) =>
  (await marketer('POST', `${base}/posts`, { versions: only(text), accountIds })).body as {
    id: string
    publications: { id: string; accountId: string; contentHash: string }[]
  }
const plan = async (accountId: string, text: string, localTime: string) => {
  const post = await write([accountId], text)
  const [publication] = post.publications
  const address = `${base}/publications/${publication?.id}`
  await marketer('POST', `${address}/approve`, { contentHash: publication?.contentHash })
  const answer = await marketer('POST', `${address}/schedule`, { localTime })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return { postId: post.id, address }
}
const keysOf = (check: { problems: { reason: { key: string } }[] }) => check.problems.map(({ reason }) => reason.key)

test('an account gets its own version, and the base where it has none', async () => {
  const [first, second] = [await connect(), await connect()]
  const { body: post } = await marketer('POST', `${base}/posts`, {
    versions: [...only('For everyone'), { accountId: second, content: content('For you alone') }],
    accountIds: [first, second],
  })
  const excerpts = new Map(post.publications.map((one: { accountId: string; excerpt: string }) => [one.accountId, one.excerpt]))
  expect([excerpts.get(first), excerpts.get(second)]).toEqual(['For everyone', 'For you alone'])
})

test('changing one account’s version takes back the approval of that one only', async () => {
  const [first, second] = [await connect(), await connect()]
  const post = await write([first, second], 'Same for both')
  for (const { id, contentHash } of post.publications) await marketer('POST', `${base}/publications/${id}/approve`, { contentHash })
  const { body } = await marketer('PUT', `${base}/posts/${post.id}`, {
    versions: [...only('Same for both'), { accountId: second, content: content('Other words') }],
    accountIds: [first, second],
  })
  const states = new Map(body.publications.map((one: { accountId: string; state: string }) => [one.accountId, one.state]))
  expect([states.get(first), states.get(second)]).toEqual(['approved', 'draft'])
})

test('the calendar shows what lies between two moments, and drafts that have no time', async () => {
  const account = await connect()
  const { postId } = await plan(account, 'In April', '2026-04-01T00:00')
  const draft = await write([account], 'No time yet')
  const between = async (from: string, to: string) => (await viewer('GET', `${base}/calendar?from=${from}&to=${to}`)).body
  // Midnight in Riyadh is nine in the evening of the day before in UTC; the end of a span does not belong to it.
  const april = await between('2026-03-31T21:00:00.000Z', '2026-04-30T21:00:00.000Z')
  expect(april.entries.map((entry: { postId: string }) => entry.postId)).toContain(postId)
  expect(april.drafts.map((one: { postId: string }) => one.postId)).toContain(draft.id)
  expect(april.drafts.map((one: { postId: string }) => one.postId)).not.toContain(postId)
  const march = await between('2026-02-28T21:00:00.000Z', '2026-03-31T21:00:00.000Z')
  expect(march.entries.map((entry: { postId: string }) => entry.postId)).not.toContain(postId)
  expect((await between('2026-04-30T21:00:00.000Z', '2026-03-31T21:00:00.000Z')).data.sentence.key).toBe('calendar:problem.span')
})

test('a twin and a crowded hour are warned of, on the same account only, and never by the post itself', async () => {
  const [account, other] = [await connect(), await connect()]
  const { postId } = await plan(account, 'Twin', '2026-03-20T09:00')
  const check = async (accountId: string, text: string, extra: object) =>
    keysOf((await creator('POST', `${base}/check`, { contents: [{ accountId, content: content(text) }], ...extra })).body[0])
  const at = '2026-03-20T06:30:00.000Z'
  expect(await check(account, 'Twin', { at })).toEqual(['calendar:problem.twin', 'calendar:problem.crowded'])
  expect(await check(account, 'Twin', { at, postId })).toEqual([])
  expect(await check(other, 'Twin', { at })).toEqual([])
  expect(await check(account, 'Something else', { at: '2026-03-20T08:00:00.000Z' })).toEqual([])
  expect(await check(account, '   ', {})).toEqual(['calendar:problem.empty'])
})

test('a post that is taken away is canceled, and comes back as it was written but not planned', async () => {
  const { postId, address } = await plan(await connect(), 'Taken away', '2026-03-21T09:00')
  expect((await marketer('DELETE', `${base}/posts/${postId}`)).status).toBe(200)
  expect((await marketer('GET', `${base}/posts/${postId}`)).status).toBe(404)
  expect((await marketer('DELETE', `${base}/posts/${postId}`)).status).toBe(404)
  const { body } = await marketer('POST', `${base}/posts/${postId}/restore`)
  expect(body).toMatchObject({ versions: only('Taken away'), publications: [{ state: 'canceled' }] })
  const { body: proof } = await marketer('GET', address)
  expect(proof.events.at(-1)).toMatchObject({
    to: 'canceled',
    by: 'marketer',
    reason: { key: 'publishing:reason.postRemoved', values: { name: 'marketer' } },
  })
})

test('what has gone out stays as it was sent', async () => {
  const account = await connect()
  const { postId } = await plan(account, 'Out', '2026-03-22T09:00')
  await database.db.updateTable('publication').set({ state: 'published' }).where('post_id', '=', postId).execute()
  const edit = await marketer('PUT', `${base}/posts/${postId}`, { versions: only('Rewritten'), accountIds: [account] })
  expect([edit.status, edit.body.data.sentence.key]).toEqual([422, 'calendar:problem.alreadyOut'])
  expect((await marketer('DELETE', `${base}/posts/${postId}`)).status).toBe(409)
  expect((await marketer('GET', `${base}/posts/${postId}`)).body.versions).toEqual(only('Out'))
})

test('a post that failed and is rewritten goes out as it reads now, once it is approved again', async () => {
  const account = await connect()
  const { postId, address } = await plan(account, 'Refused words', '2026-03-23T09:00')
  await database.db.updateTable('publication').set({ state: 'failed' }).where('post_id', '=', postId).execute()
  const { body } = await marketer('PUT', `${base}/posts/${postId}`, { versions: only('Better words'), accountIds: [account] })
  const [{ contentHash }] = body.publications
  // The approval was for the refused words: those must not go out under the new ones.
  expect((await marketer('POST', `${address}/publish`, { contentHash })).status).toBeGreaterThanOrEqual(400)
  expect((await marketer('POST', `${address}/schedule`, { localTime: '2026-03-24T09:00' })).body.data.sentence.key).toBe(
    'publishing:problem.notApproved',
  )
  await marketer('POST', `${address}/approve`, { contentHash })
  expect((await marketer('POST', `${address}/schedule`, { localTime: '2026-03-24T09:00' })).body.publication).toMatchObject({
    state: 'scheduled',
    excerpt: 'Better words',
  })
})

test('accounts of nobody, two versions for one, and an account without any are refused with a place', async () => {
  const account = await connect()
  const refused = async (input: object) => {
    const { status, body } = await marketer('POST', `${base}/posts`, input)
    return [status, body.data.sentence.key, body.data.where]
  }
  const nobody = '0190a000-0000-7000-8000-000000000000'
  expect(await refused({ versions: only('a'), accountIds: [nobody] })).toEqual([422, 'calendar:problem.account', 'accountIds'])
  expect(await refused({ versions: [...only('a'), ...only('b')], accountIds: [account] })).toEqual([
    422,
    'calendar:problem.twoVersions',
    'versions',
  ])
  const other = await connect()
  expect(await refused({ versions: [{ accountId: account, content: content('a') }], accountIds: [account, other] })).toEqual([
    422,
    'calendar:problem.noVersion',
    'versions',
  ])
})

test('a creator writes but does not approve or publish; who only reads changes nothing; a stranger sees nothing', async () => {
  const account = await connect()
  const post = await creator('POST', `${base}/posts`, { versions: only('By a creator'), accountIds: [account] })
  expect(post.status).toBe(200)
  const { id, contentHash } = post.body.publications[0]
  expect((await creator('POST', `${base}/publications/${id}/approve`, { contentHash })).status).toBe(403)
  expect((await creator('POST', `${base}/publications/${id}/publish`, { contentHash })).status).toBe(403)
  expect((await viewer('PUT', `${base}/posts/${post.body.id}`, { versions: only('No'), accountIds: [account] })).status).toBe(403)
  expect((await client('DELETE', `${base}/posts/${post.body.id}`)).status).toBe(403)
  const { call, workspaceId, brandId } = team.stranger
  expect((await call('GET', `${base}/posts/${post.body.id}`)).status).toBeGreaterThanOrEqual(403)
  // With ids of the first workspace under an address of their own.
  expect((await call('GET', `/workspaces/${workspaceId}/brands/${brandId}/posts/${post.body.id}`)).status).toBe(404)
})
