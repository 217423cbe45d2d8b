/** A brand's written strategy, its dated versions, and what the brand really does held against it. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

const Line = z.string().trim().max(300)
const Text = z.string().trim().max(4000)

export const Persona = z.object({
  id: z.uuid(),
  name: Line.min(1),
  /** Who they are and what they need of the brand, in the writer's words. */
  who: Text,
  /** BCP 47 tags, e.g. "ar". */
  languages: z.array(z.string().min(2).max(35)).max(10),
})
export type Persona = z.infer<typeof Persona>

export const Pillar = z.object({
  id: z.uuid(),
  name: Line.min(1),
  about: Text,
  /** Wanted share of all posts, in per cent. */
  share: z.number().min(0).max(100),
  /** A post that contains one of them is suggested for this pillar; a person confirms. */
  keywords: z.array(z.string().trim().min(2).max(60)).max(40),
})
export type Pillar = z.infer<typeof Pillar>

export const Cadence = z.object({ accountId: z.uuid(), perWeek: z.number().min(0).max(200) })
export type Cadence = z.infer<typeof Cadence>

/** Per month; null is not decided, which is not zero. */
export const Budget = z.object({
  money: z.number().min(0).max(1e9).nullable(),
  /** ISO 4217, e.g. "SAR". */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  hours: z.number().min(0).max(10_000).nullable(),
})
export type Budget = z.infer<typeof Budget>

export const StrategyContent = z.object({
  personas: z.array(Persona).max(12),
  positioning: Text,
  voice: Text,
  pillars: z.array(Pillar).max(12),
  cadence: z.array(Cadence).max(40),
  budget: Budget,
  /** What we will not do. */
  never: z.array(Line.min(1)).max(30),
})
export type StrategyContent = z.infer<typeof StrategyContent>

export const StrategyVersion = z.object({
  number: z.int().min(1),
  content: StrategyContent,
  /** Why it was changed, in the writer's words; empty for the first. */
  note: z.string(),
  /** What is different from the version before, in words. */
  changes: z.array(Sentence),
  savedBy: z.string(),
  savedAt: z.iso.datetime(),
})
export type StrategyVersion = z.infer<typeof StrategyVersion>

/** Who really engages, for the personas to be held against. */
export const AudienceEvidence = z.object({
  /** Messages it was read from. */
  n: z.int().nonnegative(),
  people: z.int().nonnegative(),
  /** The script that they write in, as far as one can see: ISO 15924, or null for neither of the two. */
  scripts: z.array(z.object({ script: z.enum(['Arab', 'Latn']).nullable(), share: Supported })),
  /** The language most of their messages are in where letters and small words tell it: BCP 47, or null where they do not. */
  languages: z.array(z.object({ language: z.string().nullable(), share: Supported })),
  /** Hours of the day in the brand's zone, 0–23: how many of the messages came in it. */
  hours: z.array(z.int().nonnegative()).length(24),
  returning: Supported.nullable(),
})
export type AudienceEvidence = z.infer<typeof AudienceEvidence>

/** What the writing of people heard says of a persona's languages. */
export const PersonaEvidence = z.object({ personaId: z.uuid(), words: Sentence, share: Supported.nullable() })
export type PersonaEvidence = z.infer<typeof PersonaEvidence>

export const ConsistencyWeek = z.object({
  /** The Monday, in the brand's zone. */
  monday: z.iso.date(),
  /** Posts per week that the strategy in force wanted; null before there was one. */
  wanted: z.number().nullable(),
  /** Published at all, from here or elsewhere. */
  done: z.int().nonnegative(),
  late: z.int().nonnegative(),
  missed: z.int().nonnegative(),
  /** Still to come. */
  planned: z.int().nonnegative(),
})
export type ConsistencyWeek = z.infer<typeof ConsistencyWeek>

export const MixPart = z.object({
  pillarId: z.uuid(),
  name: z.string(),
  wanted: z.number(),
  share: Supported.nullable(),
  /** Whether the wanted share lies outside the interval: `under`, `over`, or nobody can tell yet. */
  drift: z.enum(['under', 'over', 'open']),
})
export type MixPart = z.infer<typeof MixPart>

export const Gap = z.object({
  accountId: z.uuid(),
  handle: z.string(),
  network: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  wanted: z.number(),
  planned: z.int().nonnegative(),
})
export type Gap = z.infer<typeof Gap>

export const Spent = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  what: z.string(),
  hours: z.number().nullable(),
  money: z.number().nullable(),
  currency: z.string().nullable(),
  by: z.string(),
})
export type Spent = z.infer<typeof Spent>

export const MonthBudget = z.object({
  /** First day of the month, in the brand's zone. */
  month: z.iso.date(),
  wanted: Budget.nullable(),
  hours: z.number(),
  /** One sum per currency; nothing is converted silently. */
  money: z.array(z.object({ currency: z.string(), amount: z.number() })),
  /** What other rooms know of the same month: conversations, creative work. */
  fromRooms: z.object({ inboxHours: z.number(), creativeHours: z.number() }),
  entries: z.array(Spent),
})
export type MonthBudget = z.infer<typeof MonthBudget>

