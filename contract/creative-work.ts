/** Briefs with their money, deliverables with versions, remarks and rights, and what a client with a link sees of them. */
import { z } from 'zod'
import { ApprovalRequest } from './approvals.ts'
import { Format, MediaReference } from './content.ts'
import { Amount, Currency, Money } from './money.ts'
import { Sentence } from './sentence.ts'

export const BriefInput = z.object({
  title: z.string().trim().min(1).max(160),
  postId: z.uuid().nullable().default(null),
  campaignId: z.uuid().nullable().default(null),
  pillar: z.string().trim().max(120).nullable().default(null),
  objective: z.string().trim().max(2000).default(''),
  audience: z.string().trim().max(2000).default(''),
  message: z.string().trim().max(5000).default(''),
  references: z
    .array(
      z.object({
        words: z.string().trim().max(300),
        url: z
          .url({ protocol: /^https?$/ })
          .max(2048)
          .nullable(),
      }),
    )
    .max(30)
    .default([]),
  currency: Currency,
  budget: Amount.nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
})
export type BriefInput = z.infer<typeof BriefInput>

export const deliverableKinds = ['picture', 'text', 'link'] as const
export const DeliverableInput = z.object({
  title: z.string().trim().min(1).max(160),
  /** `link`: the file lies elsewhere (a film, a document) and is named by its address. */
  kind: z.enum(deliverableKinds),
  format: Format,
  /** Where it shall go out; its channel's limits fill themselves in. */
  accountId: z.uuid().nullable().default(null),
  personId: z.uuid().nullable().default(null),
  dueOn: z.iso.date().nullable().default(null),
  expectedHours: z.number().min(0).max(1000).nullable().default(null),
})
export type DeliverableInput = z.infer<typeof DeliverableInput>

/** A limit of the channel as it stood on the day of the brief. */
export const BriefedLimit = z.object({
  network: z.string(),
  field: z.string(),
  max: z.number(),
  unit: z.string(),
  since: z.string(),
  source: z.string(),
})
export type BriefedLimit = z.infer<typeof BriefedLimit>

export const rightStandings = ['fine', 'expiring', 'expired', 'no-consent', 'unclear', 'unknown'] as const
export const RightInput = z.object({
  license: z.enum(['own', 'commissioned', 'licensed', 'free', 'unclear']),
  holder: z.string().trim().max(200).default(''),
  /** The last day on which it may go out; null is for good. */
  expiresOn: z.iso.date().nullable().default(null),
  /** Of the people who can be recognised. */
  consent: z.enum(['nobody', 'given', 'missing']),
  consentExpiresOn: z.iso.date().nullable().default(null),
  alt: z.string().trim().max(2000).default(''),
  note: z.string().trim().max(1000).default(''),
})
export type RightInput = z.infer<typeof RightInput>
export const Right = RightInput.extend({
  mediaId: z.uuid(),
  standing: z.enum(rightStandings),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
})
export type Right = z.infer<typeof Right>

export const DeliverableVersion = z.object({
  id: z.uuid(),
  number: z.int().positive(),
  media: MediaReference.nullable(),
  text: z.string(),
  url: z.string().nullable(),
  alt: z.string(),
  note: z.string(),
  contentHash: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** What its channel would say. */
  problems: z.array(Sentence),
  right: Right.nullable(),
})
export type DeliverableVersion = z.infer<typeof DeliverableVersion>

export const DeliverableComment = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  versionNumber: z.int(),
  /** Shares of the picture's width and height; null is about the whole. */
  x: z.number().nullable(),
  y: z.number().nullable(),
  body: z.string(),
  by: z.string(),
  fromLink: z.boolean(),
  internal: z.boolean(),
  at: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
})
export type DeliverableComment = z.infer<typeof DeliverableComment>

export const deliverableStates = ['waiting', 'in-review', 'changes', 'approved', 'delivered'] as const
export const DeliverableSummary = DeliverableInput.extend({
  id: z.uuid(),
  briefId: z.uuid(),
  briefTitle: z.string(),
  personName: z.string().nullable(),
  limits: z.array(BriefedLimit),
  /** `waiting`: nothing handed in, or handed in and not asked about; `delivered`: handed in where nobody has to approve. */
  state: z.enum(deliverableStates),
  versions: z.int().nonnegative(),
  openComments: z.int().nonnegative(),
  loggedHours: z.number(),
  deliveredAt: z.iso.datetime().nullable(),
})
export type DeliverableSummary = z.infer<typeof DeliverableSummary>
export const Deliverable = DeliverableSummary.extend({
  versionList: z.array(DeliverableVersion),
  comments: z.array(DeliverableComment),
  approval: ApprovalRequest.nullable(),
  postId: z.uuid().nullable(),
})
export type Deliverable = z.infer<typeof Deliverable>

