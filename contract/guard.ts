/** The guard against shortcuts: what is recognised in a text or a plan, why it does harm, what to do instead, and whose rule it is. */
import { z } from 'zod'
import { RuleSource } from './calendar.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'
import { Place } from './today.ts'

export const shortcuts = [
  'engagement-bait',
  'follow-for-follow',
  'hashtag-stuffing',
  'mass-comments',
  'bought-reach',
  'giveaway-for-follows',
] as const
export const Shortcut = z.enum(shortcuts)
export type Shortcut = z.infer<typeof Shortcut>

export const ShortcutFinding = z.object({
  kind: Shortcut,
  /** The words that gave it away, as they were written, and where: UTF-16 units from the start of the text. */
  excerpt: z.string(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  /** Why it does harm. */
  reason: Sentence,
  /** What works without it. */
  instead: Sentence,
  sources: z.array(RuleSource).min(1),
})
export type ShortcutFinding = z.infer<typeof ShortcutFinding>

export const ShortcutRule = z.object({
  kind: Shortcut,
  what: Sentence,
  reason: Sentence,
  instead: Sentence,
  sources: z.array(RuleSource).min(1),
})
export type ShortcutRule = z.infer<typeof ShortcutRule>

/** Something that is planned, with the shortcuts that it takes. */
export const PlannedShortcut = z.object({
  what: z.enum(['draft', 'strategy', 'goal', 'brief']),
  title: z.string(),
  place: Place,
  findings: z.array(ShortcutFinding).min(1),
})
export type PlannedShortcut = z.infer<typeof PlannedShortcut>

const tags = ['guard']
const base = '/workspaces/{workspaceId}/brands/{brandId}/guard'

export const guardContract = {
  rules: procedure
    .route({
      method: 'GET',
      path: `${base}/rules`,
      summary: 'The shortcuts that are recognised, why they harm, and whose rules say so',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(ShortcutRule)),
  check: procedure
    .route({ method: 'POST', path: `${base}/check`, summary: 'Look for shortcuts in a text', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ text: z.string().min(1).max(100_000), network: z.string().max(60).optional() }))
    .output(z.array(ShortcutFinding)),
  plans: procedure
    .route({
      method: 'GET',
      path: `${base}/plans`,
      summary: 'Look for shortcuts in all that is planned: drafts, strategy, goals, briefs',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ answer: Sentence, looked: z.int().nonnegative(), found: z.array(PlannedShortcut) })),
}
