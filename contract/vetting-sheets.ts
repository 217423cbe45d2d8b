/** Interviews, trial tasks and references: their questions, the sheets that are in, and how much people agree. */
import { z } from 'zod'
import { Evidence } from './evidence.ts'
import { Estimate } from './metrics.ts'
import { Sentence } from './sentence.ts'

export const forms = ['interview', 'trial', 'reference'] as const
export const Form = z.enum(forms)
export type Form = z.infer<typeof Form>
/** Questions of each form; their words and anchors are in the language files. */
export const questions: Record<Form, readonly string[]> = {
  interview: ['audience', 'failure', 'measure', 'noShortcut', 'plan', 'criticism', 'change', 'budget', 'learning', 'ethics'],
  trial: ['understands', 'audienceFit', 'craft', 'measurable', 'honest'],
  reference: ['did', 'result', 'reliable', 'honest', 'again'],
}
export const Score = z.object({
  question: z.string().max(40),
  score: z.int().min(1).max(5).nullable(),
  note: z.string().max(2000).default(''),
})
export type Score = z.infer<typeof Score>
export const Sheet = z.object({
  id: z.uuid(),
  form: Form,
  by: z.string(),
  /** Of a reference: whose word it is, and whether the work was theirs. */
  source: z.string(),
  /** Of a trial task: which work; its title is then the source. */
  workId: z.uuid().nullable(),
  confirms: z.boolean().nullable(),
  scores: z.array(Score),
  submittedAt: z.iso.datetime(),
  mine: z.boolean(),
})
export type Sheet = z.infer<typeof Sheet>
export const Agreement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agreement'), estimate: Estimate, raters: z.int(), words: Sentence, evidence: Evidence }),
  z.object({ kind: z.literal('too-little-data'), have: z.int(), need: z.int(), words: Sentence }),
])
export type Agreement = z.infer<typeof Agreement>
