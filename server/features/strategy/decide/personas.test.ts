/** Personas are held against those heard from, and a mix of few sorted posts says so. */
import { expect, test } from 'vitest'
import type { AudienceEvidence, MixPart } from '../../../../contract/strategy.ts'
import { measureAudience } from '../measure/audience.ts'
import { noteMix } from './answers.ts'
import { tellPersonas } from './personas.ts'

const persona = (languages: string[]) => ({ id: '01900000-0000-7000-8000-000000000000', name: 'Mona', who: '', languages })
const heard = (arabic: number, latin: number): AudienceEvidence =>
  measureAudience(
    Array.from({ length: arabic + latin }, (_, index) => ({
      accountId: 'a',
      person: String(index),
      text: index < arabic ? 'مرحبا' : 'hello',
      hour: 9,
      language: index < arabic ? 'ar' : null,
    })),
    { from: '2026-01-01', to: '2026-03-31' },
  )
const keyOf = (languages: string[], audience: AudienceEvidence) => tellPersonas([persona(languages)], audience)[0]?.words.key

test('most, some, hardly any, and too few to tell', () => {
  expect(keyOf(['ar-SA'], heard(90, 10))).toBe('strategy:persona.mostArab')
  expect(keyOf(['en'], heard(70, 30))).toBe('strategy:persona.someLatn')
  expect(keyOf(['en', 'fr'], heard(200, 2))).toBe('strategy:persona.fewLatn')
  expect(keyOf(['ar'], heard(2, 2))).toBe('strategy:persona.thin')
})

test('a persona of no language, of both scripts, or of a script that is not told apart is left alone', () => {
  expect(keyOf([], heard(90, 10))).toBeUndefined()
  expect(keyOf(['ar', 'en'], heard(90, 10))).toBeUndefined()
  expect(keyOf(['ja'], heard(90, 10))).toBeUndefined()
  expect(keyOf(['ar-Latn'], heard(90, 10))).toBe('strategy:persona.someLatn')
})

test('a mix of few sorted posts says that the others may turn it round', () => {
  const parts = [{} as MixPart]
  expect(noteMix(parts, 20, 60)).toMatchObject({ key: 'strategy:mix.fewSorted', values: { sorted: 20, all: 80 } })
  expect(noteMix(parts, 60, 20)).toBeNull()
  expect(noteMix(parts, 5, 60)).toBeNull()
  expect(noteMix([], 20, 60)).toBeNull()
})

test('languages are told by person, with intervals, and who cannot be told is a share of their own', () => {
  const say = (person: number, language: string | null) => ({ accountId: 'a', person: String(person), text: 'x', hour: 9, language })
  const messages = [
    ...Array.from({ length: 12 }, (_, person) => say(person, 'ar')),
    // Mostly English, once in a language that is not told.
    ...Array.from({ length: 5 }, (_, person) => [say(100 + person, 'en'), say(100 + person, null), say(100 + person, 'en')]).flat(),
    ...Array.from({ length: 3 }, (_, person) => say(200 + person, null)),
  ]
  const { languages, people } = measureAudience(messages, { from: '2026-01-01', to: '2026-03-31' })
  expect(people).toBe(20)
  expect(languages.map(({ language, share }) => [language, share.value])).toEqual([
    ['ar', 0.6],
    ['en', 0.25],
    [null, 0.15],
  ])
  for (const { share } of languages) {
    expect(share.interval[0]).toBeLessThan(share.value)
    expect(share.interval[1]).toBeGreaterThan(share.value)
    expect(share.n).toBe(20)
  }
  expect(measureAudience(messages.slice(0, 5), { from: '2026-01-01', to: '2026-03-31' }).languages).toEqual([])
})
