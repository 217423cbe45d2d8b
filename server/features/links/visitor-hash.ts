/** Tells visitors apart for a day without keeping who they are: HMAC-SHA-256 with a salt that is thrown away. */
import { hash } from 'node:crypto'

const block = 64

export type HashVisitor = (workspaceId: string, address: string, userAgent: string) => string

/**
 * HMAC-SHA-256 (RFC 2104) with `salt` of at most 64 bytes, its first 128 bits in hex. Of two one-shot hashes: `createHmac` makes and throws away a key object for
 * each, and takes ten times as long, which is measured in a redirect. Cost: about 1 µs.
 */
export const makeVisitorHash = (salt: Buffer): HashVisitor => {
  let inner = Buffer.alloc(block + 4096, 0x36)
  const outer = Buffer.alloc(block + 32, 0x5c)
  for (let at = 0; at < salt.length; at++) {
    inner[at] = (salt[at] as number) ^ 0x36
    outer[at] = (salt[at] as number) ^ 0x5c
  }
  return (workspaceId, address, userAgent) => {
    const text = `${workspaceId}\n${address}\n${userAgent}`
    // No character takes more than three bytes.
    if (block + 3 * text.length > inner.length) inner = Buffer.concat([inner, Buffer.alloc(3 * text.length)])
    const length = inner.write(text, block)
    hash('sha256', inner.subarray(0, block + length), 'buffer').copy(outer, block)
    return hash('sha256', outer, 'hex').slice(0, 32)
  }
}
