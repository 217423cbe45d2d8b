/** Tests of pasted arms. */
import { expect, it } from 'vitest'
import { readTable } from './read-table.ts'

it('reads conversions and means with variances, under a heading or none', () => {
  expect(readTable('arm,n,conversions\nA,100,5\nB;120;7\n')).toEqual({
    arms: [
      { arm: 'A', n: 100, conversions: 5 },
      { arm: 'B', n: 120, conversions: 7 },
    ],
    badLine: null,
  })
  expect(readTable('A\t100\t1.5\t0.2').arms).toEqual([{ arm: 'A', n: 100, mean: 1.5, variance: 0.2 }])
})

it('names the line that cannot be read', () => {
  expect(readTable('A,100,5\nB,many,7').badLine).toBe(2)
  expect(readTable('A,100').badLine).toBe(1)
  expect(readTable('A,100,').badLine).toBe(1)
})
