/** The chaos evaluation in small, as a test: a hundred publications, ten deaths, none twice, none lost. */
import { expect, test } from 'vitest'
import { run } from './run.ts'

test('a hundred publications survive ten kills of workers and database: none twice, none lost, none misreported', {
  timeout: 240_000,
}, async () => {
  const rows = await run({ seed: 11, quick: true, progress: () => {} })
  expect(rows.filter(({ verdict }) => verdict === 'short')).toEqual([])
  expect(rows.filter(({ verdict }) => verdict === 'pass')).toHaveLength(3)
})
