/** Whom it is worth talking to, and why: by what they did. */
import { expect, test } from 'vitest'
import { planOutward, tagsOf, type Voice } from './outward.ts'

const now = new Date('2026-03-10T09:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const voice = (name: string, rest: Partial<Voice> = {}): Voice => ({
  network: 'fake',
  authorId: name,
  handle: name,
  name,
  n: 1,
  nRecent: 1,
  mentions: 0,
  replies: 0,
  lastAt: ago(1),
  conversationId: '0190a000-0000-7000-8000-000000000000',
  ...rest,
})
const nothing = { voices: [], tagged: [], posts: [], settled: new Set<string>() }
const keys = (facts: Partial<Parameters<typeof planOutward>[0]>) =>
  planOutward({ ...nothing, ...facts }, now).map(({ key, why }) => [key, why.key])

test('regulars whom nobody answered, those who went quiet, and those who named us; others are left in peace', () => {
  const voices = [
    voice('passer-by'),
    voice('never answered', { n: 5, nRecent: 4 }),
    voice('answered', { n: 5, nRecent: 4, replies: 2 }),
    voice('quiet', { n: 7, nRecent: 0, replies: 1, lastAt: ago(45) }),
    voice('critic', { mentions: 2 }),
  ]
  expect(keys({ voices })).toEqual([
    ['person/fake/quiet', 'inbox:outward.quiet'],
    ['person/fake/never answered', 'inbox:outward.never'],
    ['account/fake/critic', 'inbox:outward.mentioned'],
  ])
  expect(keys({ voices, settled: new Set(['person/fake/quiet', 'account/fake/critic']) })).toEqual([
    ['person/fake/never answered', 'inbox:outward.never'],
  ])
})

test('a tag that two people use with us, then our own; one person shouting is no tag', () => {
  const tagged = [
    { author: 'a', text: 'At #قهوة_مختصة and #Lonely' },
    { author: 'b', text: '#قهوة_مختصة again' },
    { author: 'a', text: '#lonely #lonely' },
  ]
  const posts = ['1', '2', '3'].map((id) => ({ id, text: 'New #Beans #قهوة_مختصة #1' }))
  expect(keys({ tagged, posts })).toEqual([
    ['tag/#قهوة_مختصة', 'inbox:outward.theirTag'],
    ['tag/#beans', 'inbox:outward.ourTag'],
  ])
  expect(tagsOf('no tag, # alone, #2, #ok')).toEqual(['#ok'])
})

test('a list for a day: at most eight of a kind', () => {
  expect(keys({ voices: Array.from({ length: 40 }, (_, i) => voice(`p${i}`, { n: 3, nRecent: 3 })) })).toHaveLength(8)
})
