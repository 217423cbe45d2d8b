/** The API of the inbox. */
import { z } from 'zod'
import {
  Message,
  Coverage,
  ConversationState,
  Conversation,
  InboxReply,
  InboxSettings,
  Responses,
  SavedReply,
  RuleCondition,
  RuleDraft,
  Rule,
} from './inbox-shapes.ts'
import { inboxPeopleContract } from './inbox-people.ts'
import { inboxTimeContract } from './inbox-time.ts'
import { InBrand, procedure } from './procedure.ts'

const InConversation = InBrand.extend({ conversationId: z.uuid() })
const base = '/workspaces/{workspaceId}/brands/{brandId}/inbox' as const
const tags = ['inbox']

export const inboxContract = {
  ...inboxPeopleContract,
  ...inboxTimeContract,
  conversations: procedure
    .route({ method: 'GET', path: `${base}/conversations`, summary: 'Conversations, newest first', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        state: ConversationState.optional(),
        accountId: z.uuid().optional(),
        /** Only what was said under this post. */
        publishedPostId: z.uuid().optional(),
        /** All that one person said to the brand, by the network's id of that person. */
        authorId: z.string().max(500).optional(),
        assignee: z.string().max(200).optional(),
        label: z.string().max(60).optional(),
        /** Sorted by who has waited longest, only those that wait for an answer. */
        waiting: z.stringbool().or(z.boolean()).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        conversations: z.array(Conversation),
        nextCursor: z.string().nullable(),
        /** By state, each counted up to 1,000. */ counts: z.record(ConversationState, z.int()),
      }),
    ),
  conversation: procedure
    .route({ method: 'GET', path: `${base}/conversations/{conversationId}`, summary: 'One conversation with its thread', tags })
    .meta({ can: 'read' })
    .input(InConversation)
    .output(
      z.object({
        conversation: Conversation,
        messages: z.array(Message.extend({ earlier: z.array(z.object({ text: z.string(), replacedAt: z.iso.datetime() })) })),
        replies: z.array(InboxReply),
        notes: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string(), at: z.iso.datetime() })),
      }),
    ),
  change: procedure
    .route({ method: 'PATCH', path: `${base}/conversations/{conversationId}`, summary: 'Change state, assignee, labels or snooze', tags })
    .meta({ can: 'write-posts' })
    .input(
      InConversation.extend({
        state: ConversationState.optional(),
        assignee: z.string().max(200).nullable().optional(),
        labels: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
        snoozedUntil: z.iso.datetime().nullable().optional(),
      }),
    )
    .output(Conversation),
  note: procedure
    .route({ method: 'POST', path: `${base}/conversations/{conversationId}/notes`, summary: 'Add an internal note', tags })
    .meta({ can: 'write-posts' })
    .input(InConversation.extend({ text: z.string().trim().min(1).max(5000) }))
    .output(z.object({ id: z.uuid() })),
  here: procedure
    .route({
      method: 'POST',
      path: `${base}/conversations/{conversationId}/here`,
      summary: 'Say that I am here, and see who else is',
      tags,
    })
    .meta({ can: 'read' })
    .input(InConversation.extend({ leave: z.boolean().default(false) }))
    .output(z.object({ others: z.array(z.object({ name: z.string(), /** Writes an answer. */ answering: z.boolean() })) })),
  labels: procedure
    .route({ method: 'GET', path: `${base}/labels`, summary: 'Labels in use', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(z.object({ label: z.string(), n: z.int() }))),
  hold: procedure
    .route({ method: 'POST', path: `${base}/conversations/{conversationId}/hold`, summary: 'Take the conversation for an answer', tags })
    .meta({ can: 'write-posts' })
    .input(InConversation.extend({ release: z.boolean().default(false) }))
    .output(z.object({ held: z.boolean(), heldBy: z.string().nullable() })),
  reply: procedure
    .route({ method: 'POST', path: `${base}/conversations/{conversationId}/replies`, summary: 'Answer once, with proof', tags })
    .meta({ can: 'publish' })
    .input(
      InConversation.extend({
        messageId: z.uuid(),
        text: z.string().trim().min(1).max(10_000),
        /** How many answers the writer has seen: with another one in between, nothing is sent. */
        seenReplies: z.int().nonnegative(),
      }),
    )
    .output(InboxReply),
  savedReplies: procedure
    .route({ method: 'GET', path: `${base}/saved-replies`, summary: 'Saved replies', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(SavedReply)),
  saveReply: procedure
    .route({ method: 'PUT', path: `${base}/saved-replies`, summary: 'Save a reply under a name', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ name: z.string().trim().min(1).max(100), text: z.string().trim().min(1).max(5000) }))
    .output(SavedReply),
  removeReply: procedure
    .route({ method: 'DELETE', path: `${base}/saved-replies/{savedReplyId}`, summary: 'Remove a saved reply', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ savedReplyId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  fillReply: procedure
    .route({ method: 'GET', path: `${base}/conversations/{conversationId}/fill/{savedReplyId}`, summary: 'A saved reply, filled in', tags })
    .meta({ can: 'read' })
    .input(InConversation.extend({ savedReplyId: z.uuid() }))
    .output(z.object({ text: z.string(), missing: z.array(z.string()) })),
  rules: procedure
    .route({ method: 'GET', path: `${base}/rules`, summary: 'Rules, in their order', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Rule)),
  saveRules: procedure
    .route({ method: 'PUT', path: `${base}/rules`, summary: 'Replace all rules, in their order', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ rules: z.array(RuleDraft).max(100) }))
    .output(z.array(Rule)),
  tryRule: procedure
    .route({ method: 'POST', path: `${base}/rules/try`, summary: 'What a rule would have met in the past', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ condition: RuleCondition }))
    .output(z.object({ looked: z.int(), met: z.int(), examples: z.array(z.string()) })),
  settings: procedure
    .route({ method: 'GET', path: `${base}/settings`, summary: 'Within which time the brand answers', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(InboxSettings),
  saveSettings: procedure
    .route({ method: 'PUT', path: `${base}/settings`, summary: 'Set within which time the brand answers', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ settings: InboxSettings }))
    .output(InboxSettings),
  lapsing: procedure
    .route({ method: 'GET', path: `${base}/lapsing`, summary: 'Conversations whose answers are due first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ conversations: z.array(Conversation), late: z.int(), /** Due in the next two hours. */ soon: z.int() })),
  coverage: procedure
    .route({ method: 'GET', path: `${base}/coverage`, summary: 'What of each account’s messages is read, and what is not', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Coverage)),
  responses: procedure
    .route({ method: 'GET', path: `${base}/responses`, summary: 'How fast people were answered, by account', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.date().optional(), to: z.iso.date().optional() }))
    .output(z.array(Responses)),
  hours: procedure
    .route({ method: 'GET', path: `${base}/hours`, summary: 'Engagement hours by account and week', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.date(), to: z.iso.date() }))
    .output(z.array(z.object({ accountId: z.uuid(), weekStart: z.iso.date(), hours: z.number(), sessions: z.int() }))),
  sessions: procedure
    .route({ method: 'GET', path: `${base}/sessions`, summary: 'Engagement sessions, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(
      z.array(
        z.object({
          id: z.uuid(),
          accountId: z.uuid(),
          person: z.string(),
          startedAt: z.iso.datetime(),
          endedAt: z.iso.datetime(),
          correctedMinutes: z.number().nullable(),
        }),
      ),
    ),
  correctSession: procedure
    .route({ method: 'PATCH', path: `${base}/sessions/{sessionId}`, summary: 'Correct the minutes of a session', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ sessionId: z.uuid(), minutes: z.number().min(0).max(1440).nullable() }))
    .output(z.object({ corrected: z.boolean() })),
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