/** One account: how many follow, and how many of them were heard from. */
export const AccountWorth = z.object({
  accountId: z.uuid(),
  handle: z.string(),
  network: z.string(),
  followers: z.number().nullable(),
  /** Different people who answered in 90 days, as a share of followers. */
  engaged: Supported.nullable(),
  engagedPeople: z.int().nonnegative(),
  /** Money of conversions in the same days, per engaged person; null while none is known. */
  perEngaged: z.object({ ...Supported.shape, currency: z.string() }).nullable(),
})
export type AccountWorth = z.infer<typeof AccountWorth>

export const StrategyCheck = z.object({
  answer: Sentence,
  /** The share of weeks under a strategy in which at least as much went out as wanted. */
  kept: Supported.nullable(),
  weeks: z.array(ConsistencyWeek),
  mix: z.object({
    answer: Sentence,
    /** Said where so few posts are sorted that the rest may change the picture. */
    note: Sentence.nullable(),
    parts: z.array(MixPart),
    sorted: z.int().nonnegative(),
    unsorted: z.int().nonnegative(),
  }),
  gaps: z.array(Gap),
  budget: MonthBudget,
  worth: z.object({ answer: Sentence, accounts: z.array(AccountWorth) }),
})
export type StrategyCheck = z.infer<typeof StrategyCheck>

/** A published post or a draft that may belong to a pillar. */
export const SortablePost = z.object({
  kind: z.enum(['draft', 'published']),
  id: z.uuid(),
  excerpt: z.string(),
  at: z.iso.datetime(),
  pillarId: z.uuid().nullable(),
  /** Which pillar its words speak for, and the word that did; null when none or several do. */
  suggested: z.object({ pillarId: z.uuid(), keyword: z.string() }).nullable(),
})
export type SortablePost = z.infer<typeof SortablePost>

const tags = ['strategy']
const base = '/workspaces/{workspaceId}/brands/{brandId}/strategy'

export const strategyContract = {
  read: procedure
    .route({ method: 'GET', path: base, summary: 'The strategy as it stands, and who really engages', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ current: StrategyVersion.nullable(), audience: AudienceEvidence, personas: z.array(PersonaEvidence) })),
  save: procedure
    .route({ method: 'PUT', path: base, summary: 'Save a new version; the old ones stay readable', tags })
    .meta({ can: 'write-posts' })
    .input(
      InBrand.extend({
        content: StrategyContent,
        note: z.string().trim().max(500).default(''),
        /** The version that was changed; 0 for the first. Somebody else's newer one is not overwritten. */
        base: z.int().min(0),
      }),
    )
    .output(StrategyVersion),
  versions: procedure
    .route({ method: 'GET', path: `${base}/versions`, summary: 'All versions, newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(StrategyVersion)),
  check: procedure
    .route({ method: 'GET', path: `${base}/check`, summary: 'What the brand does, held against what it wrote', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ month: z.iso.date().optional() }))
    .output(StrategyCheck),
  posts: procedure
    .route({ method: 'GET', path: `${base}/posts`, summary: 'Posts to sort into pillars, newest first', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        show: z.enum(['unsorted', 'all']).default('unsorted'),
        before: z.iso.datetime().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ posts: z.array(SortablePost), next: z.iso.datetime().nullable(), unsorted: z.int().nonnegative() })),
  sort: procedure
    .route({ method: 'POST', path: `${base}/posts/sort`, summary: 'Put posts into a pillar, or take them out', tags })
    .meta({ can: 'write-posts' })
    .input(
      InBrand.extend({
        posts: z
          .array(z.object({ kind: z.enum(['draft', 'published']), id: z.uuid() }))
          .min(1)
          .max(500),
        pillarId: z.uuid().nullable(),
      }),
    )
    .output(z.object({ sorted: z.int().nonnegative() })),
  pillarOf: procedure
    .route({
      method: 'GET',
      path: `${base}/posts/{kind}/{postId}`,
      summary: 'The pillar of one post, and the one its words speak for',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ kind: z.enum(['draft', 'published']), postId: z.uuid() }))
    .output(SortablePost),
  spend: procedure
    .route({ method: 'POST', path: `${base}/spent`, summary: 'Note hours or money that went into the brand', tags })
    .meta({ can: 'write-posts' })
    .input(
      InBrand.extend({
        day: z.iso.date(),
        what: Line.min(1),
        hours: z.number().positive().max(1000).nullable().default(null),
        money: z.number().positive().max(1e9).nullable().default(null),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullable()
          .default(null),
      }),
    )
    .output(Spent),
  unspend: procedure
    .route({ method: 'DELETE', path: `${base}/spent/{spentId}`, summary: 'Take an entry back', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ spentId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
