/** Walks every route, of the contract and beside it, with every role, with nobody, and with another workspace's ids. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../testing/app.ts'
import { testDatabase } from '../../testing/database.ts'
import { contract } from '../../contract/index.ts'
import { type Access, abilitiesOf, roles } from '../../contract/procedure.ts'
import { plainRoutes } from '../plain.ts'

interface Walk {
  name: string
  method: string
  path: string
  can: Access
}

const collect = (node: object, name: string): Walk[] => {
  const inner = (node as { '~orpc'?: { route: { method?: string; path?: string }; meta: { can: Access } } })['~orpc']
  if (inner === undefined)
    return Object.entries(node).flatMap(([key, child]) => collect(child as object, name === '' ? key : `${name}.${key}`))
  return [{ name, method: inner.route.method ?? 'POST', path: inner.route.path ?? '', can: inner.meta.can }]
}
const procedures = collect(contract, '')
const walks: Walk[] = [
  ...procedures,
  ...plainRoutes.flatMap(({ routes }) =>
    routes.map((route) => ({
      ...route,
      name: `${route.method} ${route.path}`,
      path: route.path.replace(/^\/api/, '').replaceAll(/:(\w+)/g, '{$1}'),
    })),
  ),
]

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)

const someId = '0190a000-0000-7000-8000-000000000000'
/** Fills a path: the given workspace and brand, and ids that exist nowhere for the rest. */
const fill = (path: string, ids: { workspaceId: string; brandId: string }) =>
  path.replaceAll(/\{\+?(\w+)\}/g, (_, name: string) =>
    name === 'workspaceId' ? ids.workspaceId : name === 'brandId' ? ids.brandId : someId,
  )
const body = (method: string) => (method === 'GET' || method === 'DELETE' ? undefined : {})

test('the contract names a path and an ability for each procedure, and a workspace where one is needed', () => {
  expect(procedures.length).toBeGreaterThan(15)
  for (const { name, path, can } of walks) {
    expect(path, name).toMatch(/^\//)
    if (can !== 'anyone' && can !== 'signed-in') expect(path, name).toContain('{workspaceId}')
  }
})

const guarded = walks.filter(({ can }) => can !== 'anyone')

test.each(guarded)('$name is closed to nobody', async ({ method, path }) => {
  const answer = await app.visitor()(method, fill(path, team), body(method))
  expect(answer.status).toBe(401)
})

/** Somebody without an account who holds a client's review link: it opens what it was made for, and no other door. */
const creative = `/workspaces/${team.workspaceId}/brands/${team.brandId}/creative`
const brief = await team.as.owner('POST', `${creative}/briefs`, {
  title: 'Walk',
  currency: 'USD',
  deliverables: [{ title: 'Words', kind: 'text', format: 'text' }],
})
const work = `${creative}/deliverables/${brief.body.deliverables[0].id}`
await team.as.owner('POST', `${work}/versions`, { text: 'Warm' })
const link = await team.as.owner('POST', `${work}/review-links`, { reader: 'Salma', language: 'en', mayDecide: true })
const token = String(link.body.url).split('/').at(-1) as string

test('the review link opens its own door', async () => {
  expect((await app.visitor()('POST', `/review/${token}`, {})).body).toMatchObject({ kind: 'review', title: 'Words' })
})

test.each(guarded)('$name is closed to the holder of a review link', async ({ method, path }) => {
  // The token shown in every place where a credential may stand, and as every id.
  const headers = {
    host: 'localhost',
    origin: 'http://localhost',
    authorization: `Bearer ${token}`,
    'x-api-key': token,
    'x-review-token': token,
    cookie: `better-auth.session_token=${token}; token=${token}`,
    'content-type': 'application/json',
  }
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify({ token, shareId: link.body.share.id }) }
  for (const filled of [fill(path, team), path.replaceAll(/\{\+?(\w+)\}/g, token)]) {
    const answer = await app.app.request(`http://localhost/api${filled}`, { method, headers, ...body })
    expect(answer.status, filled).toBe(401)
    expect(await answer.text()).not.toContain('Warm')
  }
})

const scoped = guarded.filter(({ can }) => can !== 'signed-in')

test.each(scoped)('$name looks like nothing from another workspace', async ({ method, path }) => {
  expect((await team.stranger.call(method, fill(path, team), body(method))).status).toBe(404)
  // One's own workspace with somebody else's brand is no way in either.
  if (path.includes('{brandId}')) {
    const mixed = fill(path, { workspaceId: team.stranger.workspaceId, brandId: team.brandId })
    expect((await team.stranger.call(method, mixed, body(method))).status).toBe(404)
  }
})

const everyRole = scoped.flatMap((walk) => roles.map((role) => ({ ...walk, role, allowed: abilitiesOf[role].includes(walk.can as never) })))

test.each(everyRole)('$name as $role: allowed $allowed', async ({ method, path, role, allowed }) => {
  // Ids that exist nowhere: what is allowed gets past the door and finds nothing or a fault in the input, and changes nothing.
  const answer = await team.as[role](method, fill(path, { workspaceId: team.workspaceId, brandId: team.brandId }), body(method))
  if (allowed) expect([401, 403]).not.toContain(answer.status)
  else expect(answer.status).toBe(403)
  expect(answer.status).toBeLessThan(500)
})
