/** Attribution: what models credit, what no record shows, what holdouts found, and what it cost; credit is never called effect. */
// Long because credit, holdouts and money are one room, and whoever calls it reads one file.
import { z } from 'zod'
import { Evidence, Supported } from './evidence.ts'
import { ChannelName } from './links.ts'
import { Currency } from './events.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const creditDimensions = ['channel', 'campaign', 'pillar', 'post'] as const
export const CreditDimension = z.enum(creditDimensions)
export type CreditDimension = z.infer<typeof CreditDimension>
export const creditModels = ['first', 'last', 'linear', 'time-decay', 'position', 'shapley', 'markov'] as const
export const CreditModel = z.enum(creditModels)
export type CreditModel = z.infer<typeof CreditModel>

const Interval = z.tuple([z.number(), z.number()])
const TooLittle = z.object({ kind: z.literal('too-little-data'), have: z.int(), need: z.int(), unit: z.string(), words: Sentence })

export const CreditRow = z.object({
  /** The channel's name, or an id of the dimension. */
  key: z.string(),
  label: z.string(),
  models: z.array(
    z.object({ model: CreditModel, conversions: z.number(), interval: Interval, share: z.number(), value: z.number().nullable() }),
  ),
  touches: z.int(),
})
export type CreditRow = z.infer<typeof CreditRow>

/** The part that no record shows, with how it was found out. */
export const Untraceable = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('share'),
    share: Supported,
    /** Times all conversions of the period. */
    conversions: Supported,
    /** `checked`: by answers of people whose origin is known; `assumed`: a range over misremembering up to a limit. */
    recall: z.enum(['checked', 'assumed']),
    words: Sentence,
  }),
  TooLittle,
])
export type Untraceable = z.infer<typeof Untraceable>

/** One currency at a time: nothing is converted. */
export const Amount = z.object({ currency: Currency, amount: z.number() })

export const Credit = z.object({
  kind: z.literal('credit'),
  by: CreditDimension,
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  /** Said first: where the models disagree most. */
  headline: Sentence,
  rows: z.array(CreditRow),
  disagreement: z.array(
    z.object({
      key: z.string(),
      least: z.object({ model: CreditModel, share: z.number() }),
      most: z.object({ model: CreditModel, share: z.number() }),
      spread: z.number(),
    }),
  ),
  conversions: z.object({ all: z.int(), recorded: z.int(), withoutTrace: z.int(), nulls: z.int() }),
  values: z.array(Amount),
  /** The currency of `value` in the rows; null where there is none. */
  currency: Currency.nullable(),
  markovOrder: z.int(),
  level: z.number(),
  replicates: z.int(),
  untraceable: Untraceable,
  evidence: Evidence,
  steps: z.array(z.object({ step: z.string(), ms: z.number() })),
})
export type Credit = z.infer<typeof Credit>

export const Computing = z.object({ kind: z.literal('computing'), done: z.int(), of: z.int(), step: z.string() })
export const CreditAnswer = z.discriminatedUnion('kind', [Credit, Computing, TooLittle])
export type CreditAnswer = z.infer<typeof CreditAnswer>

export const JourneyPicture = z.object({
  conversions: z.int(),
  paths: z.array(z.object({ path: z.array(z.string()), conversions: z.int(), nulls: z.int(), share: z.number() })),
  /** Days from first touch to conversion. */
  lags: z.array(z.object({ fromDay: z.int(), toDay: z.int().nullable(), conversions: z.int() })),
  lengths: z.array(z.object({ touches: z.int(), conversions: z.int() })),
  medianLagDays: Supported.nullable(),
  late: z.object({ n: z.int(), words: Sentence.nullable() }),
})
export type JourneyPicture = z.infer<typeof JourneyPicture>

export const AskedPicture = z.object({
  answers: z.int(),
  conversions: z.int(),
  /** Beside each other: what people say, and what was recorded first for the same people. */
  rows: z.array(
    z.object({
      key: z.string(),
      words: z.string(),
      channel: z.string().nullable(),
      said: z.int(),
      share: Supported.nullable(),
      recorded: z.int(),
    }),
  ),
  untraceable: Untraceable,
})
export type AskedPicture = z.infer<typeof AskedPicture>

