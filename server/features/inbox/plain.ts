/** What happens in the inbox, live: server-sent events that go on where a broken line stopped. */
import { streamSSE } from 'hono/streaming'
import { decideAccess } from '../../http/implement.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { lastEvent, listEvents } from './store/conversations.ts'

const path = '/api/workspaces/:workspaceId/brands/:brandId/inbox/live'
/** The table is the queue, so any number of processes may answer; each watcher looks this often. */
const lookMs = 1000
/** After this the line is closed and the browser comes back by itself: somebody who lost their role does not watch on. */
const longestMs = 5 * 60_000

const add: PlainRoutes['add'] = (app, services, readContext) => {
  app.get(path, async (c) => {
    const { workspaceId, brandId } = c.req.param()
    await decideAccess(readContext(c.req.raw.headers), 'read', workspaceId, brandId)
    const scope = { workspaceId, brandId }
    const db = services.database.db
    const asked = c.req.header('last-event-id')
    let after = asked !== undefined && /^\d{1,18}$/.test(asked) ? asked : await lastEvent(db, scope)
    // Whoever does not ask for a stream gets what there is and asks again.
    if (c.req.header('accept')?.includes('text/event-stream') !== true) return c.json(await listEvents(db, scope, after))
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const until = performance.now() + longestMs
      await stream.writeSSE({ event: 'ready', id: after, data: '{}' })
      while (!stream.aborted && !stream.closed && performance.now() < until) {
        for (const { number, conversationId, kind } of await listEvents(db, scope, after)) {
          await stream.writeSSE({ id: number, event: 'inbox', data: JSON.stringify({ conversationId, kind }) })
          after = number
        }
        await stream.sleep(lookMs)
      }
    })
  })
}

/** GET …/inbox/live; `Last-Event-ID` names the last event that was seen. */
export const inboxPlain: PlainRoutes = { routes: [{ method: 'GET', path, can: 'read' }], add }
