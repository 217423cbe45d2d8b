/** Pulse: every stored series is watched daily; each shift has a place, a size, a verdict and its evidence. */
import { z } from 'zod'
import { Supported } from './evidence.ts'
import { Health } from './health.ts'
import { Feed, FeedItem, ItemDecision, NewFeed } from './feeds.ts'
import { FollowedMetric } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { NewChange, Register, RegisterQuery } from './register.ts'
import { Retired, Retirement } from './retire.ts'
import { Sentence } from './sentence.ts'

export const verdicts = ['us', 'platform', 'us-and-platform', 'season', 'definition', 'fault', 'unclear'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/** What speaks for a verdict (true), against it (false), or could not be looked at (null). */
export const Reason = z.object({ words: Sentence, holds: z.boolean().nullable() })
export type Reason = z.infer<typeof Reason>

/** What a person thinks of a verdict. */
export const ShiftNoteInput = z.object({
  agrees: z.boolean(),
  /** The cause a person names instead. */
  verdict: Verdict.nullable(),
  text: z.string().trim().max(1000),
})
export type ShiftNoteInput = z.infer<typeof ShiftNoteInput>

export const Shift = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  handle: z.string(),
  metric: FollowedMetric,
  step: z.enum(['day', 'week']),
  /** The first day of the new level, and the days between which it lies at 95%. */
  day: z.iso.date(),
  between: z.object({ from: z.iso.date(), to: z.iso.date() }),
  foundOn: z.iso.date(),
  direction: z.enum(['up', 'down']),
  /** `ratio`: what comes in, in per cent of before. `difference`: by how much the number grows more or less each day. */
  scale: z.enum(['ratio', 'difference']),
  before: z.number(),
  after: z.number(),
  size: Supported,
  verdict: Verdict,
  /** False while fewer than three weeks are known after it: the verdict may still change. */
  firm: z.boolean(),
  reasons: z.array(Reason),
  note: ShiftNoteInput.extend({ by: z.string(), at: z.iso.datetime() }).nullable(),
})
export type Shift = z.infer<typeof Shift>

export const WatchedSeries = z.object({
  accountId: z.uuid(),
  handle: z.string(),
  metric: FollowedMetric,
  step: z.enum(['day', 'week']),
  /** Values that are known, of so many that are needed before a shift can be seen. */
  known: z.int().nonnegative(),
  need: z.int().positive(),
  newest: z.iso.date().nullable(),
})
export type WatchedSeries = z.infer<typeof WatchedSeries>

export const Watch = z.object({
  /** Null: never ran yet. */
  ranAt: z.iso.datetime().nullable(),
  /** On average at least this many days pass before a false alarm of any of the series together. */
  daysBetweenFalseAlarms: z.int().positive(),
  series: z.array(WatchedSeries),
})
export type Watch = z.infer<typeof Watch>

const tags = ['pulse']
const base = '/workspaces/{workspaceId}/brands/{brandId}/pulse'
const One = InBrand.extend({ shiftId: z.uuid() })

export const pulseContract = {
  overview: procedure
    .route({ method: 'GET', path: base, summary: 'What is watched, and every shift that was found, the newest first', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ watch: Watch, shifts: z.array(Shift) })),
  shift: procedure
    .route({ method: 'GET', path: `${base}/shifts/{shiftId}`, summary: 'One shift with the series around it', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(z.object({ shift: Shift, points: z.array(z.object({ day: z.iso.date(), value: z.number().nullable() })) })),
  note: procedure
    .route({
      method: 'POST',
      path: `${base}/shifts/{shiftId}/note`,
      summary: 'Say whether a verdict is right, or name another cause',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(One.extend({ note: ShiftNoteInput }))
    .output(Shift),
  register: procedure
    .route({ method: 'GET', path: `${base}/register`, summary: 'What networks changed, and what of ours each change touches', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend(RegisterQuery.shape))
    .output(Register),
  addChange: procedure
    .route({ method: 'POST', path: `${base}/register`, summary: 'Add a change to the register of the workspace', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ change: NewChange }))
    .output(z.object({ id: z.uuid() })),
  removeChange: procedure
    .route({ method: 'DELETE', path: `${base}/register/{changeId}`, summary: 'Take one of our own entries out of the register', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ changeId: z.string().max(80) }))
    .output(z.object({ id: z.string() })),
  feeds: procedure
    .route({ method: 'GET', path: `${base}/feeds`, summary: 'Feeds that are followed, and items that wait for a yes', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.object({ feeds: z.array(Feed), waiting: z.array(FeedItem) })),
  followFeed: procedure
    .route({ method: 'POST', path: `${base}/feeds`, summary: 'Follow a feed (RSS or Atom)', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ feed: NewFeed }))
    .output(Feed),
  removeFeed: procedure
    .route({ method: 'DELETE', path: `${base}/feeds/{feedId}`, summary: 'Follow a feed no longer', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ feedId: z.uuid() }))
    .output(z.object({ id: z.uuid() })),
  decideItem: procedure
    .route({ method: 'POST', path: `${base}/feeds/items/{itemId}`, summary: 'Take an item into the register, or drop it', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ itemId: z.uuid(), decision: ItemDecision }))
    .output(z.object({ id: z.uuid() })),
  retirement: procedure
    .route({ method: 'GET', path: `${base}/retire/{network}`, summary: 'What hangs on a network that is to be retired', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ network: z.string().max(40) }))
    .output(Retirement),
  retire: procedure
    .route({
      method: 'POST',
      path: `${base}/retire/{network}`,
      summary: 'Retire a network: cancel what is planned there, let its accounts go',
      tags,
    })
    .meta({ can: 'manage-accounts' })
    .input(InBrand.extend({ network: z.string().max(40) }))
    .output(Retired),
  health: procedure
    .route({
      method: 'GET',
      path: `${base}/health`,
      summary: 'How calls to each connected network go, and what the networks announced',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(Health),
  watch: procedure
    .route({ method: 'POST', path: `${base}/watch`, summary: 'Look at every series now instead of tonight', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand)
    .output(z.object({ found: z.int().nonnegative(), series: z.int().nonnegative() })),
}