export const costKinds = ['media', 'fee', 'tool', 'other'] as const
export const CostInput = z.object({
  kind: z.enum(costKinds),
  channel: ChannelName.nullable().default(null),
  campaignId: z.uuid().nullable().default(null),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  amount: z.number().positive().max(1e12),
  currency: Currency,
  note: z.string().trim().max(300).default(''),
})
export type CostInput = z.infer<typeof CostInput>
export const Cost = CostInput.extend({ id: z.uuid() })
export type Cost = z.infer<typeof Cost>

export const MoneyRow = z.object({
  channel: z.string(),
  currency: Currency,
  /** Media and fees that fell into the period. */
  media: z.number(),
  fees: z.number(),
  /** What hours of work cost, where a rate was written down. */
  work: z.number(),
  /** Hours known of the channel. */
  hours: z.number().nullable(),
  /** By the models: lowest and highest credited value, and the middle one with its interval. */
  credited: z.object({ value: z.number(), interval: Interval, least: z.number(), most: z.number() }).nullable(),
  /** Credited value over cost. */
  creditedReturn: z.object({ value: z.number(), interval: Interval }).nullable(),
  /** Return that a holdout of this channel measured, where there was one. */
  measured: z.object({ value: z.number(), interval: Interval, words: Sentence }).nullable(),
})
export type MoneyRow = z.infer<typeof MoneyRow>
export const MoneyPicture = z.object({
  headline: Sentence,
  rows: z.array(MoneyRow),
  currencies: z.array(Currency),
  level: z.number(),
  notes: z.array(Sentence),
  evidence: Evidence,
})
export type MoneyPicture = z.infer<typeof MoneyPicture>

export const holdoutUnits = ['weeks', 'region', 'channel'] as const
export const HoldoutWish = z.object({
  unit: z.enum(holdoutUnits),
  /** The channel that is paused; null for everything. */
  channel: ChannelName.nullable().default(null),
  /** The change that would matter: 0.1 is 10% fewer conversions without it. */
  wished: z.number().min(0.01).max(0.95).default(0.2),
  /** The longest it may last. */
  mostDays: z.int().min(7).max(84).default(28),
  mostShare: z.number().min(0.05).max(0.5).default(0.3),
  outcome: z.enum(['conversions', 'value']).default('conversions'),
  currency: Currency.nullable().default(null),
})
export type HoldoutWish = z.infer<typeof HoldoutWish>
export const HoldoutDesign = z.object({
  units: z.array(z.string()),
  days: z.int(),
  before: z.int(),
  share: z.number(),
  /** The loss that was asked for. */
  wished: z.number(),
  /** A loss beyond this is called an effect. */
  critical: z.number(),
  /** Days of a block that is on or off as a whole; null where there is one pause. */
  blockDays: z.int().nullable(),
  /** For weeks: whether it is on in each block, in order; drawn by chance when it is fixed. */
  blocks: z.array(z.object({ fromDay: z.int(), toDay: z.int(), on: z.boolean() })),
  smallest: z.number(),
  smallestInterval: Interval,
  power: z.number(),
  placebos: z.int(),
})
export type HoldoutDesign = z.infer<typeof HoldoutDesign>
export const HoldoutPlan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('design'), words: Sentence, design: HoldoutDesign, tried: z.array(HoldoutDesign), evidence: Evidence }),
  z.object({
    kind: z.literal('nothing-visible'),
    words: Sentence,
    design: HoldoutDesign,
    tried: z.array(HoldoutDesign),
    evidence: Evidence,
  }),
  TooLittle,
])
export type HoldoutPlan = z.infer<typeof HoldoutPlan>

