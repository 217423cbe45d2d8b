/** What came back: published posts with what was counted on them, how that grew, and series of whole accounts. */
import { z } from 'zod'
import { Format } from './content.ts'
import { AccountMetric, MetricWindow, PostMetric } from './metrics.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

export const origins = ['publication', 'api', 'import'] as const
export const Origin = z.enum(origins)
export type Origin = z.infer<typeof Origin>

/** The newest known value. `days`: no total is known, and this is the sum over that many days. */
export const MetricValue = z.object({
  value: z.number(),
  observedAt: z.iso.datetime(),
  days: z.int().positive().nullable(),
})
export type MetricValue = z.infer<typeof MetricValue>

export const PublishedPost = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
  networkPostId: z.string(),
  permalink: z.string().nullable(),
  publishedAt: z.iso.datetime(),
  /** False: only the day is known. */
  timeKnown: z.boolean(),
  format: Format,
  text: z.string(),
  language: z.string().nullable(),
  publicationId: z.uuid().nullable(),
  origin: Origin,
  paid: z.boolean().nullable(),
  firstSeenAt: z.iso.datetime(),
  /** A metric that is not here is not known; it is not zero. */
  metrics: z.partialRecord(PostMetric, MetricValue),
})
export type PublishedPost = z.infer<typeof PublishedPost>

/** A value and how long it stood: first and last time it was seen. */
export const Reading = z.object({
  metric: PostMetric,
  window: MetricWindow,
  day: z.iso.date().nullable(),
  value: z.number(),
  observedAt: z.iso.datetime(),
  lastObservedAt: z.iso.datetime(),
  origin: Origin,
  importId: z.uuid().nullable(),
})
export type Reading = z.infer<typeof Reading>

export const AccountReading = z.object({ observedAt: z.iso.datetime(), value: z.number(), origin: Origin })
export type AccountReading = z.infer<typeof AccountReading>

/** How fresh what we know of an account is. */
export const Watch = z.object({
  accountId: z.uuid(),
  lastReadAt: z.iso.datetime().nullable(),
  nextReadAt: z.iso.datetime().nullable(),
  postsKnown: z.int().nonnegative(),
  /** All older posts have been read once. */
  backfillDone: z.boolean(),
  problem: Sentence.nullable(),
})
export type Watch = z.infer<typeof Watch>

export const postOrders = ['newest', 'oldest', 'reach', 'impressions', 'views', 'engagements', 'clicks'] as const
export const PostFilter = InBrand.extend({
  accountId: z.uuid().optional(),
  format: Format.optional(),
  origin: Origin.optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Words that the text contains. */
  search: z.string().trim().min(1).max(200).optional(),
  order: z.enum(postOrders).default('newest'),
})

const tags = ['results']
const posts = '/workspaces/{workspaceId}/brands/{brandId}/published-posts'
const OnePost = InBrand.extend({ postId: z.uuid() })
const OneAccount = InBrand.extend({ accountId: z.uuid() })

export const resultsContract = {
  listPosts: procedure
    .route({ method: 'GET', path: posts, summary: 'Published posts with their newest numbers', tags })
    .meta({ can: 'read' })
    .input(PostFilter.extend({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ posts: z.array(PublishedPost), nextCursor: z.string().nullable(), total: z.int().nonnegative() })),
  readPost: procedure
    .route({ method: 'GET', path: `${posts}/{postId}`, summary: 'One published post and the history of its numbers', tags })
    .meta({ can: 'read' })
    .input(OnePost)
    .output(z.object({ post: PublishedPost, history: z.array(Reading) })),
  accountSeries: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/accounts/{accountId}/series',
      summary: 'A series of a whole account',
      tags,
    })
    .meta({ can: 'read' })
    .input(OneAccount.extend({ metric: AccountMetric, from: z.iso.datetime().optional(), to: z.iso.datetime().optional() }))
    .output(z.array(AccountReading)),
  watches: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/watches',
      summary: 'How fresh the numbers of each account are',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(z.array(Watch)),
  readNow: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/accounts/{accountId}/read',
      summary: 'Look at an account now',
      tags,
    })
    .meta({ can: 'import' })
    .input(OneAccount)
    .output(z.object({ asked: z.boolean() })),
}
