/** Dated marks that are drawn under every chart over time: what a brand or a network changed, and when. */
import { z } from 'zod'
import { Words } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'

export const markKinds = ['strategy', 'platform', 'definition', 'shift', 'campaign', 'experiment', 'decision'] as const
export const MarkKind = z.enum(markKinds)
export type MarkKind = z.infer<typeof MarkKind>

export const Mark = z.object({
  kind: MarkKind,
  /** In the brand's zone; `until` null for a single day. */
  day: z.iso.date(),
  until: z.iso.date().nullable(),
  /** A few words; the chart has little room. */
  words: Words,
  /** The account it is about; null for all of them. */
  accountId: z.uuid().nullable(),
  /** The metrics it is about; null for all of them. */
  metrics: z.array(z.string()).nullable(),
  /** True where the metric means something else from this day on: the line is cut there. */
  cuts: z.boolean(),
  /** A page of the brand that says more, e.g. `strategy`. */
  page: z.string().nullable(),
})
export type Mark = z.infer<typeof Mark>

export const marksContract = {
  list: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/marks',
      summary: 'What was changed between two days, by the brand or by a network',
      tags: ['marks'],
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.date(), to: z.iso.date(), accountId: z.uuid().optional(), metric: z.string().max(60).optional() }))
    .output(z.array(Mark)),
}
