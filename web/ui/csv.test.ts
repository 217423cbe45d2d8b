/** Tests the copying of rows. */
import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('a cell with a comma, a quote or a line break is quoted', () => {
  expect(toCsv([['a,b', 'say "hi"', 'two\nlines', 3]])).toBe('"a,b","say ""hi""","two\nlines",3')
})
test('a text that would run as a formula is made harmless, a negative number is not', () => {
  expect(toCsv([['=1+1', -2]])).toBe("'=1+1,-2")
})
