/** People across networks, and whom and what it is worth talking to today; Athar itself never likes, follows or writes to anybody. */
import { z } from 'zod'
import { Conversation, Message } from './inbox-shapes.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

/** Somebody as one network knows them. */
export const IdentityKey = z.object({ network: z.string().min(1).max(40), authorId: z.string().min(1).max(500) })
export type IdentityKey = z.infer<typeof IdentityKey>
export const Identity = IdentityKey.extend({
  handle: z.string(),
  displayName: z.string(),
  messages: z.int().nonnegative(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
})
export type Identity = z.infer<typeof Identity>

export const Person = z.object({
  /** Joined by hand from several identities; null for one alone. */
  personId: z.uuid().nullable(),
  identities: z.array(Identity).min(1),
  /** The newest 200 of all they said to the brand, newest first. */
  messages: z.array(Message),
  conversations: z.array(Conversation),
  /** Others of the same handle on other networks: perhaps the same person. Never joined by itself. */
  alike: z.array(Identity),
})
export type Person = z.infer<typeof Person>

export const outwardKinds = ['person', 'account', 'tag'] as const
export const OutwardItem = z.object({
  key: z.string(),
  kind: z.enum(outwardKinds),
  name: z.string(),
  network: z.string().nullable(),
  authorId: z.string().nullable(),
  handle: z.string().nullable(),
  why: Sentence,
  /** Messages, or posts for a tag, that it was read from. */
  n: z.int().nonnegative(),
  conversationId: z.uuid().nullable(),
})
export type OutwardItem = z.infer<typeof OutwardItem>

const base = '/workspaces/{workspaceId}/brands/{brandId}/inbox' as const
const tags = ['inbox']

export const inboxPeopleContract = {
  person: procedure
    .route({ method: 'GET', path: `${base}/person`, summary: 'Everything a person said to the brand, across networks', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend(IdentityKey.shape))
    .output(Person),
  findPeople: procedure
    .route({ method: 'GET', path: `${base}/people`, summary: 'People by name or handle, who wrote lately', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ query: z.string().trim().min(1).max(100) }))
    .output(z.array(Identity)),
  joinPeople: procedure
    .route({ method: 'POST', path: `${base}/people/join`, summary: 'Say that two identities are one person', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ one: IdentityKey, other: IdentityKey }))
    .output(z.object({ personId: z.uuid() })),
  partPeople: procedure
    .route({ method: 'POST', path: `${base}/people/part`, summary: 'Take an identity out of its person', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend(IdentityKey.shape))
    .output(z.object({ parted: z.boolean() })),
  outward: procedure
    .route({ method: 'GET', path: `${base}/outward`, summary: 'People, accounts and tags worth talking to today, with why', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ items: z.array(OutwardItem), /** Messages and posts that it was read from. */ looked: z.int().nonnegative() })),
  settleOutward: procedure
    .route({ method: 'POST', path: `${base}/outward`, summary: 'Settle an entry: done for two weeks, never again, or back', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ key: z.string().min(1).max(600), as: z.enum(['done', 'never', 'back']) }))
    .output(z.object({ settled: z.boolean() })),
}
