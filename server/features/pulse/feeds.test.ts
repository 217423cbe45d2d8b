/** Feeds: RSS, RDF and Atom are read, bombs and impostors are refused in words, and nothing enters the register without a yes. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createEgress } from '../../../channels/egress.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { readAllFeeds } from './feeds/follow.ts'
import { readFeed } from './feeds/read-feed.ts'
import { readXml } from './feeds/read-xml.ts'

const rss = (items: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>Network news</title>${items}</channel></rss>`
const item = (guid: string, title = guid) =>
  `<item><guid>${guid}</guid><title>${title}</title><link>/post/${guid}</link><pubDate>Mon, 16 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[<b>Less</b> <script>alert(1)</script>]]></description></item>`
const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><rss><channel><title>&lol1;</title></channel></rss>`
const pages: Record<string, string> = {
  '/rss': rss(item('one') + item('two')),
  '/bomb': bomb,
  '/page': '<html><body>hello</body></html>',
  '/text': 'just words',
}

const server = http.createServer((request, response) => {
  const page = pages[request.url ?? '']
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'application/xml' }).end(page)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => server.close())

const database = await testDatabase()
const app = await testApp(database, { now: () => new Date('2026-11-26T09:00:00Z'), config: { allowPrivateHosts: [host] } })
const team = await testTeam(app)
const { marketer, viewer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/pulse`
const follow = (path: string) =>
  marketer('POST', `${base}/feeds`, { feed: { url: `http://${host}${path}`, platform: 'Fake', network: null } })

test('Atom, RSS and RDF become the same items; markup becomes text; other addresses than those of the web are left out', () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T &amp; Co</title><entry><id>x</id><title type="html">&lt;i&gt;New&lt;/i&gt; limits</title><link rel="self" href="https://example.com/self"/><link href="https://example.com/x"/><updated>2026-11-02T10:00:00Z</updated></entry></feed>`
  expect(readFeed(atom, 'https://example.com/feed')).toEqual({
    title: 'T & Co',
    items: [{ guid: 'x', title: 'New limits', summary: '', link: 'https://example.com/x', day: '2026-11-02' }],
  })
  expect(readFeed(rss(item('one')), 'https://example.com/feed')?.items).toEqual([
    { guid: 'one', title: 'one', summary: 'Less alert(1)', link: 'https://example.com/post/one', day: '2026-11-16' },
  ])
  const rdf = `<rdf:RDF><channel><title>R</title></channel><item><title>a</title><link>javascript:alert(1)</link></item></rdf:RDF>`
  expect(readFeed(rdf, 'https://example.com')).toEqual({
    title: 'R',
    items: [{ guid: 'a', title: 'a', summary: '', link: null, day: null }],
  })
  expect(readFeed('<html><body/></html>', 'https://example.com')).toBeNull()
})

test('bombs, depth without end, unclosed tags and entities of one’s own are no danger', () => {
  expect(() => readXml(bomb)).toThrow('doctype')
  expect(() => readXml('<a>'.repeat(100) + '</a>'.repeat(100))).toThrow('too-deep')
  expect(() => readXml(`<a>${'<b/>'.repeat(60_000)}</a>`)).toThrow('too-much')
  for (const broken of ['', 'words', '<a>', '<a></b>', '</a>', '<a', '<a b="', '<!-- ', '<![CDATA[', '< a/>'])
    expect(() => readXml(broken), broken).toThrow('not-xml')
  expect(readXml('<a>&lol; &#65;&#x41; &#0; &amp;</a>').text).toBe('&lol; AA &#0; &')
  // A megabyte of opening brackets is one pass, not many.
  const before = performance.now()
  expect(() => readXml('<'.repeat(1_000_000))).toThrow('not-xml')
  expect(performance.now() - before).toBeLessThan(1000)
})

test('a feed is followed, its items wait, one is taken into the register, one dropped, and neither comes back', async () => {
  expect((await follow('/rss')).body).toMatchObject({ title: 'Network news', problem: null })
  const read = async () => (await viewer('GET', `${base}/feeds`)).body
  const { feeds, waiting } = await read()
  expect(waiting.map(({ title }: { title: string }) => title).toSorted()).toEqual(['one', 'two'])
  const [first, second] = waiting
  const decide = (call: typeof viewer, itemId: string, decision: object) => call('POST', `${base}/feeds/items/${itemId}`, { decision })
  expect((await decide(viewer, first.id, { take: false })).status).toBe(403)
  expect((await decide(marketer, first.id, { take: true, kind: 'limit-changed', day: first.day })).status).toBe(200)
  expect((await decide(marketer, first.id, { take: false })).status).toBe(404)
  expect((await decide(marketer, second.id, { take: false })).status).toBe(200)
  const { entries } = (await viewer('GET', `${base}/register?search=${first.title}&kind=limit-changed`)).body
  expect(entries).toContainEqual(
    expect.objectContaining({
      day: '2026-11-16',
      words: { text: first.title },
      addedBy: 'marketer',
      source: `http://${host}/post/${first.title}`,
    }),
  )
  pages['/rss'] = rss(item('one') + item('two') + item('three'))
  expect(await readAllFeeds(app.services)).toBe(1)
  expect((await read()).waiting.map(({ title }: { title: string }) => title)).toEqual(['three'])
  const today = (await viewer('GET', `${base.replace('/pulse', '')}/today?view=everyone`)).body
  expect(today.items.map(({ id }: { id: string }) => id)).toContain('pulse/feeds')
  delete pages['/rss']
  expect(await readAllFeeds(app.services)).toBe(0)
  expect((await read()).feeds[0].problem).toMatchObject({ key: 'pulse:feed.problem.answered', values: { status: 404 } })
  expect((await marketer('DELETE', `${base}/feeds/${feeds[0].id}`)).status).toBe(200)
  expect((await read()).waiting).toEqual([])
})

test('what is no feed is refused in words, and nothing is kept', async () => {
  for (const [path, key] of [
    ['/bomb', 'doctype'],
    ['/page', 'noFeed'],
    ['/text', 'noFeed'],
    ['/missing', 'answered'],
  ] as const) {
    const { status, body } = await follow(path)
    expect([status, body.data.sentence.key]).toEqual([422, `pulse:feed.problem.${key}`])
  }
  const inside = await marketer('POST', `${base}/feeds`, { feed: { url: 'http://127.0.0.1:1/', platform: 'Fake', network: null } })
  expect(inside.body.data.sentence.key).toBe('pulse:feed.problem.unreachable')
  expect((await viewer('GET', `${base}/feeds`)).body.feeds).toEqual([])
  await expect(createEgress({})('http://169.254.169.254/')).rejects.toThrow('169.254.169.254')
})
