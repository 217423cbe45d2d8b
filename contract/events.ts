/** First-party events and conversions, the ways they come in, and what people answer to “how did you hear about us?”. */
import { z } from 'zod'
import { ChannelName } from './links.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const Currency = z.string().regex(/^[A-Z]{3}$/)
export const VisitorId = z.string().trim().min(1).max(128)

/** One event as a site, a shop or a script tells it. `id` makes it safe to send twice. */
export const EventInput = z.object({
  id: z.string().trim().min(1).max(200).optional(),
  visitor: VisitorId,
  at: z.iso.datetime({ offset: true }),
  channel: ChannelName.optional(),
  /** The address that was opened: channel, campaign and click are read from it when `channel` is not given. */
  page: z.string().max(4000).optional(),
  referrer: z.string().max(4000).optional(),
  campaign: z.string().max(100).optional(),
  region: z.string().trim().max(60).optional(),
})
export type EventInput = z.infer<typeof EventInput>

export const ConversionInput = z.object({
  /** The order's own number: the same order told twice, or by two ways, counts once. */
  id: z.string().trim().min(1).max(200),
  /** Null when nobody knows who it was; it then counts as a conversion without a trace. */
  visitor: VisitorId.nullable().default(null),
  at: z.iso.datetime({ offset: true }),
  name: z.string().trim().min(1).max(60).default('order'),
  value: z.number().min(0).max(1e12).nullable().default(null),
  currency: Currency.nullable().default(null),
  region: z.string().trim().max(60).optional(),
})
export type ConversionInput = z.infer<typeof ConversionInput>

export const RefundInput = z.object({
  /** The refund's own number within its order: the same one told twice counts once; told again later with another amount it is corrected, with 0 taken back. */
  id: z.string().trim().min(1).max(200),
  /** The number of the order, as its conversion was or will be told. */
  order: z.string().trim().min(1).max(200),
  at: z.iso.datetime({ offset: true }),
  /** Null: all of the order. */
  amount: z.number().min(0).max(1e12).nullable().default(null),
  currency: Currency.nullable().default(null),
  /** The amount is all that came back of the order so far, not one refund of several. */
  total: z.boolean().default(false),
})
export type RefundInput = z.infer<typeof RefundInput>

export const refundStates = ['counted', 'waiting', 'other-currency'] as const
export const RefundPicture = z.object({
  counted: z.int(),
  /** Their order is not known yet; they are counted when it comes. */
  waiting: z.int(),
  /** In another currency than their order: kept, and not taken off. */
  otherCurrency: z.int(),
  /** What came back of orders, by the order's currency; never more than an order was worth. */
  amounts: z.array(z.object({ currency: Currency, amount: z.number(), orders: z.int() })),
  /** The newest hundred. */
  refunds: z.array(
    z.object({
      order: z.string(),
      at: z.iso.datetime(),
      /** Null: all of the order. */
      amount: z.number().nullable(),
      currency: Currency.nullable(),
      source: z.string(),
      state: z.enum(refundStates),
    }),
  ),
})
export type RefundPicture = z.infer<typeof RefundPicture>

export const Added = z.object({
  added: z.int(),
  /** Already there. */
  repeated: z.int(),
  /** Of people who asked to be forgotten. */
  forgotten: z.int(),
  /** How far the sender's clock was off, in seconds, when that was corrected. */
  clockOffSeconds: z.number().nullable(),
})
export type Added = z.infer<typeof Added>

export const SiteKey = z.object({
  id: z.uuid(),
  key: z.string(),
  origins: z.array(z.string()),
  createdAt: z.iso.datetime(),
  /** What to put into the site's pages. */
  snippet: z.string(),
})
export type SiteKey = z.infer<typeof SiteKey>

export const shops = ['stripe', 'shopify', 'woocommerce', 'athar'] as const
export const Shop = z.enum(shops)
export type Shop = z.infer<typeof Shop>
export const Hook = z.object({
  id: z.uuid(),
  shop: Shop,
  /** Where the shop sends to. */
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastAt: z.iso.datetime().nullable(),
  lastProblem: Sentence.nullable(),
  accepted: z.int(),
  refused: z.int(),
})
export type Hook = z.infer<typeof Hook>

export const importStates = ['reading', 'saving', 'done', 'failed', 'canceled'] as const
export const EventImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(importStates),
  rows: z.int(),
  saved: z.int(),
  repeated: z.int(),
  bytes: z.int(),
  ofBytes: z.int().nullable(),
  problem: Sentence.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  by: z.string(),
})
export type EventImport = z.infer<typeof EventImport>

export const SurveyChoice = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  words: z.string().trim().min(1).max(80),
  /** The channel it stands for; null for what no record can show (a friend, in person). */
  channel: ChannelName.nullable().default(null),
})
export const Survey = z.object({
  question: z.string().trim().min(1).max(200),
  thanks: z.string().trim().min(1).max(200),
  direction: z.enum(['ltr', 'rtl']),
  choices: z.array(SurveyChoice).min(2).max(20),
  /** Whether people may write something else. */
  other: z.boolean().default(true),
  open: z.boolean().default(true),
})
export type Survey = z.infer<typeof Survey>

