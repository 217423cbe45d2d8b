/** Posts and their versions per account, checked as the network would check them, and laid out in time. */
import { z } from 'zod'
import { PostContent } from './content.ts'
import { InBrand, procedure } from './procedure.ts'
import { Publication } from './publishing.ts'
import { Sentence } from './sentence.ts'

/** One version: `accountId` null is the base text that accounts without a version of their own get. */
export const Version = z.object({ accountId: z.uuid().nullable(), content: PostContent })
export type Version = z.infer<typeof Version>

/** A public rule that a remark rests on. */
export const RuleSource = z.object({ title: z.object({ en: z.string(), ar: z.string() }), url: z.url() })
export type RuleSource = z.infer<typeof RuleSource>

export const ContentProblem = z.object({
  severity: z.enum(['error', 'warning']),
  field: z.string(),
  reason: Sentence,
  count: z.number().optional(),
  max: z.number().optional(),
  sources: z.array(RuleSource).optional(),
})
export type ContentProblem = z.infer<typeof ContentProblem>
export const ContentMeter = z.object({ field: z.string(), unit: z.string(), used: z.number(), max: z.number() })
export type ContentMeter = z.infer<typeof ContentMeter>

/** What an account's network would say to a content, before it is asked. */
export const ContentCheck = z.object({
  accountId: z.uuid(),
  contentHash: z.string(),
  meters: z.array(ContentMeter),
  problems: z.array(ContentProblem),
})
export type ContentCheck = z.infer<typeof ContentCheck>

export const Post = z.object({
  id: z.uuid(),
  title: z.string(),
  versions: z.array(Version),
  publications: z.array(Publication),
  checks: z.array(ContentCheck),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Post = z.infer<typeof Post>

const tags = ['calendar']
const posts = '/workspaces/{workspaceId}/brands/{brandId}/posts'
const One = InBrand.extend({ postId: z.uuid() })
const PostInput = z.object({
  title: z.string().trim().max(200).default(''),
  versions: z.array(Version).min(1).max(40),
  /** The accounts it is meant for. */
  accountIds: z.array(z.uuid()).max(40),
})

export const calendarContract = {
  list: procedure
    .route({
      method: 'GET',
      path: '/workspaces/{workspaceId}/brands/{brandId}/calendar',
      summary: 'What is planned and published between two moments, and drafts without a time',
      tags,
    })
    .meta({ can: 'read' })
    .input(InBrand.extend({ from: z.iso.datetime(), to: z.iso.datetime() }))
    .output(
      z.object({
        entries: z.array(Publication),
        drafts: z.array(z.object({ postId: z.uuid(), title: z.string(), excerpt: z.string(), updatedAt: z.iso.datetime() })),
      }),
    ),
  get: procedure
    .route({ method: 'GET', path: `${posts}/{postId}`, summary: 'One post', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(Post),
  create: procedure
    .route({ method: 'POST', path: posts, summary: 'Write a post', tags })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend(PostInput.shape))
    .output(Post),
  update: procedure
    .route({ method: 'PUT', path: `${posts}/{postId}`, summary: 'Change a post; what it changes has to be approved again', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend(PostInput.shape))
    .output(Post),
  remove: procedure
    .route({ method: 'DELETE', path: `${posts}/{postId}`, summary: 'Remove a post that has not gone out; it can be restored', tags })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(z.object({ removed: z.literal(true) })),
  restore: procedure
    .route({ method: 'POST', path: `${posts}/{postId}/restore`, summary: 'Restore a removed post', tags })
    .meta({ can: 'write-posts' })
    .input(One)
    .output(Post),
  check: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/check',
      summary: 'What networks would say to a content, and likely duplicates',
      tags,
    })
    .meta({ can: 'read' })
    .input(
      InBrand.extend({
        contents: z
          .array(z.object({ accountId: z.uuid(), content: PostContent }))
          .min(1)
          .max(40),
        postId: z.uuid().optional(),
        /** When it is meant to go out, to warn about crowded hours. */
        at: z.iso.datetime().optional(),
      }),
    )
    .output(z.array(ContentCheck)),
}
