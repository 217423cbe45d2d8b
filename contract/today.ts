/** What changed, and what to do next: one list from all rooms, each entry with its reason and a way to its evidence. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** Where an entry leads: a page of the web app by name, with what it needs. */
export const Place = z.object({
  page: z.enum([
    'publication',
    'calendar',
    'composer',
    'accounts',
    'inbox',
    'learning',
    'results',
    'post',
    'imports',
    'experiments',
    'forecast',
    'strategy',
    'review',
    'goals',
    'audience',
    'benchmarks',
    'pulse',
    'vetting',
    'creative',
    'links',
    'attribution',
  ]),
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
  estimate: Supported.nullable(),
  occurredAt: z.iso.datetime().nullable(),
})
export type TodayItem = z.infer<typeof TodayItem>

/**
 * How urgent an entry is, and so its place in the list; small numbers come first. What may go wrong in public stands before what
 * waits for a person, that before news, news before suggestions.
 */
export const urgencies = {
  unknown: 1,
  reconnect: 2,
  missed: 3,
  failed: 4,
  expiring: 5,
  blocked: 6,
  lapsing: 7,
  unapproved: 8,
  decision: 9,
  messages: 10,
  changed: 11,
  wentOut: 12,
  gap: 13,
  slot: 14,
  learning: 15,
  start: 16,
} as const
export type Urgency = keyof typeof urgencies

/** What a room hands to Today: an entry without its rank. */
export type TodayEntry = Omit<TodayItem, 'rank'> & { urgency: Urgency }

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
