/** Retiring a network: what hangs on it is shown first, and let go in one act; posts, numbers and proofs stay. */
import { z } from 'zod'
import { Sentence } from './sentence.ts'

export const Retirement = z.object({
  network: z.string(),
  accounts: z.array(z.object({ id: z.uuid(), handle: z.string() })),
  /** Publications that would be canceled. */
  planned: z.array(z.object({ publicationId: z.uuid(), postId: z.uuid(), scheduledAt: z.iso.datetime().nullable() })),
  /** Experiments that run there: to be stopped by a person, who says why. */
  experiments: z.array(z.uuid()),
  /** On their way right now, or ended unknown: nothing is retired while there is one. */
  held: z.int().nonnegative(),
})
export type Retirement = z.infer<typeof Retirement>

export const Retired = z.object({
  canceled: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  /** What could not be let go, and why. */
  left: z.array(Sentence),
})
export type Retired = z.infer<typeof Retired>
