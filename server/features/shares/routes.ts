/** The API of links to documents, and the same documents as PDF. */
import { sharesContract } from '../../../contract/shares.ts'
import { renderPdf } from '../../documents/pdf.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { openShare } from './make.ts'
import { listShares, revokeShare } from './store.ts'

const api = implement(sharesContract).$context<RequestContext>().use(access)

export const sharesRoutes = api.router({
  list: api.list.handler(({ context, input }) => listShares(context.services.database.db, input)),
  revoke: api.revoke.handler(async ({ context, input, errors }) => {
    const share = await revokeShare(context.services.database.db, input, context.services.now())
    if (share === null) throw errors.NOT_FOUND()
    return share
  }),
  open: api.open.handler(({ context, input }) => openShare(context.services, input.token, input.pin)),
})

const pdfPath = '/api/shared/:token/report.pdf'

/** The document of a link as PDF; the PIN, where there is one, comes in the header x-pin, so that no address holds it. */
export const sharedPdf: PlainRoutes = {
  routes: [{ method: 'GET', path: pdfPath, can: 'anyone' }],
  add: (app, services) => {
    app.get(pdfPath, async (c) => {
      const opened = await openShare(services, c.req.param('token'), c.req.header('x-pin'))
      if (opened.kind === 'gone') return c.json({ code: 'NOT_FOUND', message: 'This link has ended, was taken back, or never was.' }, 404)
      if (opened.kind === 'needs-pin') return c.json({ code: 'UNAUTHORIZED', message: 'Send the PIN in the header x-pin.' }, 401)
      return c.body((await renderPdf(opened.report, opened.language)) as Uint8Array<ArrayBuffer>, 200, {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="report.pdf"',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
      })
    })
  },
}
