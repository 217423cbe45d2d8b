/** A sentence that can be said in every language: a key of contract/languages and the values that fill it. */
import { z } from 'zod'

export const Sentence = z.object({
  /** "<file>:<path>" in contract/languages/<language>/<file>.json, e.g. "publishing:reason.lateness". */
  key: z.string().regex(/^[a-z-]+:[A-Za-z0-9_.-]+$/),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Sentence = z.infer<typeof Sentence>

/** Makes a sentence; cost O(1). */
export const say = (key: string, values: Record<string, string | number> = {}): Sentence => ({ key, values })
