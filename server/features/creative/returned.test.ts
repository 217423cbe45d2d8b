/** What conversions credit to a kind of work: the last touch within the period, each post once, missing where no conversion is known. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import { insertEvents, type NewEvent } from '../events/store/events.ts'
import { newId } from '../../database/ids.ts'
import { readReturned } from './returned.ts'

const now = new Date('2026-03-10T09:00:00Z')
const fake = fakeNetwork()
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const period = { from: '2026-02-01', to: '2026-03-10' }
const read = async (posts: PublishedPost[]) => (await readReturned(app.services, scope, period))(posts)

const account = (await team.as.owner('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })).body.id as string
const publish = async (index: number) => {
  const content = { text: `Post ${index}`, language: 'en', format: 'text', link: null, media: [] }
  const { body } = await team.as.marketer('POST', `${base}/posts`, { versions: [{ accountId: null, content }], accountIds: [account] })
  const publicationId = body.publications[0].id as string
  await database.db
    .updateTable('publication')
    .set({ state: 'published', published_at: new Date('2026-03-01T10:00:00Z') })
    .where('id', '=', publicationId)
    .execute()
  const shown = { id: newId(), publicationId, text: `Post ${index}`, publishedAt: '2026-03-01T10:00:00.000Z' } as unknown as PublishedPost
  return { postId: body.id as string, shown }
}
const posts = await Promise.all(Array.from({ length: 6 }, (_, index) => publish(index)))
const shown = posts.map((post) => post.shown)

const event = (visitor: string, kind: 'touch' | 'conversion', at: string, more: Partial<NewEvent>): NewEvent => ({
  id: newId(),
  visitor,
  kind,
  at: new Date(at),
  channel: kind === 'touch' ? 'fake' : null,
  campaignId: null,
  linkId: null,
  postId: null,
  accountId: null,
  region: null,
  name: null,
  value: null,
  currency: null,
  ...more,
})

test('where no conversion is known nothing is said, not even zero', async () => {
  expect(await read(shown)).toBeNull()
})

test('the last touch takes the credit; currencies stand apart; a post in two places counts once', async () => {
  const [first, second] = posts
  await insertEvents(
    database.db,
    scope,
    [
      event('a', 'touch', '2026-03-02T10:00:00Z', { postId: first?.postId ?? null }),
      event('a', 'touch', '2026-03-03T10:00:00Z', { postId: second?.postId ?? null }),
      event('a', 'conversion', '2026-03-04T10:00:00Z', { value: 40, currency: 'SAR' }),
      event('b', 'touch', '2026-03-02T10:00:00Z', { postId: second?.postId ?? null }),
      event('b', 'conversion', '2026-03-05T10:00:00Z', { value: 10, currency: 'EUR' }),
      // Nobody's: no touch before it.
      event('c', 'conversion', '2026-03-05T10:00:00Z', { value: 99, currency: 'SAR' }),
      // Before the period.
      event('d', 'touch', '2026-01-02T10:00:00Z', { postId: first?.postId ?? null }),
      event('d', 'conversion', '2026-01-03T10:00:00Z', { value: 77, currency: 'SAR' }),
    ],
    { source: 'api', now, skewMs: 0 },
  )
  const returned = await read([...shown, { ...(shown[1] as PublishedPost), id: newId() }])
  expect(returned?.conversions).toMatchObject({ value: 2, n: 6, level: 0.8, evidence: { page: 'attribution', rows: { total: 6 } } })
  expect(returned?.value.map(({ currency, of }) => [currency, of.value])).toEqual([
    ['EUR', 10],
    ['SAR', 40],
  ])
  // The first post was touched, but not last.
  expect(await read(shown.slice(2))).toEqual({ conversions: { kind: 'too-little-data', have: 4, need: 5, unit: 'posts' }, value: [] })
})
