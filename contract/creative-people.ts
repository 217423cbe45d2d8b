/** People, their hours, what the next weeks need of them, and what their work cost and earned. */
import { z } from 'zod'
import { Format } from './content.ts'
import { Supported } from './evidence.ts'
import { TooLittleData } from './metrics.ts'
import { Currency, Money } from './money.ts'
import { Sentence } from './sentence.ts'

export const skills = ['writing', 'design', 'photography', 'video', 'translation', 'strategy', 'community'] as const
export const Skill = z.enum(skills)
export type Skill = z.infer<typeof Skill>

const Hours = z.number().min(0).max(1000)
const Span = z.object({ from: z.iso.date(), to: z.iso.date() })

export const PersonInput = z.object({
  name: z.string().trim().min(1).max(120),
  place: z.enum(['in-house', 'outside']),
  /** A member of the workspace, if this is one. */
  userId: z.string().max(64).nullable().default(null),
  email: z.email().nullable().default(null),
  /** The language that reminders are written in. */
  language: z.enum(['en', 'ar']).default('en'),
  skills: z.array(Skill).max(skills.length),
  /** Hours a week for this brand. */
  hoursPerWeek: z.number().min(0).max(168),
  /** For an hour. */
  rate: Money.nullable().default(null),
  away: z.array(Span).max(50).default([]),
  note: z.string().max(1000).default(''),
})
export type PersonInput = z.infer<typeof PersonInput>
/** `rate` is null also for those whose role may not see money. */
export const Person = PersonInput.extend({ id: z.uuid(), removed: z.boolean() })
export type Person = z.infer<typeof Person>

/** What people here expect a piece to take, as a range that should hold four times in five. */
export const HoursRange = z.object({ low: Hours, likely: Hours, high: Hours })
export type HoursRange = z.infer<typeof HoursRange>
export const CreativeSettings = z.object({
  currencies: z.array(Currency).min(1).max(12),
  expectedHours: z.partialRecord(Format, HoursRange),
})
export type CreativeSettings = z.infer<typeof CreativeSettings>

/** Hours a piece of a format takes: from what was logged once there is enough of it, else as expected. */
export const FormatHours = z.object({
  format: Format,
  source: z.enum(['logged', 'expected', 'assumed']),
  hours: Supported,
})
export type FormatHours = z.infer<typeof FormatHours>

export const CapacityWeek = z.object({
  /** Its Monday, in the brand's zone. */
  starts: z.iso.date(),
  /** Hours that exist: in house, and outside. */
  inHouse: z.number(),
  outside: z.number(),
  needed: Supported,
  pieces: z.array(z.object({ format: Format, count: z.int(), why: z.enum(['briefed', 'cadence']) })),
  standing: z.enum(['nothing', 'enough', 'outside', 'tight', 'short']),
  words: Sentence,
})
export type CapacityWeek = z.infer<typeof CapacityWeek>

export const Capacity = z.object({
  answer: Sentence,
  weeks: z.array(CapacityWeek),
  /** What is beyond us, in words. */
  beyond: z.array(Sentence),
  formatHours: z.array(FormatHours),
  /** Where the number of posts a week comes from. */
  cadence: z.object({ source: z.enum(['strategy', 'past', 'unknown']), perWeek: z.number().nullable(), words: Sentence }),
})
export type Capacity = z.infer<typeof Capacity>

/** What work of one kind cost and what its posts earned. */
export const CostGroup = z.object({
  key: z.string(),
  /** The name as people wrote it; null for formats, which have words of their own. */
  name: z.string().nullable(),
  pieces: z.int().nonnegative(),
  posts: z.int().nonnegative(),
  hours: z.number(),
  money: z.array(Money),
  hoursPerPiece: z.union([Supported, TooLittleData]),
  /** Engagements of a typical post that came of it, drawn towards the others as far as there is little. */
  perPost: z.union([Supported, TooLittleData]),
  /** Engagements for an hour of work. */
  perHour: z.union([Supported, TooLittleData]),
  /** Conversions whose last recorded touch was one of its posts, and their value by currency; null where no conversion of the time is known. Credit, not effect. */
  returned: z
    .object({ conversions: z.union([Supported, TooLittleData]), value: z.array(z.object({ currency: z.string(), of: Supported })) })
    .nullable(),
})
export type CostGroup = z.infer<typeof CostGroup>
export const costGroupings = ['format', 'pillar', 'person'] as const
export const CreativeResults = z.object({
  by: z.enum(costGroupings),
  answer: Sentence,
  period: z.object({ from: z.iso.date(), to: z.iso.date() }),
  hours: z.number(),
  money: z.array(Money),
  groups: z.array(CostGroup),
})
export type CreativeResults = z.infer<typeof CreativeResults>
