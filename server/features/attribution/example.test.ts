/** The living example of attribution: enough for every picture, and the same when it is planted twice. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { plantAttribution } from './index.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { owner } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/attribution`

test('models have something to divide, people answered, costs lie before this month, and planting again adds nothing', async () => {
  const begun = { workspaceId: team.workspaceId, brandId: team.brandId, accountId: '', userId: '', seed: 5 }
  await plantAttribution(app.services, begun)
  const counted = async () => (await database.pool.query('select count(*)::int as n from event')).rows[0].n as number
  const n = await counted()
  await plantAttribution(app.services, begun)
  expect(await counted()).toBe(n)
  let credit = (await owner('GET', `${base}/credit`)).body
  while (credit.kind === 'computing') credit = (await owner('GET', `${base}/credit`)).body
  expect(credit.kind).toBe('credit')
  expect(credit.untraceable.kind).toBe('share')
  expect(credit.rows.map(({ key }: { key: string }) => key)).toEqual(expect.arrayContaining(['social', 'newsletter', 'search']))
  const costs = (await owner('GET', `${base}/costs`)).body
  expect(costs).toHaveLength(3)
  const plan = (await owner('POST', `${base}/holdouts/plan`, { wish: { unit: 'weeks', wished: 0.4, mostDays: 56 } })).body
  expect(['design', 'nothing-visible']).toContain(plan.kind)
}, 60_000)
