/** Connector health: how calls to each connected network went, whether they fail more than they used to, and what the network announced. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { Sentence } from './sentence.ts'

/** `idle`: nothing was called in thirty days. `too-few`: called, but too little to tell. */
export const connectorVerdicts = ['drifting', 'steady', 'too-few', 'idle'] as const
export const ConnectorVerdict = z.enum(connectorVerdicts)
export type ConnectorVerdict = z.infer<typeof ConnectorVerdict>

/** What becomes of a call: what counts as failed is `limited`, `silent` (no answer, or none that tells) and `broken` (not understood). */
export const CallCounts = z.object({
  answered: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  limited: z.int().nonnegative(),
  credential: z.int().nonnegative(),
  silent: z.int().nonnegative(),
  broken: z.int().nonnegative(),
})
export type CallCounts = z.infer<typeof CallCounts>

export const noticeKinds = ['deprecation', 'sunset', 'warning', 'link', 'version'] as const

export const Connector = z.object({
  accountId: z.uuid(),
  handle: z.string(),
  network: z.string(),
  networkName: z.object({ en: z.string(), ar: z.string() }),
  verdict: ConnectorVerdict,
  /** Where it drifts: over the last 24 hours, or only over 7 days. */
  drift: z.object({ window: z.enum(['day', 'week']) }).nullable(),
  /** Shares of calls that failed; null where too few calls are known. */
  rates: z.object({ day: Supported.nullable(), week: Supported.nullable(), usual: Supported.nullable() }),
  /** What there would have to be before a drift can be seen. */
  lacks: z
    .object({
      days: z.int(),
      needDays: z.int(),
      baseline: z.int(),
      needBaseline: z.int(),
      recent: z.int(),
      needRecent: z.int(),
    })
    .nullable(),
  /** The last thirty days in UTC, the oldest first; a day without calls has n = 0 and no rate. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      n: z.int().nonnegative(),
      failed: z.int().nonnegative(),
      /** Share that failed, with its interval at 95%. */
      rate: z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) }).nullable(),
      /** Mean time until the answer, in milliseconds. */
      meanMs: z.number().nonnegative().nullable(),
    }),
  ),
  /** Of the last seven days, by what was asked. */
  operations: z.array(z.object({ operation: z.string(), counts: CallCounts })),
  notices: z.array(
    z.object({
      kind: z.enum(noticeKinds),
      endpoint: z.string(),
      what: z.string(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
  /** Fields that came after the first week: names only. */
  newFields: z.array(z.object({ endpoint: z.string(), field: z.string(), firstAt: z.iso.datetime() })),
  /** When a person has to connect again; null where nothing ends or Athar renews it by itself. */
  tokenEndsAt: z.iso.datetime().nullable(),
  api: z
    .object({
      name: z.string(),
      version: z.string().nullable(),
      endsOn: z.iso.date().nullable(),
      checkedOn: z.iso.date(),
      source: z.url(),
    })
    .nullable(),
  /** What to do, the most pressing first. */
  advice: z.array(Sentence),
})
export type Connector = z.infer<typeof Connector>

export const Health = z.object({
  connectors: z.array(Connector),
  /** On average at least this many days pass before a false alarm of any of the connectors together. */
  daysBetweenFalseAlarms: z.int().positive(),
  keptDays: z.int().positive(),
})
export type Health = z.infer<typeof Health>
