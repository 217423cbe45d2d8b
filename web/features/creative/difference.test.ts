/** Differences of texts: whole words in both scripts, and nothing lost. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDifference } from './difference.ts'

const changed = (older: string, newer: string) =>
  findDifference(older, newer).flatMap(({ kind, text }) => (kind === 'same' ? [] : [`${kind === 'added' ? '+' : '-'}${text.trim()}`]))

test('an Arabic word that changed is a whole word, not letters', () => {
  expect(changed('مشروب الشتاء قادم، دافئ وصادق.', 'مشروب الشتاء وصل، دافئ وهادئ.')).toEqual(['-قادم', '+وصل', '-وصادق', '+وهادئ'])
})
test('English words with signs around them', () => {
  expect(changed('Warm, honest, no hurry.', 'Warm, honest and slow.')).toEqual(['-, no hurry', '+and slow'])
})
test('what stays and what came make the new text, what stays and what went the old one', () => {
  const words = fc
    .array(fc.constantFrom('coffee', 'قهوة', 'warm', 'دافئة', '،', '.', '\n', '  ', '🙂', 'é'), { maxLength: 12 })
    .map((all) => all.join(' '))
  fc.assert(
    fc.property(words, words, (older, newer) => {
      const parts = findDifference(older, newer)
      const text = (left: string) =>
        parts
          .filter(({ kind }) => kind !== left)
          .map((part) => part.text)
          .join('')
          .replaceAll(/\s+/g, '')
      expect(text('removed')).toBe(newer.replaceAll(/\s+/g, ''))
      expect(text('added')).toBe(older.replaceAll(/\s+/g, ''))
    }),
  )
})
