/** What is read off a message by itself, and that rules and blanks say what they cannot do. */
import { expect, test } from 'vitest'
import { fillIn, hasLink, isQuestion, judge, meets } from './triage.ts'

test('a question is known by its mark in either script, not by a mark inside an address', () => {
  expect(isQuestion('هل لديكم حليب الشوفان؟')).toBe(true)
  expect(isQuestion('Open today?')).toBe(true)
  expect(isQuestion('see https://example.com/?a=1')).toBe(false)
  expect(hasLink('see https://example.com')).toBe(true)
  expect(hasLink('see example')).toBe(false)
})

test('a rule that asks nothing meets nothing; labels add up and the first state stands', () => {
  const message = { kind: 'comment', text: 'Price of the Kenya beans?' }
  expect(meets(message, {})).toBe(false)
  const rules = [
    { condition: { contains: 'PRICE' }, action: { label: 'price', state: 'open' as const } },
    { condition: { isQuestion: true }, action: { label: 'question', state: 'done' as const } },
    { condition: { hasLink: true }, action: { label: 'link' } },
  ]
  expect(judge(message, rules)).toEqual({ labels: ['price', 'question'], state: 'open' })
})

test('a blank without a value stays and is named', () => {
  expect(fillIn('Hi {name}, {code} {code}', { name: 'Lina', code: '' })).toEqual({ text: 'Hi Lina, {code} {code}', missing: ['code'] })
  expect(fillIn('{constructor}', {})).toEqual({ text: '{constructor}', missing: ['constructor'] })
})
