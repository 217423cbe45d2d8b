/** POST …/audience/audits/file?name=…: a list as the body, in CSV or JSON, however long; it is drawn from while it streams. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { say } from '../../../contract/sentence.ts'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import { auditList } from './audit.ts'

const path = '/api/workspaces/:workspaceId/brands/:brandId/audience/audits/file'
const HalfWidth = z.coerce.number().min(0.02).max(0.3).catch(0.07)

export const auditFileRoute: PlainRoutes = {
  routes: [{ method: 'POST', path, can: 'import' }],
  add: (app, services, readContext) => {
    app.post(path, async (c) => {
      const { workspaceId, brandId } = c.req.param() as { workspaceId: string; brandId: string }
      await decideAccess(readContext(c.req.raw.headers), 'import', workspaceId, brandId)
      if (c.req.raw.body === null) return c.json({ code: 'BAD_INPUT', ...refusal(say('audience:list.empty'), 'file') }, 422)
      const name =
        (c.req.query('name') ?? '')
          .replaceAll(/[\p{Cc}/\\]/gu, '')
          .trim()
          .slice(0, 120) || 'list'
      const source = Readable.fromWeb(c.req.raw.body as never) as AsyncIterable<Uint8Array>
      const done = await auditList(
        services,
        { workspaceId, brandId },
        { name, halfWidth: HalfWidth.parse(c.req.query('halfWidth')), source },
      )
      if (done.kind === 'audited') return c.json(done.audit, 201)
      return c.json({ code: 'BAD_INPUT', ...refusal(done.kind === 'refused' ? done.reason : say('audience:run.broke'), 'file') }, 422)
    })
  },
}
