/** Short links through the API and the hot path: circles refused, clicks kept, people told from machines, wishes honoured. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { redirectsOf } from './redirects.ts'

const database = await testDatabase()
const app = await testApp(database, { config: { publicUrl: 'https://athar.example.com', trustedIpHeader: 'x-forwarded-for' } })
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { owner } = team.as
// Nothing outside is asked in these tests: an address that does not answer is not a circle.
app.services.fetch = async (url) => {
  const location = answers.get(String(url))
  if (location === undefined) throw new TypeError('unreachable')
  return new Response(null, { status: 301, headers: { location } })
}
const answers = new Map<string, string>()

const redirects = redirectsOf(app.services)
await redirects.start()
const server = createServer((request, response) => {
  if (!redirects.handle(request, response)) response.writeHead(418).end()
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
afterAll(async () => {
  await redirects.stop()
  server.close()
})

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
const follow = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'user-agent': phone, 'x-forwarded-for': '203.0.113.7', ...headers },
  })
const make = async (link: Record<string, unknown>) => (await owner('POST', `${base}/links`, { link })).body
const clicksOf = async (id: string) => {
  await redirects.drain()
  return (await owner('GET', `${base}/links/${id}`)).body
}

test('a link leads where it should, carries the click along, and the click is in the database after the journal was carried over', async () => {
  const link = await make({ destination: 'example.org/offer?a=1#top', title: 'Offer', slug: 'Offer' })
  expect(link).toMatchObject({
    slug: 'offer',
    destination: 'https://example.org/offer?a=1#top',
    address: 'https://athar.example.com/l/offer',
  })
  const answer = await follow('/l/OFFER?to=https://evil.example')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toMatch(/^https:\/\/example\.org\/offer\?a=1&ac=[0-9a-f-]{36}#top$/)
  await follow('/l/offer')
  const { clicks, devices } = await clicksOf(link.id)
  expect(clicks).toEqual({ persons: 2, visitors: 1, previews: 0, bots: 0 })
  expect(devices).toEqual([{ name: 'phone', persons: 2 }])
})

test('previews and bots are told apart from people, and a look with HEAD is no visit', async () => {
  const link = await make({ destination: 'https://example.org/' })
  const path = `/l/${link.slug}`
  await follow(path, { 'user-agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' })
  await follow(path, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })
  await follow(path, { 'user-agent': 'curl/8.5.0' })
  await follow(path, { 'sec-purpose': 'prefetch;prerender' })
  await follow(path, {}, 'HEAD')
  await follow(path)
  expect((await clicksOf(link.id)).clicks).toEqual({ persons: 1, visitors: 1, previews: 3, bots: 2 })
})

test.each([['dnt'], ['sec-gpc']])('who sends %s is counted, and nothing about them is kept or passed on', async (wish) => {
  const link = await make({ destination: 'https://example.org/quiet' })
  const answer = await follow(`/l/${link.slug}`, {
    [wish]: '1',
    referer: 'https://forum.example/thread',
    'accept-language': 'ar',
  })
  expect(answer.headers.get('location')).toBe('https://example.org/quiet')
  expect((await clicksOf(link.id)).clicks).toEqual({ persons: 1, visitors: 0, previews: 0, bots: 0 })
  const { rows } = await database.pool.query('select visitor, device, referrer, language from click where link_id = $1', [link.id])
  expect(rows).toEqual([{ visitor: null, device: null, referrer: null, language: null }])
})

test('no address of a visitor is anywhere in the database, and yesterday’s salt is gone', async () => {
  await database.pool.query("insert into click_salt (day, salt) values (current_date - 1, '\\x00')")
  const link = await make({ destination: 'https://example.org/' })
  app.services.now = () => new Date(Date.now() + 86_400_000)
  await follow(`/l/${link.slug}`)
  app.services.now = () => new Date()
  await redirects.drain()
  const { rows } = await database.pool.query('select (click.*)::text as row from click union all select (link.*)::text from link')
  expect(rows.some(({ row }) => String(row).includes('203.0.113.7'))).toBe(false)
  const salts = await database.pool.query('select count(*)::int as n from click_salt')
  expect(salts.rows[0].n).toBe(1)
})

test.each([
  ['javascript:alert(1)', /“javascript:”/],
  ['data:text/html,x', /“data:”/],
  ['https://user:secret@example.org/', /user name or password/],
  ['https://athar.example.com/l/offer', /circle/],
  ['https://exa mple.org', /not a web address/],
  ['https://example.org\\@evil.example/', /not a web address/],
  ['word', /not a web address/],
])('a link to %s is refused with a sentence', async (destination, words) => {
  const answer = await owner('POST', `${base}/links`, { link: { destination } })
  expect(answer.status).toBe(422)
  expect(answer.body.message).toMatch(words)
})

test.each([
  '/l//evil.example/',
  '/l/%2f%2fevil.example',
  '/l/https:%2f%2fevil.example',
  '/l/..%2f..%2f%2fevil.example',
  '/l/offer%0d%0alocation:https:%2f%2fevil.example',
  '/l/?url=https://evil.example',
  '//evil.example/l/offer',
])('nobody can make %s lead anywhere: only what a member wrote down is followed', async (path) => {
  const answer = await follow(path)
  expect(answer.headers.get('location') ?? '').not.toMatch(/evil/)
  expect([400, 404, 410, 418, 429]).toContain(answer.status)
})

test('a link that exists cannot be turned into a circle, nor away from the web, by changing it', async () => {
  const { id } = await make({ destination: 'https://example.org/fine', slug: 'turned' })
  for (const [destination, words] of [
    ['https://athar.example.com/l/turned', /circle/],
    ['javascript:alert(1)', /“javascript:”/],
  ] as const) {
    const answer = await owner('PUT', `${base}/links/${id}`, { link: { destination } })
    expect(answer.status).toBe(422)
    expect(answer.body.message).toMatch(words)
  }
  expect((await follow('/l/turned')).headers.get('location')).toMatch(/^https:\/\/example\.org\/fine/)
})

test('a circle through another shortener is refused, and so is a domain whose links would lead to itself', async () => {
  answers.set('https://short.example/x', 'https://second.example/y')
  answers.set('https://second.example/y', 'https://athar.example.com/l/offer')
  const through = await owner('POST', `${base}/links`, { link: { destination: 'https://short.example/x' } })
  expect(through.body.message).toMatch(/passes through second\.example/)
  await make({ destination: 'https://go.brand.example/page' })
  const domain = await owner('POST', `${base}/link-domains`, { host: 'go.brand.example' })
  expect(domain.body.message).toMatch(/One short link leads to go\.brand\.example/)
})

test('a domain of one’s own answers short links and the page of links, never the app', async () => {
  const domain = (await owner('POST', `${base}/link-domains`, { host: 'https://Go.Cafe.example/' })).body
  expect(domain.host).toBe('go.cafe.example')
  const link = await make({ destination: 'https://example.org/menu', slug: 'menu', domainId: domain.id, title: '<b>Menu</b>' })
  expect(link.address).toBe('https://go.cafe.example/menu')
  const page = { slug: 'cafe', title: 'مقهى <script>', direction: 'rtl', entries: [{ linkId: link.id, label: '"القائمة" & more' }] }
  expect((await owner('PUT', `${base}/link-page`, { page })).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 50))
  // fetch may not set Host: ask the handler through a plain request.
  const { get } = await import('node:http')
  const ask = (path: string) =>
    new Promise<{ status: number; location: string | undefined; body: string }>((resolve) => {
      get({ port, path, headers: { host: 'go.cafe.example', 'user-agent': phone } }, (answer) => {
        let body = ''
        answer.on('data', (chunk) => (body += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, body }))
      })
    })
  expect((await ask('/menu')).location).toMatch(/^https:\/\/example\.org\/menu\?ac=/)
  const home = await ask('/')
  expect(home.body).toContain('dir="rtl"')
  expect(home.body).toContain('&lt;script&gt;')
  expect(home.body).not.toContain('<script')
  expect((await ask('/api/health')).status).toBe(404)
  expect((await ask('/.well-known/athar-links')).body).toMatch(/^[0-9a-f]{32}$/)
  const stranger = await team.stranger.call(
    'POST',
    `/workspaces/${team.stranger.workspaceId}/brands/${team.stranger.brandId}/link-domains`,
    { host: 'go.cafe.example' },
  )
  expect(stranger.body.message).toMatch(/already used/)
})

test('a link that was put away says so, an unknown one too, and guessing is slowed down', async () => {
  const link = await make({ destination: 'https://example.org/' })
  await owner('POST', `${base}/links/${link.id}/archive`, { archived: true })
  expect((await follow(`/l/${link.slug}`)).status).toBe(410)
  const statuses = await Promise.all(
    Array.from({ length: 70 }, (_, i) => follow(`/l/guess${i}`, { 'x-forwarded-for': '198.51.100.9' }).then(({ status }) => status)),
  )
  expect(statuses.filter((status) => status === 404)).toHaveLength(60)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
})

test('what another brand or workspace owns cannot be tied to a link', async () => {
  const foreign = await team.stranger.call('POST', `/workspaces/${team.stranger.workspaceId}/brands/${team.stranger.brandId}/campaigns`, {
    campaign: { name: 'Theirs', key: 'theirs' },
  })
  const answer = await owner('POST', `${base}/links`, { link: { destination: 'https://example.org/', campaignId: foreign.body.id } })
  expect(answer.status).toBe(422)
  expect(answer.body.data.where).toBe('campaignId')
})

test('a QR code is an SVG of the address', async () => {
  const link = await make({ destination: 'https://example.org/' })
  const { svg, address } = (await owner('GET', `${base}/links/${link.id}/qr`)).body
  expect(address).toBe(link.address)
  expect(svg).toMatch(/^<svg[^>]+viewBox/)
})
