/** The HTTP app: guard, sign-in, the API under /api, plain routes of features, and the web app for everything else. */
import path from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { ORPCError } from '@orpc/server'
import { Hono } from 'hono'
import { guard } from './http/guard.ts'
import { openApiDocument } from './http/openapi.ts'
import { serveWeb } from './http/static.ts'
import { plainRoutes } from './plain.ts'
import { requestContext } from './request.ts'
import { router } from './router.ts'
import type { Services } from './services.ts'

/** What of better-auth is open over HTTP; joining and inviting go through our own contract, which checks roles. */
const openAuthPaths = /^\/api\/auth\/(sign-in\/(username|email)|sign-out|get-session|change-password|update-user)$/

/** Builds the app over the given services. Cost: about 20 ms; no I/O. */
export const createApp = (services: Services): Hono => {
  const app = new Hono()
  const handler = new OpenAPIHandler(router, {
    interceptors: [
      async (options) => {
        try {
          return await options.next()
        } catch (error) {
          // An expected refusal is an answer; anything else is a bug and is logged once, here.
          const isBug = !(error instanceof ORPCError) || error.status >= 500
          if (isBug && !options.request.signal?.aborted)
            services.log.error({ err: error, path: options.request.url.pathname }, 'request failed')
          throw error
        }
      },
    ],
  })

  const addPlain = (open: boolean) => {
    for (const { add, fromAnywhere } of plainRoutes)
      if ((fromAnywhere ?? false) === open) add(app, services, (headers) => requestContext(services, headers, new Headers()))
  }
  addPlain(true)
  app.use('*', guard(services.config))
  app.get('/api/health', async (c) => {
    await services.database.pool.query('select 1')
    return c.json({ ok: true, version: services.config.version })
  })
  app.all('/api/auth/*', async (c): Promise<Response> => {
    if (!openAuthPaths.test(c.req.path)) return c.json({ message: 'There is nothing here.' }, 404)
    const headers = new Headers(c.req.raw.headers)
    const trusted = services.config.trustedIpHeader
    const visitor = trusted === null ? getConnInfo(c).remote.address : c.req.header(trusted)?.split(',').at(-1)?.trim()
    headers.set('x-athar-visitor', visitor ?? '127.0.0.1')
    return services.auth.handler(new Request(c.req.raw, { headers }))
  })
  app.get('/api/openapi.json', async (c) => c.json((await openApiDocument(services.config)) as object))
  addPlain(false)
  app.all('/api/*', async (c) => {
    const answerHeaders = new Headers()
    const { matched, response } = await handler.handle(c.req.raw, {
      prefix: '/api',
      context: requestContext(services, c.req.raw.headers, answerHeaders),
    })
    if (!matched) return c.json({ code: 'NOT_FOUND', message: 'There is no such address in the API. See /api/openapi.json.' }, 404)
    const answer = new Response(response.body, response)
    for (const [name, value] of answerHeaders) answer.headers.append(name, value)
    answer.headers.set('cache-control', 'no-store')
    return answer
  })
  app.get('*', serveWeb(path.join(services.config.root, 'web', 'dist')))
  app.onError((error, c) => {
    if (error instanceof ORPCError) return c.json(error.toJSON(), error.status as 400)
    services.log.error({ err: error, path: c.req.path }, 'request failed')
    return c.json(
      { code: 'INTERNAL_SERVER_ERROR', message: 'Something broke here. It has been written to the log; trying again is safe.' },
      500,
    )
  })
  return app
}
