/** What a candidate claims, what becomes of it, and what they hand over to show it. */
import { z } from 'zod'
import { Evidence } from './evidence.ts'
import { Estimate } from './metrics.ts'
import { Sentence } from './sentence.ts'

export const claimTypes = ['growth', 'engagement', 'reach', 'audience', 'sales', 'clients', 'certificates', 'price', 'guarantees'] as const
export const ClaimType = z.enum(claimTypes)
export type ClaimType = z.infer<typeof ClaimType>
/** What is guaranteed: of the first three nobody can promise anything. */
export const guaranteed = ['virality', 'followers', 'reach', 'refund', 'other'] as const
export const Link = z.url({ protocol: /^https?$/ }).max(500)
export const ClaimInput = z.object({
  type: ClaimType,
  text: z.string().trim().min(1).max(1000),
  account: z.string().trim().max(200).nullable().default(null),
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
  figure: z.number().min(-1e12).max(1e12).nullable().default(null),
  /** Growth: percent or followers gained. Engagement and audience: percent. Reach and sales: a number over the period. */
  unit: z.enum(['percent', 'number']).nullable().default(null),
  url: Link.nullable().default(null),
  /** The words that the page must show. */
  expected: z.string().trim().max(200).nullable().default(null),
  guarantee: z.enum(guaranteed).nullable().default(null),
})
export type ClaimInput = z.infer<typeof ClaimInput>

export const Verdict = z.enum(['proven', 'contradicted', 'unproven'])
export type Verdict = z.infer<typeof Verdict>
export const Strength = z.enum(['strong', 'moderate', 'weak'])
export const ClaimResult = z.object({
  verdict: Verdict,
  strength: Strength,
  reason: Sentence,
  /** What limits it, or what else was seen. */
  notes: z.array(Sentence),
  estimate: Estimate.nullable(),
  unit: z.enum(['number', 'percent']),
  evidence: Evidence.nullable(),
  checkedAt: z.iso.datetime(),
})
export type ClaimResult = z.infer<typeof ClaimResult>
export const Claim = ClaimInput.extend({ id: z.uuid(), result: ClaimResult.nullable() })
export type Claim = z.infer<typeof Claim>

export const handedKinds = ['history', 'posts', 'followers', 'comments'] as const
export const Handed = z.object({
  id: z.uuid(),
  kind: z.enum(handedKinds),
  account: z.string(),
  /** The network that it is said to be from. */
  network: z.string().nullable(),
  name: z.string(),
  rows: z.int(),
  addedAt: z.iso.datetime(),
})
export type Handed = z.infer<typeof Handed>
