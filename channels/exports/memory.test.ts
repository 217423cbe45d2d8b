/** Test that a large file is read in flat memory: a process with far less heap than the file is long reads it to its end. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const megabytes = 120

test('a file of 120 MB is read with a heap of 40 MB', { timeout: 120_000 }, async () => {
  const script = path.join(import.meta.dirname, 'testing/read-generated.ts')
  const { stdout } = await run(process.execPath, [
    '--max-old-space-size=40',
    '--max-semi-space-size=4',
    script,
    String(megabytes * 1_000_000),
  ])
  const { posts, maxRssMegabytes } = JSON.parse(stdout) as { posts: number; maxRssMegabytes: number }
  expect(posts).toBeGreaterThan(200_000)
  expect(maxRssMegabytes).toBeLessThan(200)
})
