/** Counting as Bluesky counts, and every reason for which it would refuse a post. */
import { UnicodeString } from '@atproto/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MediaReference, PostContent } from '../../contract/content.ts'
import { countGraphemes } from '../counting.ts'
import { blueskyLimits, countBytes } from './limits.ts'

const post = (change: Partial<PostContent> = {}): PostContent => ({
  text: 'hello',
  language: 'en',
  format: 'text',
  link: null,
  media: [],
  ...change,
})
const image = (change: Partial<MediaReference> = {}): MediaReference => ({
  id: '0199e9a0-0000-7000-8000-000000000000',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 1000,
  width: 100,
  height: 80,
  alt: 'a cup',
  ...change,
})
const keys = (content: PostContent) =>
  blueskyLimits.problems(content).map(({ severity, reason }) => `${severity} ${reason.key.split('problem.')[1]}`)

test.each([
  ['plain', 'hello', 5],
  ['Arabic with its marks', 'مُحَمَّدٌ', 4],
  ['Arabic ligature signs', 'ﷺ لا إله', 8],
  ['a family', '👨‍👩‍👧‍👦', 1],
  ['flags', '🇸🇦🇩🇪', 2],
  ['a skin tone', '👍🏽', 1],
  ['a keycap', '1️⃣', 1],
  ['Hangul made of parts', '각', 1],
  ['Hindi', 'क्षि', 1],
  ['Windows line ends', 'a\r\nb', 3],
  ['combining marks', 'é̂', 1],
  ['empty', '', 0],
])('%s: %s counts %i', (_, text, count) => {
  expect(countGraphemes(text)).toBe(count)
  expect(new UnicodeString(text).graphemeLength).toBe(count)
})

test('graphemes and bytes equal the network’s own library on any text', () => {
  const mixed = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('أثرقهوةًَُ ﷺ🇸🇦👨‍👩‍👧🏽️⃣é\r\n#@')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 60,
  })
  fc.assert(
    fc.property(mixed, (text) => {
      const theirs = new UnicodeString(text)
      expect(countGraphemes(text)).toBe(theirs.graphemeLength)
      expect(countBytes(text)).toBe(theirs.length)
    }),
    { numRuns: 500, seed: 7 },
  )
})

test('300 characters pass and 301 do not, in either script', () => {
  for (const letter of ['a', 'ق']) {
    expect(keys(post({ text: letter.repeat(300) }))).toEqual([])
    expect(keys(post({ text: letter.repeat(301) }))).toEqual(['error text'])
  }
})

test('a text of few characters can still be too heavy in bytes', () => {
  const families = '👨‍👩‍👧‍👦'.repeat(121)
  expect(countGraphemes(families)).toBe(121)
  expect(countBytes(families)).toBe(3025)
  expect(keys(post({ text: families }))).toEqual(['error text-bytes'])
})

test('pictures: ten at most, measures from the fifth on, two million bytes each, with a description', () => {
  expect(keys(post({ media: [image()] }))).toEqual([])
  expect(keys(post({ media: Array.from({ length: 10 }, () => image()) }))).toEqual([])
  expect(keys(post({ media: Array.from({ length: 11 }, () => image()) }))).toEqual(['error images'])
  expect(keys(post({ media: Array.from({ length: 4 }, () => image({ width: null })) }))).toEqual([])
  expect(keys(post({ media: [...Array.from({ length: 4 }, () => image()), image({ height: null })] }))).toEqual(['error measures'])
  expect(keys(post({ media: [image({ bytes: 2_000_000 })] }))).toEqual([])
  expect(keys(post({ media: [image({ bytes: 2_000_001 })] }))).toEqual(['error image-bytes'])
  expect(keys(post({ media: [image({ alt: ' ' })] }))).toEqual(['warning alt'])
  expect(keys(post({ media: [image({ kind: 'video', mime: 'video/mp4' })] }))).toEqual(['error video'])
})

test('a limit read from the server replaces the stored one', () => {
  const own = blueskyLimits.limits.map((limit) => (limit.field === 'image-bytes' ? { ...limit, max: 900 } : limit))
  expect(blueskyLimits.problems(post({ media: [image()] }), own)).toMatchObject([{ field: 'image-bytes', max: 900, count: 1000 }])
})

test('nothing to say is refused; pictures and a link card exclude each other', () => {
  expect(keys(post({ text: ' ' }))).toEqual(['error empty'])
  expect(keys(post({ text: '', media: [image()] }))).toEqual([])
  expect(keys(post({ link: 'https://example.com', media: [image()] }))).toEqual(['error linkOrPictures'])
})
