/** What goes out as files: the dossier as a PDF, and trial work as it was handed in. */
import { z } from 'zod'
import { say } from '../../../contract/sentence.ts'
import { renderPdf } from '../../documents/pdf.ts'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import { findBrand } from '../team/index.ts'
import { writeDossier } from './dossier.ts'
import { coverFile } from './identity.ts'
import { readWhole } from './read.ts'
import { findWorkFile } from './store/works.ts'

const pdfPath = '/api/workspaces/:workspaceId/brands/:brandId/candidates/:candidateId/dossier.pdf'
/** The dossier as a PDF, in the reader's language. */
export const dossierPdf: PlainRoutes = {
  routes: [{ method: 'GET', path: pdfPath, can: 'write-posts' }],
  add: (app, services, readContext) => {
    app.get(pdfPath, async (c) => {
      const { workspaceId, brandId, candidateId } = c.req.param()
      const { user } = await decideAccess(readContext(c.req.raw.headers), 'write-posts', workspaceId, brandId)
      if (!z.uuid().safeParse(candidateId).success) return c.json({ code: 'NOT_FOUND', message: 'There is no such candidate.' }, 404)
      const whole = await readWhole(services, { workspaceId, brandId, candidateId }, user.id)
      if (whole === null) return c.json({ code: 'NOT_FOUND', message: 'There is no such candidate.' }, 404)
      if (whole.candidate.hideIdentity && !whole.scored)
        return c.json({ code: 'BAD_INPUT', ...refusal(say('vetting:problem.hidden')) }, 422)
      const brand = await findBrand(services.database.db, workspaceId, brandId)
      const report = writeDossier(whole.candidate, { brand: brand?.name ?? '', now: services.now() })
      return c.body((await renderPdf(report, user.language)) as Uint8Array<ArrayBuffer>, 200, {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="dossier.pdf"',
        'cache-control': 'no-store',
      })
    })
  },
}

const workPath = '/api/workspaces/:workspaceId/brands/:brandId/candidates/:candidateId/works/:workId/file'
/** A file of trial work, always to be saved and never run: it comes from outside. */
export const workFile: PlainRoutes = {
  routes: [{ method: 'GET', path: workPath, can: 'write-posts' }],
  add: (app, services, readContext) => {
    app.get(workPath, async (c) => {
      const { workspaceId, brandId, candidateId, workId } = c.req.param()
      const { user } = await decideAccess(readContext(c.req.raw.headers), 'write-posts', workspaceId, brandId)
      const gone = () => c.json({ code: 'NOT_FOUND', message: 'There is no such file.' }, 404)
      if (!z.uuid().safeParse(candidateId).success || !z.uuid().safeParse(workId).success) return gone()
      const one = { workspaceId, brandId, candidateId }
      const whole = await readWhole(services, one, user.id)
      const file = whole === null ? null : await findWorkFile(services.database.db, one, workId)
      if (whole === null || file === null) return gone()
      const name = whole.candidate.hideIdentity && !whole.scored ? coverFile(file.name) : file.name
      return c.body(new Uint8Array(file.bytes), 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
    })
  },
}
