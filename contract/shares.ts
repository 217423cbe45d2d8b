/** Links to a document for people without an account: expiring, revocable, with a PIN if wanted, and only to what they were made for. */
import { z } from 'zod'
import { InBrand, procedure } from './procedure.ts'
import { Report } from './report.ts'

/** Which room's document it is. */
export const shareKinds = ['review', 'benchmark', 'dossier', 'deliverable'] as const
export const ShareKind = z.enum(shareKinds)
export type ShareKind = z.infer<typeof ShareKind>

export const ShareOptions = z.object({
  days: z.int().min(1).max(365).default(30),
  /** Four to twelve digits that the reader must know as well. */
  pin: z
    .string()
    .regex(/^\d{4,12}$/)
    .optional(),
  language: z.enum(['en', 'ar']),
})
export type ShareOptions = z.infer<typeof ShareOptions>

export const Share = z.object({
  id: z.uuid(),
  kind: ShareKind,
  /** What it was made for, in its room. */
  subjectId: z.string(),
  language: z.enum(['en', 'ar']),
  hasPin: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  openedCount: z.int().nonnegative(),
  lastOpenedAt: z.iso.datetime().nullable(),
})
export type Share = z.infer<typeof Share>

/** The address is shown once; only its hash is kept. */
export const MadeShare = z.object({ share: Share, url: z.url() })
export type MadeShare = z.infer<typeof MadeShare>

const tags = ['shares']
export const sharesContract = {
  list: procedure
    .route({ method: 'GET', path: '/workspaces/{workspaceId}/brands/{brandId}/shares', summary: 'Links that were given out', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ kind: ShareKind.optional(), subjectId: z.string().max(100).optional() }))
    .output(z.array(Share)),
  revoke: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/brands/{brandId}/shares/{shareId}/revoke',
      summary: 'Take a link back',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(InBrand.extend({ shareId: z.uuid() }))
    .output(Share),
  open: procedure
    .route({ method: 'POST', path: '/shared/{token}', summary: 'Read what a link was made for', tags })
    .meta({ can: 'anyone' })
    .input(z.object({ token: z.string().min(20).max(100), pin: z.string().max(20).optional() }))
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('report'), report: Report, language: z.enum(['en', 'ar']), expiresAt: z.iso.datetime() }),
        z.object({ kind: z.literal('needs-pin'), wrong: z.boolean() }),
        z.object({ kind: z.literal('gone') }),
      ]),
    ),
}
