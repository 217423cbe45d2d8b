/** Tests the post being written. */
import { expect, test } from 'vitest'
import { contentFor, draftOf, emptyDraft, inputOf, isSame, withLink, withMedia } from './draft.ts'

const account = '0190a000-0000-7000-8000-000000000001'

test('an account without a version of its own gets the base text', () => {
  const draft = emptyDraft('en', [account])
  draft.base = { ...draft.base, text: 'Hello' }
  expect(contentFor(draft, account).text).toBe('Hello')
  draft.own = { [account]: { ...draft.base, text: 'Hello there' } }
  expect(contentFor(draft, account).text).toBe('Hello there')
})
test('the version of an account that is no longer chosen is not stored', () => {
  const draft = emptyDraft('en', [])
  draft.own = { [account]: { ...draft.base, text: 'Left over' } }
  expect(inputOf(draft).versions.map((version) => version.accountId)).toEqual([null])
})
test('a stored post opens as the draft that it was stored from', () => {
  const draft = { ...emptyDraft('ar', [account]), title: 'Opening', own: { [account]: { ...emptyDraft('ar', []).base, text: 'نص' } } }
  const { title, versions } = inputOf(draft)
  expect(isSame(draftOf({ title, versions, publications: [{ accountId: account }] }, 'en'), draft)).toBe(true)
})
test('adding a link makes a text post a link post, removing it a text post', () => {
  const { base } = emptyDraft('en', [])
  const linked = withLink(base, ' https://example.org ')
  expect([linked.link, linked.format]).toEqual(['https://example.org', 'link'])
  expect(withLink(linked, '').format).toBe('text')
  expect(withLink({ ...base, format: 'poll' }, 'https://example.org').format).toBe('poll')
})
test('one picture makes a photo, two a carousel, none what the link says', () => {
  const { base } = emptyDraft('en', [])
  const picture = { id: account, kind: 'image' as const, mime: 'image/png', bytes: 1, width: 1, height: 1, alt: '' }
  expect(withMedia(base, [picture]).format).toBe('photo')
  expect(withMedia(base, [picture, picture]).format).toBe('carousel')
  expect(withMedia(withMedia(withLink(base, 'https://example.org'), [picture]), []).format).toBe('link')
  expect(withMedia({ ...base, format: 'poll' }, [picture]).format).toBe('poll')
})