export const HoldoutResult = z.object({
  verdict: z.enum(['not-yet', 'effect', 'harm', 'too-small-to-tell', 'too-little-data']),
  words: Sentence,
  methods: z.array(
    z.object({
      method: z.string(),
      /** Conversions (or value) a day that are there because of it; null where the method does not apply, with why. */
      effect: z.object({ average: z.number(), interval: Interval, relative: z.number().nullable(), p: z.number().nullable() }).nullable(),
      reason: Sentence.nullable(),
    }),
  ),
  level: z.number(),
  /** The share that is lost without it, by the method that was fixed beforehand. */
  lost: Supported.nullable(),
  series: z.array(z.object({ day: z.iso.date(), observed: z.number(), expected: z.number().nullable() })),
  evidence: Evidence,
})
export type HoldoutResult = z.infer<typeof HoldoutResult>
export const Holdout = z.object({
  id: z.uuid(),
  title: z.string(),
  state: z.enum(['running', 'stopped']),
  wish: HoldoutWish,
  design: HoldoutDesign,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  createdBy: z.string(),
  reason: z.string().nullable(),
})
export type Holdout = z.infer<typeof Holdout>

const base = '/workspaces/{workspaceId}/brands/{brandId}/attribution'
const tags = ['attribution']
const Period = { from: z.iso.date().optional(), to: z.iso.date().optional() }

export const attributionContract = {
  credit: procedure
    .route({
      method: 'GET',
      path: `${base}/credit`,
      summary: 'What each model credits, with intervals; `computing` until it is there: ask again',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ by: CreditDimension.default('channel'), ...Period }))
    .output(CreditAnswer),
  cancelCredit: procedure
    .route({ method: 'POST', path: `${base}/credit/cancel`, summary: 'Stop computing', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ by: CreditDimension.default('channel'), ...Period }))
    .output(z.object({ canceled: z.boolean() })),
  journeys: procedure
    .route({ method: 'GET', path: `${base}/journeys`, summary: 'Which ways people take, and how long', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend(Period))
    .output(z.discriminatedUnion('kind', [JourneyPicture.extend({ kind: z.literal('journeys') }), TooLittle])),
  asked: procedure
    .route({ method: 'GET', path: `${base}/asked`, summary: 'What people say beside what was recorded, and what no record shows', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend(Period))
    .output(AskedPicture),
  money: procedure
    .route({
      method: 'GET',
      path: `${base}/money`,
      summary: 'What channels cost beside what they are credited with and what holdouts measured',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend(Period))
    .output(z.discriminatedUnion('kind', [MoneyPicture.extend({ kind: z.literal('money') }), Computing])),
  planHoldout: procedure
    .route({
      method: 'POST',
      path: `${base}/holdouts/plan`,
      summary: 'Which holdout is affordable, and the smallest effect it could see',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ wish: HoldoutWish }))
    .output(HoldoutPlan),
  holdouts: procedure
    .route({ method: 'GET', path: `${base}/holdouts`, summary: 'Holdouts, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Holdout)),
  beginHoldout: procedure
    .route({
      method: 'POST',
      path: `${base}/holdouts`,
      summary: 'Fix a holdout: its days, its regions or blocks can never be changed',
      tags,
    })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ wish: HoldoutWish, title: z.string().trim().min(1).max(120), startsOn: z.iso.date() }))
    .output(Holdout),
  holdoutResult: procedure
    .route({ method: 'GET', path: `${base}/holdouts/{holdoutId}`, summary: 'What a holdout found, by all methods that apply', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ holdoutId: z.uuid() }))
    .output(z.object({ holdout: Holdout, result: HoldoutResult })),
  stopHoldout: procedure
    .route({ method: 'POST', path: `${base}/holdouts/{holdoutId}/stop`, summary: 'Stop a holdout early; it then has no answer', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ holdoutId: z.uuid(), reason: z.string().trim().min(1).max(300) }))
    .output(Holdout),
  costs: procedure
    .route({ method: 'GET', path: `${base}/costs`, summary: 'What was spent on channels and campaigns', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend(Period))
    .output(z.array(Cost)),
  addCost: procedure
    .route({ method: 'POST', path: `${base}/costs`, summary: 'Write a cost down', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ cost: CostInput }))
    .output(Cost),
  removeCost: procedure
    .route({ method: 'DELETE', path: `${base}/costs/{costId}`, summary: 'Take a cost out', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ costId: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),
}
