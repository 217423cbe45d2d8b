/** Time for conversations: blocks on the calendar, and what it earned by a schedule that chance drew. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const BlockInput = z.object({
  /** Null: all accounts. */
  accountId: z.uuid().nullable(),
  /** 1 Monday … 7 Sunday, in the brand's zone. */
  weekday: z.int().min(1).max(7),
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  minutes: z.int().min(5).max(480),
  /** Who; null: whoever has time. */
  person: z.string().trim().min(1).max(200).nullable(),
})
export type BlockInput = z.infer<typeof BlockInput>
export const Block = BlockInput.extend({ id: z.uuid() })
export type Block = z.infer<typeof Block>

/** A block on a day. */
export const BlockTime = z.object({
  blockId: z.uuid(),
  at: z.iso.datetime(),
  minutes: z.int(),
  accountId: z.uuid().nullable(),
  person: z.string().nullable(),
  /** A trial has switched this day off. */
  off: z.boolean(),
})
export type BlockTime = z.infer<typeof BlockTime>

export const trialMetrics = ['people', 'messages', 'followers'] as const
export const TrialInput = z.object({
  name: z.string().trim().min(1).max(120),
  accountId: z.uuid(),
  /** Different people who wrote in a day, messages in a day, or followers won in a day. */
  metric: z.enum(trialMetrics),
  startsOn: z.iso.date(),
  /** Days in a row that are on, or off. */
  blockDays: z.int().min(1).max(14),
  /** Days for which what was on before still works; they are not compared. */
  carryDays: z.int().min(0).max(13),
  /** In pairs, one of each pair on: eight at least, or nothing could be told. */
  blocks: z.int().min(8).max(60).multipleOf(2),
})
export type TrialInput = z.infer<typeof TrialInput>

export const trialStates = ['planned', 'running', 'done', 'stopped'] as const
export const Trial = z.object({
  id: z.uuid(),
  name: z.string(),
  accountId: z.uuid(),
  metric: z.enum(trialMetrics),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  blockDays: z.int(),
  carryDays: z.int(),
  state: z.enum(trialStates),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** Whether today is on; null outside of the trial. */
  today: z.boolean().nullable(),
  answer: Sentence,
  /** What a day of being on added; null while nothing can be told. */
  effect: Supported.nullable(),
  /** Hours a day that really went into conversations, on days that were on and on days that were off; null without such days. */
  hoursOn: z.number().nullable(),
  hoursOff: z.number().nullable(),
  days: z.array(z.object({ day: z.iso.date(), on: z.boolean(), value: z.number().nullable(), hours: z.number() })),
})
export type Trial = z.infer<typeof Trial>

const base = '/workspaces/{workspaceId}/brands/{brandId}/inbox' as const
const tags = ['inbox']

export const inboxTimeContract = {
  blocks: procedure
    .route({ method: 'GET', path: `${base}/blocks`, summary: 'Engagement blocks of the week', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Block)),
  addBlock: procedure
    .route({ method: 'POST', path: `${base}/blocks`, summary: 'Plan a block every week', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend(BlockInput.shape))
    .output(Block),
  removeBlock: procedure
    .route({ method: 'DELETE', path: `${base}/blocks/{blockId}`, summary: 'Remove a block', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ blockId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  blockTimes: procedure
    .route({ method: 'GET', path: `${base}/block-times`, summary: 'Engagement blocks between two moments', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.datetime(), to: z.iso.datetime() }))
    .output(z.array(BlockTime)),
  trials: procedure
    .route({ method: 'GET', path: `${base}/trials`, summary: 'What engagement time earned, by schedules that chance drew', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Trial)),
  startTrial: procedure
    .route({ method: 'POST', path: `${base}/trials`, summary: 'Draw an on/off schedule', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend(TrialInput.shape))
    .output(Trial),
  stopTrial: procedure
    .route({ method: 'POST', path: `${base}/trials/{trialId}/stop`, summary: 'Stop a trial; what came in until then stays', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ trialId: z.uuid() }))
    .output(z.object({ stopped: z.boolean() })),
}
