/** The API of weekly reviews, and the same as a PDF and a mail. */
import { z } from 'zod'
import type { Report } from '../../../contract/report.ts'
import { reviewContract } from '../../../contract/review.ts'
import { say } from '../../../contract/sentence.ts'
import { renderMail } from '../../documents/mail.ts'
import { renderPdf } from '../../documents/pdf.ts'
import { appAddress } from '../../http/address.ts'
import { access, decideAccess, implement, type RequestContext } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { MailProblem } from '../../mail/mail.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { makeShare } from '../shares/index.ts'
import { findBrand } from '../team/index.ts'
import { writeReport } from './report.ts'
import type { Scope } from './store.ts'
import { editReview, readReview, readReviews, writeReview } from './write.ts'

const api = implement(reviewContract).$context<RequestContext>().use(access)

type One = Scope & { reviewId: string }
interface Missing {
  NOT_FOUND: () => Error
}

const find = async (services: Services, errors: Missing, one: One) => {
  const review = await readReview(services, one)
  if (review === null) throw errors.NOT_FOUND()
  return review
}

const reportOf = async (services: Services, one: One): Promise<Report | null> => {
  const [review, brand] = await Promise.all([readReview(services, one), findBrand(services.database.db, one.workspaceId, one.brandId)])
  return review === null ? null : writeReport(review, { brand: brand?.name ?? '', now: services.now() })
}

const findReport = async (services: Services, errors: Missing, one: One): Promise<Report> => {
  const report = await reportOf(services, one)
  if (report === null) throw errors.NOT_FOUND()
  return report
}

export const reviewRoutes = api.router({
  list: api.list.handler(async ({ context, input, errors }) => {
    const found = await readReviews(context.services, input)
    if (found === null) throw errors.NOT_FOUND()
    return found
  }),
  read: api.read.handler(({ context, input, errors }) => find(context.services, errors, input)),
  write: api.write.handler(async ({ context, input, errors }) => {
    const reviewId = await writeReview(context.services, input)
    if (reviewId === null) throw errors.NOT_FOUND()
    return find(context.services, errors, { workspaceId: input.workspaceId, brandId: input.brandId, reviewId })
  }),
  edit: api.edit.handler(async ({ context, input, errors }) => {
    const outcome = await editReview(context.services, input, input, context.user.name)
    if (outcome === 'missing') throw errors.NOT_FOUND()
    if (outcome === 'newer') throw errors.CONFLICT(refusal(say('review:problem.newer')))
    return find(context.services, errors, input)
  }),
  report: api.report.handler(({ context, input, errors }) => findReport(context.services, errors, input)),
  share: api.share.handler(async ({ context, input, errors }) => {
    const report = await findReport(context.services, errors, input)
    const by = { workspaceId: input.workspaceId, brandId: input.brandId, userId: context.user.id }
    return makeShare(context.services, by, { kind: 'review', subjectId: input.reviewId, report, options: input.options })
  }),
  mail: api.mail.handler(async ({ context, input, errors }) => {
    const { services } = context
    const report = await findReport(services, errors, input)
    if (!services.mail.ready) throw errors.BAD_INPUT(refusal(say('report:mail.notSet'), 'to'))
    const link = `${appAddress(services.config)}/b/${input.brandId}/strategy/reviews/${input.reviewId}`
    const letter = renderMail(report, input.language, link)
    const content = await renderPdf(report, input.language)
    try {
      for (const to of input.to)
        await services.mail.send({ to, ...letter, attachments: [{ filename: 'review.pdf', content, contentType: 'application/pdf' }] })
    } catch (error) {
      if (error instanceof MailProblem) throw errors.BAD_INPUT(refusal(error.sentence, 'to'))
      throw error
    }
    return { sent: input.to.length }
  }),
})

const pdfPath = '/api/workspaces/:workspaceId/brands/:brandId/reviews/:reviewId/review.pdf'

/** The review as a PDF, in the reader's language. */
export const reviewPdf: PlainRoutes = {
  routes: [{ method: 'GET', path: pdfPath, can: 'read' }],
  add: (app, services, readContext) => {
    app.get(pdfPath, async (c) => {
      const { workspaceId, brandId, reviewId } = c.req.param()
      const { user } = await decideAccess(readContext(c.req.raw.headers), 'read', workspaceId, brandId)
      const report = z.uuid().safeParse(reviewId).success ? await reportOf(services, { workspaceId, brandId, reviewId }) : null
      if (report === null) return c.json({ code: 'NOT_FOUND', message: 'There is no such review.' }, 404)
      return c.body((await renderPdf(report, user.language)) as Uint8Array<ArrayBuffer>, 200, {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="review.pdf"',
        'cache-control': 'no-store',
      })
    })
  },
}
