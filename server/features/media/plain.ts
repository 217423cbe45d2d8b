/** Uploading and showing media: they stream, so they stand beside the contract. */
import type { Context } from 'hono'
import { z } from 'zod'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import { addPicture } from './add.ts'
import { mostUploadBytes } from './ingest.ts'
import { findMedia, readMediaFile } from './store.ts'
import { say } from '../../../contract/sentence.ts'

const base = '/api/workspaces/:workspaceId/brands/:brandId/media'

/** Reads a body of bounded size; null when it is larger. */
const readBounded = async (body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > most) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const scopeOf = (c: Context) => ({ workspaceId: c.req.param('workspaceId') ?? '', brandId: c.req.param('brandId') ?? '' })

/** The name that the person's file had, for sentences only; it comes percent-encoded. */
const nameOf = (c: Context): string => {
  const given = c.req.header('x-file-name') ?? ''
  try {
    return decodeURIComponent(given).slice(0, 200) || 'file'
  } catch (error) {
    if (error instanceof URIError) return 'file'
    throw error
  }
}

const add: PlainRoutes['add'] = (app, services, readContext) => {
  app.post(base, async (c) => {
    const scope = scopeOf(c)
    const { user } = await decideAccess(readContext(c.req.raw.headers), 'write-posts', scope.workspaceId, scope.brandId)
    const fileName = nameOf(c)
    const bytes = await readBounded(c.req.raw.body, mostUploadBytes)
    const answer =
      bytes === null
        ? { kind: 'refused' as const, reason: say('media:problem.tooLarge', { file: fileName, most: mostUploadBytes / 1024 / 1024 }) }
        : await addPicture(services, scope, { bytes, name: fileName, by: user.name })
    if (answer.kind === 'refused')
      return c.json({ defined: true, code: 'BAD_INPUT', status: 422, ...refusal(answer.reason, fileName) }, 422)
    return c.json({ ...answer.media, alt: '' })
  })
  app.get(`${base}/:mediaId`, async (c) => {
    const scope = scopeOf(c)
    await decideAccess(readContext(c.req.raw.headers), 'read', scope.workspaceId, scope.brandId)
    const id = z.uuid().safeParse(c.req.param('mediaId'))
    const media = id.success ? await findMedia(services.database.db, scope, id.data) : null
    if (media === null) return c.json({ code: 'NOT_FOUND', message: 'There is nothing here, or it is in another workspace.' }, 404)
    const bytes = await readMediaFile(services.config.dataDir, scope.workspaceId, media.id)
    return c.body(bytes, 200, {
      'content-type': media.mime,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
    })
  })
}

/** POST a picture, GET it back. */
export const mediaPlain: PlainRoutes = {
  routes: [
    { method: 'POST', path: base, can: 'write-posts' },
    { method: 'GET', path: `${base}/:mediaId`, can: 'read' },
  ],
  add,
}