/** `other` and `unsure` are always there. */
export const AnswerInput = z.object({
  id: z.string().trim().min(1).max(200).optional(),
  choice: z.string().regex(/^[a-z0-9-]{1,40}$/),
  words: z.string().trim().max(300).nullable().default(null),
  visitor: VisitorId.nullable().default(null),
  /** The order it was asked with. */
  conversion: z.string().trim().max(200).nullable().default(null),
  at: z.iso.datetime({ offset: true }).optional(),
  /** The channel this person is known to have come by, from elsewhere; `none` for no channel of ours. Checks how well people remember. */
  knownOrigin: ChannelName.nullable().default(null),
})
export type AnswerInput = z.infer<typeof AnswerInput>

const base = '/workspaces/{workspaceId}/brands/{brandId}'
const tags = ['events']

export const eventsContract = {
  summary: procedure
    .route({ method: 'GET', path: `${base}/events/summary`, summary: 'What came in, by way and kind, and how fresh it is', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(
      z.object({
        touches: z.int(),
        conversions: z.int(),
        visitors: z.int(),
        sources: z.array(z.object({ source: z.string(), kind: z.enum(['touch', 'conversion']), n: z.int(), lastAt: z.iso.datetime() })),
      }),
    ),
  add: procedure
    .route({ method: 'POST', path: `${base}/events`, summary: 'Tell what people did, up to 1,000 events at once', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ events: z.array(EventInput).min(1).max(1000), sentAt: z.iso.datetime({ offset: true }).optional() }))
    .output(Added),
  addConversions: procedure
    .route({ method: 'POST', path: `${base}/conversions`, summary: 'Tell conversions, up to 1,000 at once', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ conversions: z.array(ConversionInput).min(1).max(1000), sentAt: z.iso.datetime({ offset: true }).optional() }))
    .output(Added),
  addRefunds: procedure
    .route({
      method: 'POST',
      path: `${base}/refunds`,
      summary: 'Tell refunds, up to 1,000 at once, also of orders that are not known yet',
      tags,
    })
    .meta({ can: 'import' })
    .input(InBrand.extend({ refunds: z.array(RefundInput).min(1).max(1000), sentAt: z.iso.datetime({ offset: true }).optional() }))
    .output(Added.omit({ forgotten: true })),
  refunds: procedure
    .route({ method: 'GET', path: `${base}/refunds`, summary: 'What came back of orders, and refunds whose order is not known yet', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(RefundPicture),
  forget: procedure
    .route({
      method: 'POST',
      path: `${base}/people/forget`,
      summary: 'Delete all of a person, and refuse what still arrives of them',
      tags,
    })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ visitor: VisitorId }))
    .output(z.object({ events: z.int(), conversions: z.int(), answers: z.int() })),
  siteKeys: procedure
    .route({ method: 'GET', path: `${base}/site-keys`, summary: 'The keys under which sites send events', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(SiteKey)),
  makeSiteKey: procedure
    .route({ method: 'POST', path: `${base}/site-keys`, summary: 'Make a key for a site', tags })
    .meta({ can: 'manage-brands' })
    .input(
      InBrand.extend({
        origins: z
          .array(z.url({ protocol: /^https?$/ }).max(300))
          .max(20)
          .default([]),
      }),
    )
    .output(SiteKey),
  revokeSiteKey: procedure
    .route({ method: 'DELETE', path: `${base}/site-keys/{siteKeyId}`, summary: 'Take a site’s key back', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ siteKeyId: z.uuid() }))
    .output(z.object({ revoked: z.boolean() })),
  hooks: procedure
    .route({ method: 'GET', path: `${base}/hooks`, summary: 'The shops that send orders, and how the last one went', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Hook)),
  makeHook: procedure
    .route({ method: 'POST', path: `${base}/hooks`, summary: 'Take orders from a shop; the secret is the one the shop signs with', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ shop: Shop, secret: z.string().trim().min(8).max(300).optional() }))
    .output(Hook.extend({ secret: z.string().nullable() })),
  removeHook: procedure
    .route({ method: 'DELETE', path: `${base}/hooks/{hookId}`, summary: 'Take no more orders from a shop', tags })
    .meta({ can: 'manage-brands' })
    .input(InBrand.extend({ hookId: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),
  imports: procedure
    .route({ method: 'GET', path: `${base}/event-imports`, summary: 'Files of events, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(EventImport)),
  getImport: procedure
    .route({ method: 'GET', path: `${base}/event-imports/{importId}`, summary: 'How far a file of events is', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ importId: z.uuid() }))
    .output(EventImport),
  cancelImport: procedure
    .route({ method: 'POST', path: `${base}/event-imports/{importId}/cancel`, summary: 'Stop reading a file; nothing of it stays', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ importId: z.uuid() }))
    .output(EventImport),
  survey: procedure
    .route({ method: 'GET', path: `${base}/survey`, summary: 'The form “how did you hear about us?”', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ survey: Survey, address: z.string().nullable(), answers: z.int() })),
  saveSurvey: procedure
    .route({ method: 'PUT', path: `${base}/survey`, summary: 'Change the form', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ survey: Survey }))
    .output(z.object({ survey: Survey, address: z.string(), answers: z.int() })),
  addAnswers: procedure
    .route({ method: 'POST', path: `${base}/survey/answers`, summary: 'Tell answers that were given elsewhere', tags })
    .meta({ can: 'import' })
    .input(InBrand.extend({ answers: z.array(AnswerInput).min(1).max(1000) }))
    .output(z.object({ added: z.int(), repeated: z.int() })),
}
