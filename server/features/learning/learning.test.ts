/** Tests of learning over the API: from stored posts and readings to the answer, kept until the posts change. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { eveningBump, makePosts } from '../../../testing/posts.ts'
import { newId } from '../../database/ids.ts'

const database = await testDatabase()
const now = new Date('2026-06-01T09:00:00Z')
const app = await testApp(database, { now: () => now })
const team = await testTeam(app)
const { workspaceId, brandId } = team
const address = `/workspaces/${workspaceId}/brands/${brandId}/learning`

const addAccount = async (handle: string, of = { workspaceId, brandId }): Promise<string> => {
  const id = newId()
  await sql`insert into account (workspace_id, id, brand_id, network, network_account_id, handle, display_name, state, connected_at)
    values (${of.workspaceId}, ${id}::uuid, ${of.brandId}::uuid, 'somewhere', ${handle}, ${handle}, ${handle}, 'connected', ${now})`.execute(
    database.db,
  )
  return id
}

/** Posts of the last months, 19:00 UTC (22:00 in the brand's Riyadh) being the best hour; read once, long after. */
const addPosts = async (accountId: string, n: number, seed: string) => {
  const posts = makePosts({ seed, n, slotEffect: (slot) => eveningBump(slot, 0.9) })
  for (let i = 0; i < n; i++) {
    const id = newId()
    const at = new Date(Date.parse('2025-06-02T00:00:00Z') + (Math.floor(i / 7) * 168 + (posts.slots[i] as number)) * 3_600_000)
    const read = new Date(at.getTime() + 10 * 86_400_000)
    await sql`insert into published_post (workspace_id, id, brand_id, account_id, network, network_post_id, published_at, format, text, origin, first_seen_at)
      values (${workspaceId}, ${id}::uuid, ${brandId}::uuid, ${accountId}::uuid, 'somewhere', ${`${seed}-${i}`}, ${at}, 'photo', '', 'api', ${at})`.execute(
      database.db,
    )
    for (const [metric, value] of [
      ['engagements', posts.counts[i]],
      ['impressions', 1000],
    ] as const) {
      await sql`insert into metric_reading (workspace_id, published_post_id, metric, metric_window, value, observed_at, last_observed_at, origin)
        values (${workspaceId}, ${id}::uuid, ${metric}, 'lifetime', ${value}, ${read}, ${read}, 'api')`.execute(database.db)
    }
  }
}

describe('learning over the API', () => {
  it('says how many posts are missing before there are any', async () => {
    const { status, body } = await team.as.viewer('GET', address)
    expect(status).toBe(200)
    expect(body.recommendation).toMatchObject({ kind: 'too-little-data', have: 0, need: 20 })
    expect(body.slots).toEqual([])
  })

  it('finds the evening in the brand’s zone and suggests coming moments', async () => {
    await addPosts(await addAccount('cafe'), 220, 'cafe')
    const { body } = await team.as.viewer('GET', address)
    expect(body.recommendation.kind).toBe('slots')
    expect(Math.abs(body.recommendation.slots[0].hour - 22)).toBeLessThanOrEqual(2)
    expect(body.unit).toBe('impression')
    expect(body.average.n).toBe(220)
    expect(body.slots).toHaveLength(168)
    for (const { at } of body.suggestions) expect(at > now.toISOString()).toBe(true)
    expect(body.prediction.factors[0]).toBeLessThan(1)
  })

  it('keeps the answer until a number changes', async () => {
    const runs = () =>
      sql<{
        computed_at: Date
        input_hash: string
      }>`select computed_at, input_hash from learning_run where workspace_id = ${workspaceId} and metric = 'engagement-rate'`.execute(
        database.db,
      )
    const before = (await runs()).rows[0]
    await team.as.viewer('GET', address)
    expect((await runs()).rows[0]).toEqual(before)
    await sql`update metric_reading set value = value + 1 where workspace_id = ${workspaceId} and metric = 'engagements'`.execute(
      database.db,
    )
    await team.as.viewer('GET', address)
    expect((await runs()).rows[0]?.input_hash).not.toBe(before?.input_hash)
  })

  it('looks at one account alone when asked', async () => {
    const other = await addAccount('second')
    await addPosts(other, 25, 'second')
    const { body } = await team.as.viewer('GET', `${address}?accountId=${other}`)
    expect(body.evidence.n).toBe(25)
    expect(body.accountId).toBe(other)
  })

  it('hands out the rows as CSV', async () => {
    const { status, body, headers } = await team.as.viewer('GET', `${address}/rows`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/csv')
    const lines = String(body).trim().split('\r\n')
    expect(lines[0]).toBe('published_at,time_known,account,format,paid,engagements,impressions,reach,views,followers,permalink')
    expect(lines).toHaveLength(246)
  })

  it('refuses a metric that cannot be learned about', async () => {
    expect((await team.as.viewer('GET', `${address}?metric=luck`)).status).toBe(400)
  })

  it('shows nothing to people of another workspace', async () => {
    expect((await team.stranger.call('GET', address)).status).toBe(404)
  })

  it('goes on answering while it computes: no pause of more than 50 ms beyond the usual', async () => {
    await sql`update metric_reading set value = value + 1 where workspace_id = ${workspaceId} and metric = 'engagements'`.execute(
      database.db,
    )
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5)
      last = performance.now()
    }, 5)
    const started = performance.now()
    await team.as.viewer('GET', address)
    clearInterval(timer)
    // The whole takes far longer than any single pause: the work is done elsewhere.
    expect(longest).toBeLessThan(Math.max(50, (performance.now() - started) / 3))
  })
})
