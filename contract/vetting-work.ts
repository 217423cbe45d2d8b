/** Trial work that a candidate handed in, and how far a check is that runs in the background. */
import { z } from 'zod'
import { Sentence } from './sentence.ts'

/** Bytes of one file; a film belongs on a page of its own. */
export const mostWorkBytes = 9 * 1024 ** 2

export const Work = z.object({
  id: z.uuid(),
  title: z.string(),
  text: z.string(),
  file: z.object({ name: z.string(), bytes: z.int() }).nullable(),
  addedAt: z.iso.datetime(),
})
export type Work = z.infer<typeof Work>

export const WorkInput = z.object({
  title: z.string().trim().min(1).max(200),
  text: z.string().max(50_000).default(''),
  file: z
    .object({ name: z.string().trim().min(1).max(200), base64: z.base64().min(1).max(12_600_000) })
    .nullable()
    .default(null),
})
export type WorkInput = z.infer<typeof WorkInput>

export const Checking = z.object({
  state: z.enum(['waiting', 'running', 'done', 'canceled', 'failed']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** What is being looked at. */
  what: Sentence.nullable(),
})
export type Checking = z.infer<typeof Checking>
