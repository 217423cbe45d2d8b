/** The API of creative work: capacity, briefs, deliverables, rights, costs, and clients who review by a link. */
import { z } from 'zod'
import { Capacity, costGroupings, CreativeResults, CreativeSettings, Person, PersonInput } from './creative-people.ts'
import {
  Brief,
  BriefInput,
  BriefSummary,
  CostInput,
  Deliverable,
  DeliverableInput,
  HoursInput,
  Right,
  RightInput,
} from './creative-work.ts'
import { creativeReviewContract } from './creative-review.ts'
import { InBrand, procedure } from './procedure.ts'

export * from './creative-people.ts'
export * from './creative-work.ts'

const tags = ['creative']
const base = '/workspaces/{workspaceId}/brands/{brandId}/creative'
const OneBrief = InBrand.extend({ briefId: z.uuid() })
const OneDeliverable = InBrand.extend({ deliverableId: z.uuid() })
const Place = { x: z.number().min(0).max(1).nullable().default(null), y: z.number().min(0).max(1).nullable().default(null) }

export const creativeContract = {
  capacity: procedure
    .route({ method: 'GET', path: `${base}/capacity`, summary: 'What the next weeks need against the hours that exist', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ weeks: z.coerce.number().int().min(1).max(26).default(6) }))
    .output(Capacity),
  results: procedure
    .route({ method: 'GET', path: `${base}/results`, summary: 'What work cost and what it earned', tags })
    .meta({ can: 'publish' })
    .input(InBrand.extend({ by: z.enum(costGroupings).default('format'), days: z.coerce.number().int().min(7).max(1095).default(180) }))
    .output(CreativeResults),
  settings: {
    read: procedure
      .route({ method: 'GET', path: `${base}/settings`, summary: 'Currencies, and what pieces are expected to take', tags })
      .meta({ can: 'read' })
      .input(InBrand)
      .output(CreativeSettings),
    set: procedure
      .route({ method: 'PUT', path: `${base}/settings`, summary: 'Set currencies and expected hours', tags })
      .meta({ can: 'publish' })
      .input(InBrand.extend(CreativeSettings.shape))
      .output(CreativeSettings),
  },
  people: {
    list: procedure
      .route({ method: 'GET', path: `${base}/people`, summary: 'People in house and outside', tags })
      .meta({ can: 'read' })
      .input(InBrand)
      .output(z.array(Person)),
    add: procedure
      .route({ method: 'POST', path: `${base}/people`, summary: 'Add a person', tags })
      .meta({ can: 'publish' })
      .input(InBrand.extend(PersonInput.shape))
      .output(Person),
    change: procedure
      .route({ method: 'PUT', path: `${base}/people/{personId}`, summary: 'Change a person', tags })
      .meta({ can: 'publish' })
      .input(
        InBrand.extend({ personId: z.uuid() })
          .extend(PersonInput.shape)
          .extend({ removed: z.boolean().default(false) }),
      )
      .output(Person),
  },
  briefs: {
    list: procedure
      .route({ method: 'GET', path: `${base}/briefs`, summary: 'Briefs, newest first', tags })
      .meta({ can: 'read' })
      .input(
        InBrand.extend({
          state: z.enum(['open', 'done', 'dropped']).optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
      )
      .output(z.object({ briefs: z.array(BriefSummary), nextCursor: z.uuid().nullable() })),
    get: procedure
      .route({ method: 'GET', path: `${base}/briefs/{briefId}`, summary: 'One brief with its deliverables, money and hours', tags })
      .meta({ can: 'read' })
      .input(OneBrief)
      .output(Brief),
    fromPost: procedure
      .route({
        method: 'GET',
        path: `${base}/brief-of-post/{postId}`,
        summary: 'A brief as a post suggests it: its message, and a deliverable for each account',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(InBrand.extend({ postId: z.uuid() }))
      .output(z.object({ brief: BriefInput, deliverables: z.array(DeliverableInput) })),
    create: procedure
      .route({ method: 'POST', path: `${base}/briefs`, summary: 'Write a brief', tags })
      .meta({ can: 'write-posts' })
      .input(InBrand.extend(BriefInput.shape).extend({ deliverables: z.array(DeliverableInput).max(40).default([]) }))
      .output(Brief),
    change: procedure
      .route({ method: 'PUT', path: `${base}/briefs/{briefId}`, summary: 'Change a brief', tags })
      .meta({ can: 'write-posts' })
      .input(OneBrief.extend(BriefInput.shape).extend({ state: z.enum(['open', 'done', 'dropped']) }))
      .output(Brief),
  },
  costs: {
    add: procedure
      .route({ method: 'POST', path: `${base}/briefs/{briefId}/costs`, summary: 'Write a quote or a payment stage down', tags })
      .meta({ can: 'publish' })
      .input(OneBrief.extend(CostInput.shape))
      .output(Brief),
    change: procedure
      .route({ method: 'PUT', path: `${base}/briefs/{briefId}/costs/{costId}`, summary: 'Change a quote or a payment stage', tags })
      .meta({ can: 'publish' })
      .input(OneBrief.extend({ costId: z.uuid() }).extend(CostInput.shape))
      .output(Brief),
  },
  hours: {
    log: procedure
      .route({ method: 'POST', path: `${base}/briefs/{briefId}/hours`, summary: 'Log hours of work', tags })
      .meta({ can: 'write-posts' })
      .input(OneBrief.extend(HoursInput.shape))
      .output(Brief),
    remove: procedure
      .route({
        method: 'DELETE',
        path: `${base}/briefs/{briefId}/hours/{hoursId}`,
        summary: 'Take hours back that were logged by mistake',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(OneBrief.extend({ hoursId: z.uuid() }))
      .output(Brief),
  },
  deliverables: {
    add: procedure
      .route({
        method: 'POST',
        path: `${base}/briefs/{briefId}/deliverables`,
        summary: 'Add a deliverable; its limits come from its channel',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(OneBrief.extend(DeliverableInput.shape))
      .output(Deliverable),
    get: procedure
      .route({
        method: 'GET',
        path: `${base}/deliverables/{deliverableId}`,
        summary: 'One deliverable: versions, comments, rights, approval',
        tags,
      })
      .meta({ can: 'read' })
      .input(OneDeliverable)
      .output(Deliverable),
    change: procedure
      .route({ method: 'PUT', path: `${base}/deliverables/{deliverableId}`, summary: 'Change a deliverable', tags })
      .meta({ can: 'write-posts' })
      .input(OneDeliverable.extend(DeliverableInput.shape))
      .output(Deliverable),
    addVersion: procedure
      .route({
        method: 'POST',
        path: `${base}/deliverables/{deliverableId}/versions`,
        summary: 'Hand in a version; an open question is asked again about it',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(
        OneDeliverable.extend({
          mediaId: z.uuid().nullable().default(null),
          text: z.string().max(100_000).default(''),
          url: z
            .url({ protocol: /^https?$/ })
            .max(2048)
            .nullable()
            .default(null),
          alt: z.string().trim().max(2000).default(''),
          note: z.string().trim().max(2000).default(''),
        }),
      )
      .output(Deliverable),
    comment: procedure
      .route({
        method: 'POST',
        path: `${base}/deliverables/{deliverableId}/comments`,
        summary: 'Comment, at a place on the picture or on the whole',
        tags,
      })
      .meta({ can: 'read' })
      .input(
        OneDeliverable.extend({
          versionId: z.uuid(),
          ...Place,
          body: z.string().trim().min(1).max(4000),
          internal: z.boolean().default(false),
        }),
      )
      .output(Deliverable),
    resolve: procedure
      .route({
        method: 'PUT',
        path: `${base}/deliverables/{deliverableId}/comments/{commentId}`,
        summary: 'Settle a comment, or open it again',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(OneDeliverable.extend({ commentId: z.uuid(), resolved: z.boolean() }))
      .output(Deliverable),
    askApproval: procedure
      .route({
        method: 'POST',
        path: `${base}/deliverables/{deliverableId}/ask-approval`,
        summary: 'Ask for approval of exactly the version seen',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(OneDeliverable.extend({ contentHash: z.string().length(64) }))
      .output(Deliverable),
    decide: procedure
      .route({
        method: 'POST',
        path: `${base}/deliverables/{deliverableId}/decide`,
        summary: 'Approve the version seen, or ask for changes',
        tags,
      })
      .meta({ can: 'approve' })
      .input(
        OneDeliverable.extend({
          contentHash: z.string().length(64),
          vote: z.enum(['approve', 'changes']),
          comment: z.string().trim().max(2000).default(''),
        }),
      )
      .output(Deliverable),
    toDraft: procedure
      .route({
        method: 'POST',
        path: `${base}/deliverables/{deliverableId}/to-draft`,
        summary: 'Make a draft on the calendar with the newest version',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(OneDeliverable)
      .output(z.object({ postId: z.uuid() })),
  },
  rights: {
    list: procedure
      .route({ method: 'GET', path: `${base}/rights`, summary: 'The rights that were written down, those that end first on top', tags })
      .meta({ can: 'read' })
      .input(InBrand)
      .output(z.array(Right)),
    set: procedure
      .route({
        method: 'PUT',
        path: `${base}/rights/{mediaId}`,
        summary: 'Write down whose a file is, until when, and who consented',
        tags,
      })
      .meta({ can: 'write-posts' })
      .input(InBrand.extend({ mediaId: z.uuid() }).extend(RightInput.shape))
      .output(Right),
  },
  review: creativeReviewContract,
}
