/** The shapes of the inbox: what people say to the brand, as it arrived, and what the team does with it. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { Sentence } from './sentence.ts'

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
  conversationId: z.uuid().nullable(),
  editedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  isQuestion: z.boolean(),
  hasLink: z.boolean(),
  /** BCP 47, as far as its letters and small words tell; null where they do not. */
  language: z.string().nullable(),
})
export type Message = z.infer<typeof Message>

/** What of an account's messages can be read, and how fresh it is. */
export const Coverage = z.object({
  accountId: z.uuid(),
  readable: z.boolean(),
  lastReadAt: z.iso.datetime().nullable(),
  lastProblem: z.string().nullable(),
  /** What people say there that Athar reads. */
  reads: z.array(z.enum(messageKinds)),
  /** What they say there that it does not, and why. */
  lacks: z.array(z.object({ what: Sentence, why: Sentence })),
  canReply: z.boolean(),
  /** The network takes answers only so long after the person's message; null: as long as one likes. */
  replyWindowHours: z.number().nullable(),
})
export type Coverage = z.infer<typeof Coverage>

export const conversationStates = ['new', 'open', 'waiting', 'done', 'spam'] as const
export const ConversationState = z.enum(conversationStates)
export type ConversationState = z.infer<typeof ConversationState>

/** Everything one person said under one post, or outside of posts, to one account. */
export const Conversation = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  author: Message.shape.author,
  state: ConversationState,
  assignee: z.string().nullable(),
  labels: z.array(z.string()),
  snoozedUntil: z.iso.datetime().nullable(),
  newestAt: z.iso.datetime(),
  /** The first message that nobody has answered yet; null when nobody waits. */
  waitingSince: z.iso.datetime().nullable(),
  /** When the answer is due; null where nobody waits or nothing was set. */
  dueAt: z.iso.datetime().nullable(),
  /** The brand's own target, or the network's last moment for an answer. */
  dueBy: z.enum(['target', 'window']).nullable(),
  excerpt: z.string(),
  isQuestion: z.boolean(),
  hasLink: z.boolean(),
  /** Of its newest message; null where it cannot be told. */
  language: z.string().nullable(),
  /** This person has other conversations with the brand. */
  isRepeatAuthor: z.boolean(),
  /** Who has it open for an answer at this moment. */
  heldBy: z.string().nullable(),
  replies: z.int().nonnegative(),
})
export type Conversation = z.infer<typeof Conversation>

export const InboxReply = z.object({
  id: z.uuid(),
  messageId: z.uuid(),
  text: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Null: it was not handed over for sending; `problem` says why, and the words are kept. */
  publicationId: z.uuid().nullable(),
  /** The state of its publication, where the proof is. */
  state: z.string().nullable(),
  problem: Sentence.nullable(),
})
export type InboxReply = z.infer<typeof InboxReply>

export const SavedReply = z.object({ id: z.uuid(), name: z.string(), text: z.string() })
export type SavedReply = z.infer<typeof SavedReply>
/** Blanks that Athar fills by itself; any other word in braces is asked of the writer. */
export const replyVariables = ['name', 'handle', 'brand', 'me'] as const

/** The languages that messages are told apart into. */
export const knownLanguages = [
  'ar',
  'en',
  'fa',
  'ur',
  'he',
  'fr',
  'de',
  'es',
  'it',
  'pt',
  'nl',
  'tr',
  'id',
  'ru',
  'uk',
  'el',
  'zh',
  'ja',
  'ko',
  'th',
  'bn',
  'ta',
] as const

/** If all of it holds, then all of that is done; what is absent asks or does nothing. */
export const RuleCondition = z.object({
  contains: z.string().trim().min(1).max(200).optional(),
  isQuestion: z.boolean().optional(),
  hasLink: z.boolean().optional(),
  kind: z.enum(messageKinds).optional(),
  language: z.string().min(2).max(35).optional(),
})
export type RuleCondition = z.infer<typeof RuleCondition>
export const RuleAction = z.object({
  label: z.string().trim().min(1).max(60).optional(),
  state: ConversationState.optional(),
  /** The name of who takes it, unless somebody has it already. */
  assignee: z.string().trim().min(1).max(200).optional(),
})
export type RuleAction = z.infer<typeof RuleAction>
export const RuleDraft = z.object({ name: z.string().trim().min(1).max(100), condition: RuleCondition, action: RuleAction })
export const Rule = RuleDraft.extend({ id: z.uuid() })
export type Rule = z.infer<typeof Rule>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** Within which time the brand answers. */
export const InboxSettings = z.object({
  /** `accountId` null is the brand's own; an account's goes before it. */
  targets: z
    .array(
      z.object({
        accountId: z.uuid().nullable(),
        minutes: z
          .int()
          .min(1)
          .max(30 * 24 * 60),
      }),
    )
    .max(40),
  /** Working hours in the brand's zone, 1 Monday … 7 Sunday; none: around the clock. */
  hours: z.array(z.object({ weekday: z.int().min(1).max(7), from: TimeOfDay, to: TimeOfDay })).max(28),
  /** Days on which nobody works. */
  holidays: z.array(z.iso.date()).max(100),
})
export type InboxSettings = z.infer<typeof InboxSettings>

/** How fast one account answered, in working minutes. */
export const Responses = z.object({
  accountId: z.uuid(),
  n: z.int().nonnegative(),
  target: z.number().nullable(),
  /** Share of answers within the target; null without one. */
  within: Supported.nullable(),
  /** Null with fewer than six answers. */
  median: Supported.nullable(),
})
export type Responses = z.infer<typeof Responses>
