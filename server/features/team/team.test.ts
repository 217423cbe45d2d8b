/** First run, sign-in, invitations, roles and keys, through the API as a browser would call it. */
import { expect, test } from 'vitest'
import { testApp, testPassword, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'

const app = await testApp(await testDatabase())
const person = { name: 'ليلى', password: testPassword, language: 'ar', timeZone: 'Asia/Riyadh' }

test('the first run makes one person, however many ask at once', async () => {
  expect((await app.call('GET', '/session')).body).toMatchObject({ needsFirstRun: true, user: null, workspaces: [] })
  const answers = await Promise.all([1, 2, 3].map(() => app.visitor()('POST', '/first-run', person)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await app.call('GET', '/session')).body.needsFirstRun).toBe(false)
})

test('a name in Arabic signs in, a wrong password does not, and neither says which part was wrong', async () => {
  const visitor = app.visitor()
  expect((await visitor('POST', '/auth/sign-in/username', { username: 'ليلى', password: 'not the password' })).status).toBe(401)
  expect((await visitor('POST', '/auth/sign-in/username', { username: 'ليلى', password: testPassword })).status).toBe(200)
  const session = await visitor('GET', '/session')
  expect(session.body.user).toMatchObject({ name: 'ليلى', email: null, language: 'ar' })
  expect(session.body.workspaces).toMatchObject([
    { role: 'owner', brands: [{ timeZone: 'Asia/Riyadh', weekStartsOn: 7, publishWindowMinutes: 15 }] },
  ])
})

test('nobody signs up past the door, and better-auth’s own team routes are closed', async () => {
  for (const path of ['/auth/sign-up/email', '/auth/organization/create', '/auth/organization/invite-member', '/auth/api-key/create']) {
    expect((await app.visitor()('POST', path, { email: 'a@example.com', name: 'a', password: testPassword })).status, path).toBe(404)
  }
})

test('a bad time zone, a short password and an unknown field value are refused with where they stand', async () => {
  const visitor = app.visitor()
  const answer = await visitor('POST', '/first-run', { ...person, timeZone: 'Mars/Olympus', password: 'short' })
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body)).toMatch(/timeZone/)
  expect(JSON.stringify(answer.body)).toMatch(/password/)
})

test('requests from another website change nothing', async () => {
  const answer = await app.app.request('http://localhost/api/first-run', {
    method: 'POST',
    headers: { host: 'localhost', origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{}',
  })
  expect(answer.status).toBe(403)
  const rebound = await app.app.request('http://evil.example/api/session', { headers: { host: 'evil.example' } })
  expect(rebound.status).toBe(421)
})

test('an invitation is used once, gives the role it names, and can be revoked', async () => {
  const owner = app.visitor()
  await owner('POST', '/auth/sign-in/username', { username: 'ليلى', password: testPassword })
  const [workspace] = (await owner('GET', '/session')).body.workspaces
  const invite = () => owner('POST', `/workspaces/${workspace.id}/invitations`, { email: 'omar@example.com', role: 'creator' })
  const { body: invitation } = await invite()
  const joining = { newPerson: { name: 'عمر', password: testPassword, language: 'ar' } }
  const omar = app.visitor()
  expect((await omar('POST', `/invitations/${invitation.id}/accept`, joining)).status).toBe(200)
  expect(
    (await app.visitor()('POST', `/invitations/${invitation.id}/accept`, { newPerson: { ...joining.newPerson, name: 'Other' } })).status,
  ).toBe(404)
  expect((await omar('GET', '/session')).body.workspaces).toMatchObject([{ role: 'creator' }])

  const { body: second } = await invite()
  await owner('DELETE', `/workspaces/${workspace.id}/invitations/${second.id}`)
  expect((await app.visitor()('GET', `/invitations/${second.id}`)).status).toBe(404)
})

test('the last owner stays', async () => {
  const owner = app.visitor()
  await owner('POST', '/auth/sign-in/username', { username: 'ليلى', password: testPassword })
  const session = (await owner('GET', '/session')).body
  const address = `/workspaces/${session.workspaces[0].id}/members/${session.user.id}`
  expect((await owner('PUT', `${address}/role`, { role: 'viewer' })).status).toBe(409)
  expect((await owner('DELETE', address)).status).toBe(409)
})

test('an API key acts for its person, is shown once, and is dead when revoked', async () => {
  const owner = app.visitor()
  await owner('POST', '/auth/sign-in/username', { username: 'ليلى', password: testPassword })
  const { body: key } = await owner('POST', '/me/api-keys', { name: 'terminal' })
  const withKey = () => app.app.request('http://localhost/api/session', { headers: { host: 'localhost', 'x-api-key': key.key } })
  expect(((await (await withKey()).json()) as { user: { name: string } }).user.name).toBe('ليلى')
  expect(JSON.stringify((await owner('GET', '/me/api-keys')).body)).not.toContain(key.key)
  expect((await owner('DELETE', `/me/api-keys/${key.id}`)).status).toBe(200)
  expect(((await (await withKey()).json()) as { user: unknown }).user).toBeNull()
})

test('managers may not make or unmake owners', async () => {
  const other = await testApp(await testDatabase())
  const team = await testTeam(other)
  const members = (await team.as.owner('GET', `/workspaces/${team.workspaceId}/members`)).body as { userId: string; role: string }[]
  const idOf = (role: string) => members.find((member) => member.role === role)?.userId
  expect((await team.as.manager('PUT', `/workspaces/${team.workspaceId}/members/${idOf('viewer')}/role`, { role: 'owner' })).status).toBe(
    403,
  )
  expect((await team.as.manager('PUT', `/workspaces/${team.workspaceId}/members/${idOf('owner')}/role`, { role: 'viewer' })).status).toBe(
    403,
  )
  expect((await team.as.manager('DELETE', `/workspaces/${team.workspaceId}/members/${idOf('owner')}`)).status).toBe(403)
  expect((await team.as.manager('PUT', `/workspaces/${team.workspaceId}/members/${idOf('viewer')}/role`, { role: 'client' })).status).toBe(
    200,
  )
})
