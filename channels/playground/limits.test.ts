/** What Playground takes and what it does not, counted as people count. */
import { expect, test } from 'vitest'
import type { MediaReference, PostContent } from '../../contract/content.ts'
import { playgroundLimits } from './limits.ts'

const image = (change: Partial<MediaReference> = {}): MediaReference => ({
  id: crypto.randomUUID(),
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 1000,
  width: 10,
  height: 10,
  alt: 'a cup',
  ...change,
})
const post = (change: Partial<PostContent>): PostContent => ({
  text: 'hello',
  language: null,
  format: 'text',
  link: null,
  media: [],
  ...change,
})
const found = (change: Partial<PostContent>) => playgroundLimits.problems(post(change)).map(({ severity, field }) => `${severity} ${field}`)

test('a family of emoji and a letter with its marks are one character each', () => {
  const used = (text: string) => playgroundLimits.meters(post({ text })).find(({ field }) => field === 'text')?.used
  expect(used('👨‍👩‍👧‍👦')).toBe(1)
  expect(used('قهوةٌ')).toBe(4)
  expect(used('')).toBe(0)
})

test('the five-hundredth character is taken and the next is not', () => {
  expect(found({ text: '👍🏽'.repeat(500) })).toEqual([])
  expect(found({ text: '👍🏽'.repeat(501) })).toEqual(['error text'])
})

test('pictures: four, of five megabytes, with descriptions, not beside a video', () => {
  expect(found({ media: Array.from({ length: 4 }, () => image()) })).toEqual([])
  expect(found({ media: Array.from({ length: 5 }, () => image()) })).toEqual(['error images'])
  expect(found({ media: [image({ bytes: 5_000_001 })] })).toEqual(['error image-bytes'])
  expect(found({ media: [image({ alt: ' ' })] })).toEqual(['warning alt'])
  expect(found({ media: [image({ alt: 'x'.repeat(1001) })] })).toEqual(['error alt'])
  expect(found({ media: [image(), image({ kind: 'video', mime: 'video/mp4' })] })).toEqual(['error media'])
})

test('a post that says nothing is refused; a picture or a link says something', () => {
  expect(found({ text: ' \n' })).toEqual(['error text'])
  expect(found({ text: '', media: [image()] })).toEqual([])
  expect(found({ text: '', link: 'https://example.com' })).toEqual([])
})
