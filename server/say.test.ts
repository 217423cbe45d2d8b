/** Sentences in both languages, with Arabic counting. */
import { expect, test } from 'vitest'
import { say } from '../contract/sentence.ts'
import { refusal, sayIn } from './say.ts'

test('a sentence is said in both languages, with its values', () => {
  expect(sayIn('en', say('team:problem.nameTaken', { name: 'Layla' }))).toContain('“Layla”')
  expect(sayIn('ar', say('team:problem.nameTaken', { name: 'ليلى' }))).toContain('«ليلى»')
})

test('Arabic counts in its own forms', () => {
  const messages = (count: number) => sayIn('ar', say('today:what.messages', { count }))
  expect([1, 2, 5, 11, 100].map(messages)).toEqual([
    'رسالة واحدة لم تُقرأ.',
    'رسالتان لم تُقرآ.',
    '5 رسائل لم تُقرأ.',
    '11 رسالة لم تُقرأ.',
    '100 رسالة لم تُقرأ.',
  ])
})

test('a refusal says its sentence and where', () => {
  expect(refusal(say('team:problem.lastOwner'), 'role')).toMatchObject({
    message: expect.stringContaining('at least one owner'),
    data: { where: 'role' },
  })
})
