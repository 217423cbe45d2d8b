/** Takes a file in as it streams, and queues the first look at it. */
import { Readable } from 'node:stream'
import type { Hono } from 'hono'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { dropUpload, keepUpload, mostBytes, UploadProblem } from './files.ts'
import { previewJob } from './jobs.ts'
import { inTransaction, insertImport } from './store/imports.ts'

export interface Upload {
  workspaceId: string
  brandId: string
  fileName: string
  /** The date that the file carries on the person's machine, when known. */
  modifiedAt: Date | null
  createdBy: string
  stream: AsyncIterable<Uint8Array>
}

/** Keeps the file and queues the look at it; answers the import's id. Throws UploadProblem. */
export const receiveUpload = async (services: Services, upload: Upload): Promise<string> => {
  const id = newId()
  const kept = await keepUpload(services.config, id, upload.stream)
  const { stream: _, ...file } = upload
  try {
    await inTransaction(services.database.db, async (trx) => {
      await insertImport(trx, { ...file, ...kept, id, now: services.now() })
      await services.jobs.enqueue(previewJob, { workspaceId: upload.workspaceId, importId: id }, { on: trx as never, singletonKey: id })
    })
  } catch (error) {
    await dropUpload(services.config, id)
    throw error
  }
  return id
}

/** A file name as it may be shown: its last part, without control characters, at most 200 characters. */
export const tidyFileName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim()
  return clean === '' ? 'upload.csv' : clean.slice(0, 200).toWellFormed()
}

const path = '/api/workspaces/:workspaceId/brands/:brandId/imports/upload'

const add = (app: Hono, services: Services, readContext: Parameters<PlainRoutes['add']>[2]): void => {
  app.post(path, async (c) => {
    const { workspaceId, brandId } = c.req.param()
    const acting = await decideAccess(readContext(c.req.raw.headers), 'import', workspaceId as string, brandId as string)
    const answer = (sentence: ReturnType<typeof say>, status: number) =>
      c.json({ defined: true, code: 'BAD_INPUT', status, ...refusal(sentence, 'file') }, status as 422)
    const announced = Number(c.req.header('content-length') ?? 0)
    if (announced > mostBytes) return answer(say('imports:refused.tooLarge', { megabytes: mostBytes / 1024 ** 2 }), 413)
    if (c.req.raw.body === null) return answer(say('imports:refused.empty'), 422)
    const modified = new Date(Number(c.req.query('modifiedAt')) || (c.req.query('modifiedAt') ?? Number.NaN))
    try {
      const importId = await receiveUpload(services, {
        workspaceId: workspaceId as string,
        brandId: brandId as string,
        fileName: tidyFileName(c.req.query('fileName') ?? ''),
        modifiedAt: Number.isNaN(modified.getTime()) ? null : modified,
        createdBy: acting.user.id,
        stream: Readable.fromWeb(c.req.raw.body as never),
      })
      return c.json({ importId }, 201)
    } catch (error) {
      if (error instanceof UploadProblem) return answer(error.sentence, error.status)
      throw error
    }
  })
}

/** POST …/imports/upload: the file is the body; `fileName` and `modifiedAt` (milliseconds or ISO) are in the query. */
export const uploadRoute: PlainRoutes = { routes: [{ method: 'POST', path, can: 'import' }], add }
