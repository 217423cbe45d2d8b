/** What people say to the brand: comments, replies, mentions and quotes, as they arrived. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'

export const messageKinds = ['comment', 'reply', 'mention', 'quote', 'message'] as const

export const Message = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  kind: z.enum(messageKinds),
  /** The brand's post it belongs to, when Athar knows that post. */
  publishedPostId: z.uuid().nullable(),
  /** The first words of that post. */
  postExcerpt: z.string().nullable(),
  author: z.object({ id: z.string(), handle: z.string(), displayName: z.string(), avatarUrl: z.string().nullable() }),
  text: z.string(),
  sentAt: z.iso.datetime(),
  permalink: z.string().nullable(),
  seenAt: z.iso.datetime().nullable(),
})
export type Message = z.infer<typeof Message>

/** What of an account's messages can be read, and how fresh it is. */
export const Coverage = z.object({
  accountId: z.uuid(),
  readable: z.boolean(),
  lastReadAt: z.iso.datetime().nullable(),
  lastProblem: z.string().nullable(),
})

export const inboxContract = {
  list: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/messages',
      summary: 'Messages, newest first',
      tags: ['inbox'],
    })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        accountId: z.uuid().optional(),
        publishedPostId: z.uuid().optional(),
        unseen: z.stringbool().or(z.boolean()).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        messages: z.array(Message),
        nextCursor: z.string().nullable(),
        unseen: z.int().nonnegative(),
        coverage: z.array(Coverage),
      }),
    ),
  markSeen: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/messages/seen',
      summary: 'Mark messages as seen',
      tags: ['inbox'],
    })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ messageIds: z.array(z.uuid()).min(1).max(500) }))
    .output(z.object({ seen: z.int().nonnegative() })),
}
