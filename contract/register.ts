/** The register of platform changes: what networks retired, removed, redefined, limited and announced, and what of ours each touches. */
import { z } from 'zod'
import { Words } from './evidence.ts'
import { accountMetrics, postMetrics, weeklyMetrics } from './metrics.ts'

export const changeKinds = ['retired-product', 'api-removed', 'metric-redefined', 'limit-changed', 'algorithm-announced'] as const
export const ChangeKind = z.enum(changeKinds)
export type ChangeKind = z.infer<typeof ChangeKind>

/** Every number that a network can redefine. */
export const changeableMetrics = [...new Set<string>([...postMetrics, ...accountMetrics, ...weeklyMetrics])]

export const NewChange = z.object({
  day: z.iso.date(),
  platform: z.string().trim().min(1).max(80),
  /** A channel of Athar; null where it is about none of them. */
  network: z.string().min(1).max(40).nullable(),
  kind: ChangeKind,
  words: z.string().trim().min(1).max(2000),
  metrics: z.array(z.enum(changeableMetrics)).max(40).nullable(),
  source: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
})
export type NewChange = z.infer<typeof NewChange>

export const ChangeHits = z.object({
  accounts: z.array(z.object({ id: z.uuid(), handle: z.string() })),
  /** Posts that are planned for after it. */
  planned: z.array(z.uuid()),
  /** Running experiments that it falls into. */
  experiments: z.array(z.uuid()),
  /** Series that mean something else before and after it. */
  series: z.array(z.object({ accountId: z.uuid(), metric: z.string() })),
})
export type ChangeHits = z.infer<typeof ChangeHits>

export const RegisterEntry = z.object({
  id: z.string(),
  day: z.iso.date(),
  platform: z.string(),
  network: z.string().nullable(),
  kind: ChangeKind,
  words: Words,
  metrics: z.array(z.string()).nullable(),
  source: z.string().nullable(),
  /** How good the source is, in its collector's words; null for one's own entries. */
  sourceKind: z.string().nullable(),
  /** Null: Athar brought it along. */
  addedBy: z.string().nullable(),
  hits: ChangeHits,
})
export type RegisterEntry = z.infer<typeof RegisterEntry>

export const RegisterQuery = z.object({
  search: z.string().max(200).optional(),
  network: z.string().max(40).optional(),
  kind: ChangeKind.optional(),
  onlyOurs: z.stringbool().or(z.boolean()).optional(),
})
export type RegisterQuery = z.infer<typeof RegisterQuery>

export const Register = z.object({
  /** The newest first. */
  entries: z.array(RegisterEntry),
  total: z.int().nonnegative(),
  networks: z.array(z.string()),
})
export type Register = z.infer<typeof Register>
