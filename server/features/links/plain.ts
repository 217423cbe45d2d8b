/** Routes of links that are no API: the redirect itself, and the page of links. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { PlainRoutes } from '../../http/plain.ts'
import { readSlugPage } from './link-page.ts'
import { noSuchLinkPage, type PublicAnswer } from './public-pages.ts'
import { redirectsOf } from './redirects.ts'

const toResponse = ({ status, headers, body }: PublicAnswer) => new Response(status === 302 ? null : body, { status, headers })

/** The same as the hot path in front of the app, for whoever serves the app without that. */
export const linksPlain: PlainRoutes = {
  routes: [
    { method: 'GET', path: '/l/:slug', can: 'anyone' },
    { method: 'GET', path: '/p/:slug', can: 'anyone' },
  ],
  add: (app, services) => {
    app.get('/l/:slug', async (c) => {
      const header = services.config.trustedIpHeader
      const address = (header === null ? undefined : c.req.header(header)?.split(',').at(-1)?.trim()) ?? getConnInfo(c).remote.address ?? ''
      return toResponse(await redirectsOf(services).answer(c.req.param('slug'), { method: c.req.method, headers: c.req.header(), address }))
    })
    app.get('/p/:slug', async (c) => toResponse((await readSlugPage(services, c.req.param('slug'))) ?? noSuchLinkPage(404)))
  },
}
