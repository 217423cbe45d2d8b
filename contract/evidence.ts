/** The evidence behind a number, as every room sends it: the method in words, period, n, what must hold, the rows, the page that explains. */
import { z } from 'zod'
import { Estimate } from './metrics.ts'
import { Sentence } from './sentence.ts'

/** Athar's own words in any language, or what a person wrote, as it stands. */
export const Words = z.union([Sentence, z.object({ text: z.string() })])
export type Words = z.infer<typeof Words>

/** Pages of docs/methods that a number may point at. */
export const methodPages = [
  'attribution',
  'audience',
  'benchmarks',
  'bsts',
  'changes',
  'experiments',
  'forecast',
  'goals',
  'growth',
  'learning',
  'lift',
  'media-mix',
  'pulse',
  'strategy',
  'vetting',
] as const
export const MethodPage = z.enum(methodPages)
export type MethodPage = z.infer<typeof MethodPage>

export const Evidence = z.object({
  /** One plain sentence. */
  method: Sentence,
  /** Days in the brand's zone. */
  period: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  n: z.int().nonnegative(),
  /** `holds` is null where nobody can tell. */
  assumptions: z.array(z.object({ words: Sentence, holds: z.boolean().nullable() })),
  /** What it was made from, at most a few hundred rows; `total` counts all. Null cells are not known. */
  rows: z
    .object({
      columns: z.array(Sentence),
      cells: z.array(z.array(z.union([z.string(), z.number()]).nullable())),
      total: z.int().nonnegative(),
    })
    .nullable(),
  page: MethodPage.nullable(),
})
export type Evidence = z.infer<typeof Evidence>

/** A number that can be opened. */
export const Supported = Estimate.extend({ evidence: Evidence })
export type Supported = z.infer<typeof Supported>