export const costStates = { quote: ['asked', 'accepted', 'refused'], payment: ['planned', 'due', 'paid'] } as const
export const CostInput = z.object({
  /** A quote is what somebody would take; a payment is a stage of what is owed. Athar records money and never moves it. */
  kind: z.enum(['quote', 'payment']),
  label: z.string().trim().min(1).max(160),
  amount: Amount,
  currency: Currency,
  personId: z.uuid().nullable().default(null),
  state: z.enum([...costStates.quote, ...costStates.payment]),
  dueOn: z.iso.date().nullable().default(null),
  paidOn: z.iso.date().nullable().default(null),
})
export type CostInput = z.infer<typeof CostInput>
export const Cost = CostInput.extend({ id: z.uuid(), briefId: z.uuid(), personName: z.string().nullable() })
export type Cost = z.infer<typeof Cost>

export const HoursInput = z.object({
  personId: z.uuid(),
  deliverableId: z.uuid().nullable().default(null),
  day: z.iso.date(),
  hours: z.number().gt(0).max(24),
  note: z.string().trim().max(300).default(''),
})
export type HoursInput = z.infer<typeof HoursInput>
export const LoggedHours = HoursInput.extend({ id: z.uuid(), personName: z.string(), cost: Money.nullable() })
export type LoggedHours = z.infer<typeof LoggedHours>

/** One line for each currency; they are never added together. */
export const MoneyLine = z.object({
  currency: z.string(),
  budget: Amount.nullable(),
  quoted: Amount,
  accepted: Amount,
  planned: Amount,
  paid: Amount,
  /** Logged hours at the rates of their days, of people in house; whoever is outside is paid by their payments. */
  work: Amount,
  /** Budget less what is paid, planned and worked; with a minus where it is overdrawn. */
  left: z.string().nullable(),
})
export type MoneyLine = z.infer<typeof MoneyLine>

export const BriefSummary = BriefInput.extend({
  id: z.uuid(),
  state: z.enum(['open', 'done', 'dropped']),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  deliverables: z.array(DeliverableSummary),
})
export type BriefSummary = z.infer<typeof BriefSummary>
/** `costs`, `money` and the budget are empty for those whose role may not see money. */
export const Brief = BriefSummary.extend({
  costs: z.array(Cost),
  hours: z.array(LoggedHours),
  money: z.array(MoneyLine),
})
export type Brief = z.infer<typeof Brief>

/** What a client with a link sees; nothing of the brief, the money, or what the team said among themselves. */
export const ClientReview = z.object({
  kind: z.literal('review'),
  brand: z.string(),
  title: z.string(),
  workKind: z.enum(deliverableKinds),
  reader: z.string(),
  language: z.enum(['en', 'ar']),
  expiresAt: z.iso.datetime(),
  mayDecide: z.boolean(),
  versions: z.array(
    DeliverableVersion.pick({
      id: true,
      number: true,
      text: true,
      url: true,
      alt: true,
      note: true,
      contentHash: true,
      createdAt: true,
    }).extend({
      picture: z.object({ width: z.number().nullable(), height: z.number().nullable() }).nullable(),
    }),
  ),
  comments: z.array(
    DeliverableComment.pick({
      id: true,
      versionId: true,
      versionNumber: true,
      x: true,
      y: true,
      body: true,
      by: true,
      at: true,
      resolvedAt: true,
    }),
  ),
  /** How the newest version stands. */
  standing: z.object({
    state: z.enum(['none', 'open', 'approved', 'changes']),
    /** Whether this link's voice is wanted now. */
    yourTurn: z.boolean(),
    /** What was said through this link about the newest version. */
    yourVote: z.enum(['approve', 'changes']).nullable(),
  }),
})
export type ClientReview = z.infer<typeof ClientReview>
export const ReviewAnswer = z.discriminatedUnion('kind', [
  ClientReview,
  z.object({ kind: z.literal('needs-pin'), wrong: z.boolean() }),
  z.object({ kind: z.literal('gone') }),
])
export type ReviewAnswer = z.infer<typeof ReviewAnswer>
