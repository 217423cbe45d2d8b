/** The living example: planted once, whole, in the brand's language, and only with what a person could have added. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { plantCreative } from './index.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)

test('a brief with a picture in two versions, remarks, and an approval that waits; twice is once', async () => {
  const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
  const account = (await team.as.owner('POST', `${base}/accounts/begin`, { network: 'playground', seed: 5 })).body.id as string
  const members = (await team.as.owner('GET', `/workspaces/${team.workspaceId}/members`)).body as { userId: string; role: string }[]
  const userId = members.find(({ role }) => role === 'owner')?.userId ?? ''
  const begun = { workspaceId: team.workspaceId, brandId: team.brandId, accountId: account, userId, seed: 5 }
  await plantCreative(app.services, begun)
  await plantCreative(app.services, begun)
  const { briefs } = (await team.as.viewer('GET', `${base}/creative/briefs`)).body
  expect(briefs.map(({ deliverables }: { deliverables: unknown[] }) => deliverables.length)).toEqual([2, 11])
  const [picture] = briefs[0].deliverables
  expect(picture).toMatchObject({ kind: 'picture', state: 'in-review', versions: 2, openComments: 2 })
  const { approval, versionList } = (await team.as.viewer('GET', `${base}/creative/deliverables/${picture.id}`)).body
  expect(approval).toMatchObject({ state: 'open', contentHash: versionList[0].contentHash })
  expect(versionList[0].right.standing).toBe('fine')
  const { groups } = (await team.as.owner('GET', `${base}/creative/results?by=format`)).body
  expect(groups.filter(({ pieces }: { pieces: number }) => pieces >= 5)).toHaveLength(2)
  expect((await team.as.viewer('GET', `${base}/approvals/verify`)).body.whole).toBe(true)
})
