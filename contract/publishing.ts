/** Publications: one post to one account, once; their states, attempts, proof, and what a person may decide about them. */
import { z } from 'zod'
import { ApprovalRequest } from './approvals.ts'
import { PostContent } from './content.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const publicationStates = [
  'draft',
  'approved',
  'scheduled',
  'claimed',
  'sending',
  'published',
  'failed',
  'unknown',
  'missed',
  'canceled',
] as const
export const PublicationState = z.enum(publicationStates)
export type PublicationState = z.infer<typeof PublicationState>

export const Publication = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  accountHandle: z.string(),
  /** The first words of what it says. */
  excerpt: z.string(),
  state: PublicationState,
  /** Why it stands as it stands, where that needs a word. */
  reason: Sentence.nullable(),
  /** SHA-256 of the version as it reads now, and of the version that was approved. */
  contentHash: z.string(),
  approvedHash: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  /** The moment in UTC, and the wall time in the brand's zone that it stands for. */
  scheduledAt: z.iso.datetime().nullable(),
  localTime: z.string().nullable(),
  timeZone: z.string(),
  /** After this moment it would be late, and is `missed` instead. */
  windowEndsAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  networkPostId: z.string().nullable(),
  permalink: z.string().nullable(),
  updatedAt: z.iso.datetime(),
})
export type Publication = z.infer<typeof Publication>

export const Attempt = z.object({
  id: z.uuid(),
  number: z.int().positive(),
  worker: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** The idempotency token handed to the network. */
  token: z.string(),
  payloadHash: z.string(),
  payload: z.unknown(),
  /** What the network said: done, accepted, refused, wait, reconnect, unknown; null while it has not said anything. */
  outcome: z.string().nullable(),
  reason: Sentence.nullable(),
  answer: z.unknown(),
})
export type Attempt = z.infer<typeof Attempt>

export const PublicationEvent = z.object({
  at: z.iso.datetime(),
  from: PublicationState.nullable(),
  to: PublicationState,
  /** A person's name, or the worker. */
  by: z.string(),
  reason: Sentence.nullable(),
})
export type PublicationEvent = z.infer<typeof PublicationEvent>

export const Proof = z.object({
  publication: Publication,
  /** What was or would be sent. */
  content: PostContent,
  attempts: z.array(Attempt),
  events: z.array(PublicationEvent),
  /** Whether Athar can look on the network itself, or only a person can. */
  canReadBack: z.boolean(),
  /** The newest question whether it may go out; null when nobody asked yet. */
  approval: ApprovalRequest.nullable(),
})
export type Proof = z.infer<typeof Proof>

/** A wall time in the brand's zone: "2026-03-29T02:30". */
export const WallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'A date and a time, such as 2026-03-29T09:00.')
/** How a wall time was turned into a moment: `gap` did not exist and was moved, `overlap` exists twice and one was chosen. */
export const TimeResolution = z.object({
  kind: z.enum(['exact', 'gap', 'overlap']),
  scheduledAt: z.iso.datetime(),
  localTime: WallTime,
  note: Sentence.nullable(),
})
export type TimeResolution = z.infer<typeof TimeResolution>

const tags = ['publishing']
const base = '/workspaces/{workspaceId}/brands/{brandId}/publications'
const One = InBrand.extend({ publicationId: z.uuid() })
/** The hash of the version that the person saw: what has changed since is not approved unseen. */
const Seen = z.object({ contentHash: z.string().length(64) })

export const publishingContract = {
  list: procedure
    .route({ method: 'GET', path: base, summary: 'Publications, newest first', tags })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        state: PublicationState.optional(),
        accountId: z.uuid().optional(),
        postId: z.uuid().optional(),
        cursor: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ publications: z.array(Publication), nextCursor: z.uuid().nullable() })),
  get: procedure
    .route({ method: 'GET', path: `${base}/{publicationId}`, summary: 'One publication with its proof and every attempt', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(Proof),
  approve: procedure
    .route({
      method: 'POST',
      path: `${base}/{publicationId}/approve`,
      summary: 'Approve exactly the version seen; with several steps it stays a draft until the last one',
      tags,
    })
    .meta({ can: 'approve' })
    .input(One.extend(Seen.shape))
    .output(Publication),
  askApproval: procedure
    .route({ method: 'POST', path: `${base}/{publicationId}/ask-approval`, summary: 'Ask for approval of exactly the version seen', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend(Seen.shape))
    .output(Publication),
  askChanges: procedure
    .route({
      method: 'POST',
      path: `${base}/{publicationId}/ask-changes`,
      summary: 'Send the version seen back, with what should change',
      tags,
    })
    .meta({ can: 'approve' })
    .input(One.extend(Seen.shape).extend({ comment: z.string().trim().min(1).max(2000) }))
    .output(Publication),
  unapprove: procedure
    .route({
      method: 'POST',
      path: `${base}/{publicationId}/unapprove`,
      summary: 'Take an approval back; a scheduled publication becomes a draft',
      tags,
    })
    .meta({ can: 'approve' })
    .input(One)
    .output(Publication),
  resolveTime: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/time',
      summary: 'What a wall time means in the brand’s zone',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ localTime: WallTime, choose: z.enum(['earlier', 'later']).optional() }))
    .output(TimeResolution),
  schedule: procedure
    .route({ method: 'POST', path: `${base}/{publicationId}/schedule`, summary: 'Schedule (or move) an approved publication', tags })
    .meta({ can: 'publish' })
    .input(One.extend({ localTime: WallTime, choose: z.enum(['earlier', 'later']).optional() }))
    .output(z.object({ publication: Publication, time: TimeResolution })),
  publishNow: procedure
    .route({ method: 'POST', path: `${base}/{publicationId}/publish`, summary: 'Publish the approved version now', tags })
    .meta({ can: 'publish' })
    .input(One.extend(Seen.shape))
    .output(Publication),
  cancel: procedure
    .route({ method: 'POST', path: `${base}/{publicationId}/cancel`, summary: 'Cancel, unless it is being sent', tags })
    .meta({ can: 'publish' })
    .input(One)
    .output(Publication),
  resolve: procedure
    .route({
      method: 'POST',
      path: `${base}/{publicationId}/resolve`,
      summary: 'Say, as a person who looked, how an unknown publication ended',
      tags,
    })
    .meta({ can: 'publish' })
    .input(
      One.extend({
        decision: z.enum(['it-is-there', 'it-is-not-there', 'give-up']),
        permalink: z
          .url({ protocol: /^https?$/ })
          .max(2048)
          .optional(),
      }),
    )
    .output(Publication),
  lookAgain: procedure
    .route({ method: 'POST', path: `${base}/{publicationId}/look`, summary: 'Look on the network again for an unknown publication', tags })
    .meta({ can: 'publish' })
    .input(One)
    .output(Publication),
}
