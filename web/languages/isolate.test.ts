/** Tests the isolating of words of the other script. */
import { expect, test } from 'vitest'
import { isolate } from './isolate.ts'

test('a Latin handle inside an Arabic sentence is isolated', () => {
  expect(isolate('@café', 'ar')).toBe('\u2068@café\u2069')
})
test('an Arabic name inside an English sentence is isolated', () => {
  expect(isolate('مقهى نور', 'en')).toBe('\u2068مقهى نور\u2069')
})
test('words of the same script stay as they are', () => {
  expect(isolate('Café', 'en')).toBe('Café')
  expect(isolate('مقهى', 'ar')).toBe('مقهى')
})
test('one plain word stays as it is, since it may name another text', () => {
  expect(isolate('5', 'ar')).toBe('5')
  expect(isolate('least-known', 'ar')).toBe('least-known')
})
