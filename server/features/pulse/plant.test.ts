/** The living example of Pulse: one shift and one drifting connector, also when it is planted twice. */
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { closeHeavy } from '../../heavy/heavy.ts'
import { plantPulse } from './plant.ts'

const app = await testApp(await testDatabase())
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
afterAll(closeHeavy)

test('a new brand on the Playground has a shift, a drift and an announcement to look at, each once', async () => {
  const { owner, viewer } = team.as
  const { body: account } = await owner('POST', `${base}/accounts/begin`, { network: 'playground', seed: 5 })
  const begun = { workspaceId: team.workspaceId, brandId: team.brandId, accountId: account.id as string, userId: 'u', seed: 5 }
  await plantPulse(app.services, begun)
  const once = (await viewer('GET', `${base}/pulse/health`)).body.connectors
  await plantPulse(app.services, begun)
  const { connectors } = (await viewer('GET', `${base}/pulse/health`)).body
  expect(connectors).toEqual(once)
  expect(connectors).toMatchObject([
    {
      verdict: 'drifting',
      drift: { window: expect.stringMatching(/day|week/) },
      notices: [{ kind: 'sunset', endpoint: 'messages' }],
      advice: [{ key: 'pulse:health.advice.silent' }, { key: 'pulse:health.advice.notice' }],
    },
  ])
  expect(connectors[0].rates.day.interval[0]).toBeGreaterThan(connectors[0].rates.usual.interval[1])
  const { shifts } = (await viewer('GET', `${base}/pulse`)).body
  expect(shifts).toMatchObject([{ metric: 'profile-visits', direction: 'down', scale: 'ratio' }])
  expect(shifts[0].size.interval[0]).toBeLessThan(-0.4)
  const today = (await viewer('GET', `${base}/today?view=everyone`)).body.items.map(({ place }: { place: object }) => place)
  expect(today).toContainEqual({ page: 'pulse', id: 'health' })
  expect(today).toContainEqual({ page: 'pulse', id: shifts[0].id })
})
