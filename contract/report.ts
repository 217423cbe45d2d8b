/** A document that leaves the house – a review, a benchmark, a dossier – as data: one shape for the screen, a link, a PDF and a mail. */
import { z } from 'zod'
import { Words } from './evidence.ts'
import { Estimate } from './metrics.ts'

/** How a value is written: 0.034 as 3.4% (`percent`), 0.18 as +18% (`change`), `money` with its currency (ISO 4217). */
export const Unit = z.union([z.enum(['number', 'percent', 'change']), z.object({ currency: z.string().length(3) })])
export type Unit = z.infer<typeof Unit>

const Supported = z.object({ label: Words, estimate: Estimate.nullable(), unit: Unit, note: Words.nullable() })

export const ReportBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), words: Words }),
  z.object({ kind: z.literal('paragraph'), words: Words }),
  z.object({ kind: z.literal('list'), items: z.array(Words) }),
  /** Each value with its whisker and n; an estimate that is null is said to be unknown. */
  z.object({ kind: z.literal('estimates'), items: z.array(Supported), noDifference: z.number().nullable() }),
  z.object({
    kind: z.literal('table'),
    caption: Words,
    columns: z.array(z.object({ head: Words, number: z.boolean() })),
    rows: z.array(z.array(z.union([Words, z.number()]).nullable())),
  }),
  /** A line over days; null values are gaps. */
  z.object({
    kind: z.literal('series'),
    title: Words,
    unit: Words,
    points: z.array(z.object({ day: z.iso.date(), value: z.number().nullable(), interval: z.tuple([z.number(), z.number()]).nullable() })),
    marks: z.array(z.object({ day: z.iso.date(), words: Words })),
  }),
])
export type ReportBlock = z.infer<typeof ReportBlock>

export const Report = z.object({
  title: Words,
  /** The answer in one sentence. */
  answer: Words,
  brand: z.string(),
  period: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  madeAt: z.iso.datetime(),
  blocks: z.array(ReportBlock),
})
export type Report = z.infer<typeof Report>
