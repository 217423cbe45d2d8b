/** Engagement quality of made-up conversations whose truth is known. */
import { expect, test } from 'vitest'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { countWeeks, type Heard, isDeep, measureQuality } from './quality.ts'

const day = 86_400_000
const span = { from: 0, to: 84 * day }
/** A hundred people once, thirty of them again a month later; six who always meet. */
const crowd = (withPod: boolean): Heard[] => {
  const random = createGenerator('crowd')
  const heard: Heard[] = []
  const say = (author: string, post: number, at: number) =>
    heard.push({ author, handle: author, post: `post ${post}`, text: random.uniform() < 0.5 ? 'nice' : 'when do you open on Friday?', at })
  for (let person = 0; person < 100; person++) {
    const post = Math.floor(random.uniform() * 20)
    say(`p${person}`, post, post * 2 * day + 1000)
    if (person < 30) say(`p${person}`, post + 20, (post + 20) * 2 * day + 1000)
  }
  if (withPod)
    for (let post = 0; post < 12; post++) for (let member = 0; member < 6; member++) say(`m${member}`, post, post * 2 * day + 60_000)
  return heard
}

test('people, returning ones, retention and depth hold the truth', () => {
  const found = measureQuality(crowd(false), span)
  if (found.kind !== 'quality') throw new Error(found.kind)
  expect([found.people.value, found.returning.value, found.messages]).toEqual([100, 0.3, 130])
  expect(found.returning.interval[0]).toBeLessThan(0.3)
  expect(found.returning.interval[1]).toBeGreaterThan(0.3)
  expect(found.retained?.value).toBeCloseTo(0.3, 1)
  expect(found.deep.interval[0]).toBeLessThan(0.5)
  expect(found.deep.interval[1]).toBeGreaterThan(0.5)
  expect(found.turns).toMatchObject({ value: 1, interval: [1, 1] })
  expect(found.pods).toEqual([])
})

test('those who always meet are named as a sign, and make the crowd sound smaller', () => {
  const [quiet, loud] = [measureQuality(crowd(false), span), measureQuality(crowd(true), span)]
  if (quiet.kind !== 'quality' || loud.kind !== 'quality') throw new Error('thin')
  expect(loud.pods?.map(({ handles }) => handles.toSorted())).toEqual([['m0', 'm1', 'm2', 'm3', 'm4', 'm5']])
  expect(loud.concentration.effective.value).toBeLessThan(0.5 * quiet.concentration.effective.value)
})

test('few people are too few, nobody is nobody, and depth reads both scripts', () => {
  expect(measureQuality(crowd(false).slice(0, 5), span)).toMatchObject({ kind: 'too-little-data', need: 20 })
  expect(measureQuality([], span)).toEqual({ kind: 'too-little-data', have: 0, need: 20, unit: 'people' })
  expect(['متى تفتحون؟', 'جربت القهوة أمس وأعجبتني كثيرًا', 'nice', '@a @b @c @d @e', '🔥🔥', 'https://a.b/c?d'].map(isDeep)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('weeks tell new people from known ones', () => {
  const heard = ['a', 'b', 'a', 'a'].map(
    (author, i): Heard => ({ author, handle: author, post: null, text: '', at: [0, 1, 2, 8 * day][i] as number }),
  )
  expect(countWeeks(heard, (at) => `week ${Math.floor(at / (7 * day))}`)).toEqual([
    { week: 'week 0', people: 2, known: 0 },
    { week: 'week 1', people: 1, known: 1 },
  ])
})
