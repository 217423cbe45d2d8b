/** What changed, and what to do next: one list from all rooms, each entry with its reason and a way to its evidence. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { type Ability, InBrand, procedure } from './procedure.ts'
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
    'decisions',
    'goals',
    'audience',
    'benchmarks',
    'pulse',
    'vetting',
    'creative',
    'links',
    'attribution',
    'today',
    'alerts',
  ]),
  id: z.string().nullable(),
})
export type Place = z.infer<typeof Place>

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
const Urgency = z.enum(Object.keys(urgencies) as [Urgency, ...Urgency[]])

/** How a person put an entry away: done with it, or to be shown again at `until`. */
export const PutAway = z.object({ kind: z.enum(['done', 'later']), until: z.iso.datetime().nullable() })
export type PutAway = z.infer<typeof PutAway>

export const TodayItem = z.object({
  id: z.string(),
  kind: z.enum(['act', 'changed', 'suggestion']),
  /** 1 is most urgent; `urgency` is the step of the stated order that put it there. */
  rank: z.int().min(1),
  urgency: Urgency,
  /** Whether it is for the person who asked: nobody else's task, and within what their role may do. */
  mine: z.boolean(),
  /** How the person who asked put it away; null while it stands in their list. */
  putAway: PutAway.nullable(),
  what: Sentence,
  why: Sentence,
  place: Place,
  /** The number behind it, when there is one. */
  estimate: Supported.nullable(),
  occurredAt: z.iso.datetime().nullable(),
})
export type TodayItem = z.infer<typeof TodayItem>

/** What a room hands to Today: an entry without its place for one person. */
export type TodayEntry = Omit<TodayItem, 'rank' | 'mine' | 'putAway'> & {
  /** Whose it is, by user id; left out where anybody may take it. */
  people?: string[]
  /** What a role has to be able to do to take it; left out where anybody who may read can. */
  needs?: Ability
}

export const todayViews = ['mine', 'everyone'] as const
/** `later` is three hours on, `tomorrow` and `next-week` (Monday) are at nine in the brand's zone. */
export const putAways = ['done', 'later', 'tomorrow', 'next-week'] as const

export const Today = z.object({
  /** The answer in one sentence. */
  headline: Sentence,
  items: z.array(TodayItem),
  /** Entries left out because they are somebody else's, and because this person put them away. */
  others: z.int().min(0),
  away: z.int().min(0),
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
    .input(InBrand.extend({ view: z.enum(todayViews).default('mine'), withAway: z.stringbool().or(z.boolean()).default(false) }))
    .output(Today),
  putAway: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/today/away',
      summary: 'Put an entry of Today away for oneself: done, or until later',
      tags: ['today'],
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ itemId: z.string().min(1).max(200), how: z.enum(putAways) }))
    .output(PutAway),
  bringBack: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/today/back',
      summary: 'Bring back an entry of Today that one has put away',
      tags: ['today'],
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ itemId: z.string().min(1).max(200) }))
    .output(z.object({ itemId: z.string() })),
}
