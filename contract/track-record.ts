/** A track record: one's own figures, signed by the Athar that holds them, so that any other can verify them offline. */
import { z } from 'zod'
import { Estimate } from './metrics.ts'
import { Sentence } from './sentence.ts'

export const TrackRecord = z.object({
  subject: z.string(),
  brand: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  figures: z.array(
    z.object({
      account: z.string(),
      network: z.string(),
      what: z.enum(['followers-gained', 'posts-published', 'engagements-per-post']),
      period: z.object({ from: z.iso.date(), to: z.iso.date() }),
      estimate: Estimate,
    }),
  ),
  /** What this record does not show, in words. */
  unproven: z.array(Sentence),
})
export type TrackRecord = z.infer<typeof TrackRecord>

export const SignedRecord = z.object({
  type: z.literal('athar.track-record'),
  version: z.literal(1),
  record: TrackRecord,
  /** The first 32 hex digits of the SHA-256 of the public key. */
  keyId: z.string(),
  /** Ed25519, raw 32 bytes in base64url. */
  publicKey: z.string(),
  /** Of the canonical JSON of everything but itself, base64url. */
  signature: z.string(),
})
export type SignedRecord = z.infer<typeof SignedRecord>

/** A key of a workspace; one that is retired signs no more, and what it signed still verifies. */
export const SigningKey = z.object({ keyId: z.string(), createdAt: z.iso.datetime(), retiredAt: z.iso.datetime().nullable() })

export const Verified = z.object({
  kind: z.enum(['valid', 'unknown-key', 'expired', 'altered', 'wrong-version', 'not-a-record']),
  words: Sentence,
  keyId: z.string().nullable(),
  record: TrackRecord.nullable(),
})
export type Verified = z.infer<typeof Verified>
