/** Who follows: audits of a fair sample with the share of fakes, and who among the followers speaks. */
import { z } from 'zod'
import { audienceRunsContract } from './audience-runs.ts'
import { AccountGrowth, Quality } from './audience-quality.ts'
import { Supported } from './evidence.ts'
import { TooLittleData } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const AuditExample = z.object({
  handle: z.string(),
  /** The chance that it is fake, given the share that this audit found. */
  probability: z.number().min(0).max(1),
  reasons: z.array(Sentence),
})

const Change = z.object({ since: z.iso.datetime(), value: z.number(), interval: z.tuple([z.number(), z.number()]), level: z.number() })

export const Audit = z.object({
  id: z.uuid(),
  /** Null for a list that somebody gave. */
  accountId: z.uuid().nullable(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** Rows read; those left after duplicates and deleted accounts; those drawn. */
  listed: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  gone: z.int().nonnegative(),
  /** The first fifty of each. */
  named: z.object({ duplicates: z.array(z.string()), gone: z.array(z.string()) }).default({ duplicates: [], gone: [] }),
  population: z.int().nonnegative(),
  sampled: z.int().nonnegative(),
  answer: Sentence,
  result: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('audit'),
      share: Supported,
      /** What the detector called fake at first sight: not the share of fakes. */
      apparent: z.number(),
      examples: z.array(AuditExample),
    }),
    TooLittleData,
  ]),
  /** Against the audit before of the same account; null without one. */
  change: Change.nullable(),
  cannotTell: z.array(Sentence),
})
export type Audit = z.infer<typeof Audit>

export const EngagedFollowers = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('engaged'), followers: Supported, rate: Supported }),
  z.object({ kind: z.literal('not-known'), reason: Sentence }),
])
export type EngagedFollowers = z.infer<typeof EngagedFollowers>

const path = '/workspaces/{workspaceId}/brands/{brandId}/audience' as const
const halfWidth = z.coerce.number().min(0.02).max(0.3).default(0.07)

export const audienceContract = {
  ...audienceRunsContract,
  audits: procedure
    .route({ method: 'GET', path: `${path}/audits`, summary: 'Follower audits, newest first', tags: ['audience'] })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Audit)),
  auditAccount: procedure
    .route({ method: 'POST', path: `${path}/audits`, summary: 'Audit a fair sample of the followers of an account', tags: ['audience'] })
    .meta({ can: 'import' })
    .input(InBrand.extend({ accountId: z.uuid(), halfWidth }))
    .output(Audit),
  auditList: procedure
    .route({ method: 'POST', path: `${path}/audits/list`, summary: 'Audit a list of accounts in CSV or JSON', tags: ['audience'] })
    .meta({ can: 'import' })
    .input(InBrand.extend({ name: z.string().trim().min(1).max(120), csv: z.string().min(1).max(20_000_000), halfWidth }))
    .output(Audit),
  engaged: procedure
    .route({ method: 'GET', path: `${path}/engaged`, summary: 'How many followers of an account spoke in a period', tags: ['audience'] })
    .meta({ can: 'read' })
    .input(InBrand.extend({ accountId: z.uuid(), from: z.iso.date(), to: z.iso.date() }))
    .output(EngagedFollowers),
  quality: procedure
    .route({ method: 'GET', path: `${path}/quality`, summary: 'Who engages with an account, and how', tags: ['audience'] })
    .meta({ can: 'read' })
    .input(InBrand.extend({ accountId: z.uuid(), days: z.coerce.number().int().min(7).max(730).default(90) }))
    .output(Quality),
  growth: procedure
    .route({
      method: 'GET',
      path: `${path}/growth`,
      summary: 'Jumps in followers, with what speaks for and against each',
      tags: ['audience'],
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ accountId: z.uuid() }))
    .output(AccountGrowth),
}
