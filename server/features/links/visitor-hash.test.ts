/** The hash of a visitor is the HMAC that it says it is. */
import { createHmac, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeVisitorHash } from './visitor-hash.ts'

test('the hash is HMAC-SHA-256 of Node itself, cut to 128 bits, for short texts, long ones and any script', () => {
  const salt = randomBytes(32)
  const hashVisitor = makeVisitorHash(salt)
  for (const userAgent of ['Phone', '', 'ح'.repeat(9000), '🜁'.repeat(5000), 'Phone']) {
    const reference = createHmac('sha256', salt).update(`w\n203.0.113.7\n${userAgent}`).digest('hex').slice(0, 32)
    expect(hashVisitor('w', '203.0.113.7', userAgent)).toBe(reference)
  }
})
