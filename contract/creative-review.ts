/** The API of clients who review by a link: making one, and what its holder may do without an account. */
import { z } from 'zod'
import { ReviewAnswer } from './creative-work.ts'
import { InBrand, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'
import { MadeShare, ShareOptions } from './shares.ts'

const tags = ['creative']
const base = '/workspaces/{workspaceId}/brands/{brandId}/creative'
const OneDeliverable = InBrand.extend({ deliverableId: z.uuid() })
const Opening = z.object({ token: z.string().min(20).max(100), pin: z.string().max(20).optional() })
const ReaderName = z.string().trim().min(1).max(80)
const Place = { x: z.number().min(0).max(1).nullable().default(null), y: z.number().min(0).max(1).nullable().default(null) }

export const creativeReviewContract = {
  make: procedure
    .route({
      method: 'POST',
      path: `${base}/deliverables/{deliverableId}/review-links`,
      summary: 'Make a link for a client, and mail it if wanted',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(
      OneDeliverable.extend({
        reader: ReaderName,
        mayDecide: z.boolean().default(true),
        mailTo: z.email().optional(),
        ...ShareOptions.shape,
      }),
    )
    .output(MadeShare.extend({ mailed: z.boolean(), mailProblem: Sentence.nullable() })),
  open: procedure
    .route({ method: 'POST', path: '/review/{token}', summary: 'See what a link was made for', tags })
    .meta({ can: 'anyone' })
    .input(Opening)
    .output(ReviewAnswer),
  comment: procedure
    .route({ method: 'POST', path: '/review/{token}/comments', summary: 'Comment through a link', tags })
    .meta({ can: 'anyone' })
    .input(Opening.extend({ versionId: z.uuid(), ...Place, body: z.string().trim().min(1).max(4000), name: ReaderName }))
    .output(ReviewAnswer),
  decide: procedure
    .route({ method: 'POST', path: '/review/{token}/decide', summary: 'Approve, or ask for changes, through a link', tags })
    .meta({ can: 'anyone' })
    .input(
      Opening.extend({
        contentHash: z.string().length(64),
        vote: z.enum(['approve', 'changes']),
        comment: z.string().trim().max(2000).default(''),
        name: ReaderName,
      }),
    )
    .output(ReviewAnswer),
}
