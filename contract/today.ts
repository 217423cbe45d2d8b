/** What changed, and what to do next: one list from all rooms, each entry with its reason and a way to its evidence. */
import { z } from 'zod'
import { Estimate } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** Where an entry leads: a page of the web app by name, with what it needs. */
export const Place = z.object({
  page: z.enum(['publication', 'calendar', 'composer', 'accounts', 'inbox', 'learning', 'results', 'post', 'imports']),
  id: z.string().nullable(),
})
export type Place = z.infer<typeof Place>

export const TodayItem = z.object({
  id: z.string(),
  kind: z.enum(['act', 'changed', 'suggestion']),
  /** 1 is most urgent; `why` says what put it there. */
  rank: z.int().min(1),
  what: Sentence,
  why: Sentence,
  place: Place,
  /** The number behind it, when there is one. */
  estimate: Estimate.nullable(),
  occurredAt: z.iso.datetime().nullable(),
})
export type TodayItem = z.infer<typeof TodayItem>

export const Today = z.object({
  /** The answer in one sentence. */
  headline: Sentence,
  items: z.array(TodayItem),
  /** How fresh what we know is. */
  lastResultAt: z.iso.datetime().nullable(),
  computedAt: z.iso.datetime(),
})
export type Today = z.infer<typeof Today>

export const todayContract = {
  read: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/today',
      summary: 'What changed and what to do next',
      tags: ['today'],
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(Today),
}
