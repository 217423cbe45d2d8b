/** Tests of the list of posts as a CSV file: safe in spreadsheets, and readable by our own import. */
import { expect, test } from 'vitest'
import { plainTable } from '../../../channels/exports/plain-table.ts'
import { postsOf, textSource } from '../../../channels/exports/testing/make-source.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { csvCell, csvRow } from '../../http/csv.ts'
import { ensureArchive } from '../accounts/index.ts'
import { recordPosts, recordReadings } from './store/record.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const now = new Date('2026-06-01T12:00:00Z')

test('cells are quoted where needed, and none runs as a formula', () => {
  expect(csvRow(['a"b', 'x,y', 3, null, true, '=HYPERLINK("x")'])).toBe('"a""b","x,y",3,,true,"\'=HYPERLINK(""x"")"\r\n')
  expect(csvCell('منشور\nثان')).toBe('"منشور\nثان"')
})

test('what is downloaded reads back as the same posts, with unknown numbers still unknown', async () => {
  const { workspaceId, brandId } = team
  const account = await ensureArchive(database.db, {
    workspaceId,
    brandId,
    network: 'paper',
    networkAccountId: '1',
    handle: 'olive',
    displayName: 'Olive',
    now,
  })
  const from = { workspaceId, brandId, accountId: account.id, network: 'paper', origin: 'import' as const }
  const text = '=SUM(A1) "x",\nخبز'
  const ids = await recordPosts(
    database.db,
    from,
    [{ networkPostId: '12', permalink: null, publishedAt: now, format: 'reel', text, language: 'ar', paid: false }],
    now,
  )
  await recordReadings(database.db, from, [
    { postId: ids.get('12')?.id ?? '', metric: 'reach', window: 'lifetime', day: null, value: 7, observedAt: now },
  ])

  const answer = await team.as.viewer('GET', `/workspaces/${workspaceId}/brands/${brandId}/published-posts.csv?format=reel`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const { posts } = await postsOf(textSource(answer.body), [plainTable])
  expect(posts).toMatchObject([
    { networkPostId: '12', text, publishedAt: now, format: 'reel', language: 'ar', paid: false, metrics: [{ metric: 'reach', value: 7 }] },
  ])

  const empty = await team.as.viewer('GET', `/workspaces/${workspaceId}/brands/${brandId}/published-posts.csv?format=story`)
  expect(empty.body.trim().split('\n')).toHaveLength(1)
  expect((await team.as.viewer('GET', `/workspaces/${workspaceId}/brands/${brandId}/published-posts.csv?order=prettiest`)).status).toBe(400)
  expect((await team.stranger.call('GET', `/workspaces/${workspaceId}/brands/${brandId}/published-posts.csv`)).status).toBe(404)
})
