/** What of an answer is kept: announcements and names, never a value, a query, a token or a name of a person. */
import { expect, test } from 'vitest'
import { fieldNames, noticesIn, plainEndpoint } from './read-answer.ts'

test('an endpoint keeps the kind of thing and drops its name, host and query', () => {
  expect(plainEndpoint('https://x.example/xrpc/app.bsky.feed.getAuthorFeed?actor=did:plc:abc&token=secret')).toBe(
    '/xrpc/app.bsky.feed.getAuthorFeed',
  )
  expect(plainEndpoint('https://g.example/v21.0/17841400000000000/insights?access_token=secret')).toBe('/v21.0/{id}/insights')
  expect(plainEndpoint('https://m.example/@mona/statuses')).toBe('/{id}/statuses')
})

test('announcements are read as the standards write them', () => {
  const headers = new Headers({
    deprecation: '@1688169599',
    sunset: 'Sat, 31 Dec 2026 23:59:59 GMT',
    warning: '299 - "Use  v2"',
    link: '<https://x.example/next?cursor=1>; rel="next", <https://x.example/gone?token=secret>; rel="deprecation"',
    'some-api-version': 'v21.0',
  })
  expect(noticesIn(headers)).toEqual([
    { kind: 'deprecation', what: '2023-06-30' },
    { kind: 'sunset', what: '2026-12-31' },
    { kind: 'warning', what: '299 - "Use v2"' },
    { kind: 'link', what: '<https://x.example/gone>; rel="deprecation"' },
    { kind: 'version', what: 'v21.0' },
  ])
  expect(noticesIn(new Headers({ warning: '110 - "stale"', deprecation: 'false' }))).toEqual([])
})

test('fields are names only; keys that are data are a star; what is no JSON has none', () => {
  const names = fieldNames(
    JSON.stringify({ feed: [{ post: { likeCount: 3, text: 'secret words' } }, { reason: null }], 'did:plc:abc': { mona: 1 }, id9876: 1 }),
  )
  expect(names.toSorted()).toEqual(['*', '*.mona', 'feed', 'feed[].post', 'feed[].post.likeCount', 'feed[].post.text', 'feed[].reason'])
  expect(fieldNames('{"record": {"mood": 1}, "uri": 2}', ['record'])).toEqual(['record', 'uri'])
  expect(fieldNames('<html>')).toEqual([])
  expect(fieldNames('[1, 2]')).toEqual([])
  expect(
    fieldNames(
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${String.fromCodePoint(97 + (i % 26))}${'x'.repeat(i / 26)}`, 1])),
      ),
    ).length,
  ).toBeLessThanOrEqual(300)
})
