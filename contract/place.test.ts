/** Tests that every place the server names has an address. */
import { expect, test } from 'vitest'
import { Place } from './today.ts'
import { addressOf } from './place.ts'

test('every page that Today can name leads somewhere, with and without an id', () => {
  for (const page of Place.shape.page.options) {
    for (const id of [null, 'x']) expect(addressOf('brand', { page, id })).toMatch(/^\/b\/brand\/[a-z]/)
  }
})
test('a moment opens the composer for that time, an id opens that post', () => {
  expect(addressOf('brand', { page: 'composer', id: '2026-11-24T18:00' })).toBe('/b/brand/posts/new?at=2026-11-24T18%3A00')
  expect(addressOf('brand', { page: 'composer', id: '0190a000' })).toBe('/b/brand/posts/0190a000')
})
