/** Weeks of conversions and revenue as series: whole weeks, in the main currency, zero where nothing was bought. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { readFollowed } from './followed.ts'

const database = await testDatabase()
const now = new Date('2026-03-12T09:00:00Z')
const app = await testApp(database, { now: () => now })
const team = await testTeam(app)

test('orders make weeks; another currency is left out of revenue, not converted', async () => {
  const orders = [
    ['2026-02-10T12:00:00Z', 100, 'SAR'],
    ['2026-02-12T12:00:00Z', 50, 'SAR'],
    ['2026-02-25T12:00:00Z', 30, 'SAR'],
    ['2026-02-26T12:00:00Z', 9, 'USD'],
    ['2026-03-11T12:00:00Z', 70, 'SAR'],
  ] as const
  const sent = await team.as.owner('POST', `/workspaces/${team.workspaceId}/brands/${team.brandId}/conversions`, {
    conversions: orders.map(([at, value, currency], index) => ({ id: `order-${index}`, at, value, currency })),
  })
  expect(sent.status).toBe(200)
  const read = async (metric: 'week-conversions' | 'week-revenue') => {
    const known = await readFollowed(app.services, { workspaceId: team.workspaceId, brandId: team.brandId, metric, timeZone: 'UTC' })
    return known.kind === 'weeks' ? known.weeks : []
  }
  expect(await read('week-conversions')).toEqual([
    { day: '2026-02-15', value: 2 },
    { day: '2026-02-22', value: 0 },
    { day: '2026-03-01', value: 2 },
    { day: '2026-03-08', value: 0 },
  ])
  expect((await read('week-revenue')).map(({ value }) => value)).toEqual([150, 0, 30, 0])
})
