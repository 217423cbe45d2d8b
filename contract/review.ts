/** The weekly review: written by itself from what the rooms found, edited by people, decided in, and shared. */
import { z } from 'zod'
import { Decision } from './decisions.ts'
import { Supported, Words } from './evidence.ts'
import { InBrand, procedure } from './procedure.ts'
import { Report, Unit } from './report.ts'
import { MadeShare, ShareOptions } from './shares.ts'
import { Place } from './today.ts'

export const reviewSections = ['changed', 'learned', 'due', 'next'] as const
export const ReviewSection = z.enum(reviewSections)
export type ReviewSection = z.infer<typeof ReviewSection>

export const ReviewItem = z.object({
  id: z.string().min(1).max(200),
  section: ReviewSection,
  words: Words,
  place: Place.nullable(),
  estimate: Supported.nullable(),
  unit: Unit,
  /** What a person wrote in its stead; null as it was found. */
  own: z.string().nullable(),
  /** Left out of the document, and kept. */
  hidden: z.boolean(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const ReviewSummary = z.object({
  id: z.uuid(),
  /** The Monday and the Sunday, in the brand's zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  headline: Words,
  writtenAt: z.iso.datetime(),
  editedBy: z.string().nullable(),
  editedAt: z.iso.datetime().nullable(),
})
export type ReviewSummary = z.infer<typeof ReviewSummary>

export const Review = ReviewSummary.extend({
  items: z.array(ReviewItem),
  /** People's own words on the week. */
  note: z.string(),
  version: z.int().min(1),
  decisions: z.array(Decision),
})
export type Review = z.infer<typeof Review>

const Text = z.string().trim().max(2000)
const tags = ['review']
const base = '/workspaces/{workspaceId}/brands/{brandId}/reviews'
const One = InBrand.extend({ reviewId: z.uuid() })

export const reviewContract = {
  list: procedure
    .route({ method: 'GET', path: base, summary: 'Weekly reviews, newest first, and whether last week’s is written', tags })
    .meta({ can: 'read' })
    .input(InBrand)
    .output(
      z.object({
        reviews: z.array(ReviewSummary),
        lastWeek: z.object({ from: z.iso.date(), to: z.iso.date(), written: z.boolean() }),
      }),
    ),
  read: procedure
    .route({ method: 'GET', path: `${base}/{reviewId}`, summary: 'One weekly review', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(Review),
  write: procedure
    .route({
      method: 'POST',
      path: base,
      summary: 'Write the review of last week now; one that is there already is answered as it is',
      tags,
    })
    .meta({ can: 'write-posts' })
    .input(InBrand)
    .output(Review),
  edit: procedure
    .route({ method: 'PUT', path: `${base}/{reviewId}`, summary: 'Change words, leave something out, add lines', tags })
    .meta({ can: 'write-posts' })
    .input(
      One.extend({
        /** The version that was changed; somebody else's newer one is not overwritten. */
        version: z.int().min(1),
        headline: Text.nullable().default(null),
        note: z.string().trim().max(8000),
        items: z.array(z.object({ id: z.string().min(1).max(200), own: Text.nullable(), hidden: z.boolean() })).max(200),
        added: z
          .array(z.object({ section: ReviewSection, text: Text.min(1) }))
          .max(50)
          .default([]),
      }),
    )
    .output(Review),
  report: procedure
    .route({ method: 'GET', path: `${base}/{reviewId}/report`, summary: 'The review as a document', tags })
    .meta({ can: 'read' })
    .input(One)
    .output(Report),
  share: procedure
    .route({ method: 'POST', path: `${base}/{reviewId}/shares`, summary: 'Give the review out by a link that ends', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ options: ShareOptions }))
    .output(MadeShare),
  mail: procedure
    .route({ method: 'POST', path: `${base}/{reviewId}/mail`, summary: 'Send the review by mail, with the PDF', tags })
    .meta({ can: 'write-posts' })
    .input(One.extend({ to: z.array(z.email().max(254)).min(1).max(20), language: z.enum(['en', 'ar']) }))
    .output(z.object({ sent: z.int().nonnegative() })),
}
