/** Today over the API: each person's own list, and what they put away. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'

let now = new Date('2026-03-11T09:00:00Z')
const team = await testTeam(await testApp(await testDatabase(), { now: () => now }))
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/today`
const { owner, marketer, viewer } = team.as
const idsOf = async (who: typeof owner, query = '') => (await who('GET', `${base}${query}`)).body.items.map(({ id }: { id: string }) => id)

test('an entry put away is gone for that person only, and comes back', async () => {
  expect(await idsOf(owner)).toContain('start')
  expect((await owner('POST', `${base}/away`, { itemId: 'start', how: 'tomorrow' })).body).toMatchObject({ kind: 'later' })
  expect(await idsOf(owner)).not.toContain('start')
  expect((await owner('GET', base)).body.away).toBe(1)
  expect(await idsOf(owner, '?withAway=true')).toContain('start')
  expect(await idsOf(marketer)).toContain('start')
  now = new Date('2026-03-13T09:00:00Z')
  expect(await idsOf(owner)).toContain('start')
  await owner('POST', `${base}/away`, { itemId: 'start', how: 'done' })
  expect((await owner('POST', `${base}/back`, { itemId: 'start' })).status).toBe(200)
  expect(await idsOf(owner)).toContain('start')
})

test('a viewer sees what is theirs, everyone’s when asked for, and nothing is put away that is not there', async () => {
  expect(await idsOf(viewer)).not.toContain('start')
  expect((await viewer('GET', base)).body.others).toBe(1)
  expect(await idsOf(viewer, '?view=everyone')).toContain('start')
  expect((await viewer('POST', `${base}/away`, { itemId: 'nix', how: 'done' })).status).toBe(404)
  expect((await viewer('POST', `${base}/back`, { itemId: 'nix' })).status).toBe(404)
})
