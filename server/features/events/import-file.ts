/** Takes a CSV of events in while it streams: however long, with bounded memory, its progress told, and all of it or nothing. */
import { Readable } from 'node:stream'
import type { EventImport } from '../../../contract/events.ts'
import { say } from '../../../contract/sentence.ts'
import { newId } from '../../database/ids.ts'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { listCampaigns } from '../links/index.ts'
import { FileProblem, readEventsCsv } from './read-csv.ts'
import { copyStaged, finishImport } from './store/copy.ts'
import { insertImport, listImports, noteImport } from './store/doors.ts'
import { dropStaged, type Scope } from './store/events.ts'

class Canceled extends Error {}

/** The rows are counted for the page this often; in between nothing is written. */
const tellEachMs = 500

/**
 * Reads a file to its end; answers the import as it stands then: done, failed (with file, row and column) or canceled. `begun` is told its id at once, for progress and
 * cancel. Cost: 23 µs a row; ten million take 226 s and the server no more than 493 MB (`npm run bench -- events`).
 */
export const importEvents = async (
  services: Services,
  scope: Scope,
  file: { name: string; stream: AsyncIterable<Uint8Array>; ofBytes: number | null; by: string },
  begun: (id: string) => void = () => {},
): Promise<EventImport> => {
  const { database, now } = services
  const id = newId()
  await insertImport(database.db, scope, { id, fileName: file.name, ofBytes: file.ofBytes, by: file.by, now: now() })
  begun(id)
  let bytes = 0
  let toldMs = 0
  let counted = { rows: 0, staged: 0 }
  const counting = async function* () {
    for await (const chunk of file.stream) {
      bytes += chunk.length
      yield chunk
    }
  }
  const tell = async (rows: number, staged: number) => {
    counted = { rows, staged }
    const ms = performance.now()
    if (ms - toldMs < tellEachMs) return
    toldMs = ms
    if (!(await noteImport(database.db, scope.workspaceId, id, { rows, bytes }))) throw new Canceled()
  }
  const campaigns = new Map((await listCampaigns(database.db, scope)).map((campaign) => [campaign.key, campaign.id]))
  const end = async (change: Parameters<typeof noteImport>[3]) => {
    await dropStaged(database.db, scope.workspaceId, id)
    await noteImport(database.db, scope.workspaceId, id, { ...change, endedAt: now() })
  }
  try {
    await copyStaged(
      database,
      readEventsCsv(counting(), { file: file.name, workspaceId: scope.workspaceId, importId: id, campaigns, now: now(), tell }),
    )
    if (await noteImport(database.db, scope.workspaceId, id, { state: 'saving', rows: counted.rows, bytes }))
      await finishImport(database, scope, id, counted.staged, now)
    else await dropStaged(database.db, scope.workspaceId, id)
  } catch (error) {
    if (error instanceof Canceled) await dropStaged(database.db, scope.workspaceId, id)
    else if (error instanceof FileProblem) await end({ state: 'failed', problem: error.sentence })
    else {
      await end({ state: 'failed', problem: say('events:file.stopped', { file: file.name, row: counted.rows }) })
      // Somebody who closes the page in the middle is no fault of ours.
      if ((error as { code?: string }).code !== 'ECONNRESET' && (error as Error).name !== 'AbortError') throw error
    }
  }
  return (await listImports(database.db, scope, id))[0] as EventImport
}

const path = '/api/workspaces/:workspaceId/brands/:brandId/event-imports'

/** POST …/event-imports?fileName=…: the file is the body; the answer comes at its end, its id in the header x-import with the first byte. */
export const eventImportRoute: PlainRoutes = {
  routes: [{ method: 'POST', path, can: 'import' }],
  add: (app, services, readContext) => {
    app.post(path, async (c) => {
      const { workspaceId, brandId } = c.req.param() as { workspaceId: string; brandId: string }
      const acting = await decideAccess(readContext(c.req.raw.headers), 'import', workspaceId, brandId)
      if (c.req.raw.body === null) return c.json({ code: 'BAD_INPUT', ...refusal(say('events:file.empty', { file: '–' }), 'file') }, 422)
      const name = (c.req.query('fileName') ?? 'events.csv').replaceAll(/[\p{Cc}/\\]/gu, '').slice(0, 200) || 'events.csv'
      const announced = Number(c.req.header('content-length'))
      const done = await importEvents(
        services,
        { workspaceId, brandId },
        {
          name,
          stream: Readable.fromWeb(c.req.raw.body as never),
          ofBytes: Number.isFinite(announced) && announced > 0 ? announced : null,
          by: acting.user.name,
        },
      )
      return done.problem === null ? c.json(done, 201) : c.json({ code: 'BAD_INPUT', ...refusal(done.problem, 'file'), import: done }, 422)
    })
  },
}
