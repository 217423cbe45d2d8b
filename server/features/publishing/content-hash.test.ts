/** Equal contents have equal fingerprints, different ones different. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf } from './content-hash.ts'

test('the order of keys does not matter, the order of a list does, and undefined is absent', () => {
  expect(hashOf({ a: 1, b: [1, 2] })).toBe(hashOf({ b: [1, 2], a: 1, c: undefined }))
  expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]))
})

test('it survives the way through the database', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => hashOf(JSON.parse(JSON.stringify(value))) === hashOf(value)))
})

test('one changed letter changes it', () => expect(hashOf({ text: 'قهوة' })).not.toBe(hashOf({ text: 'قهوه' })))
