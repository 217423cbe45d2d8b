/** Keeps other websites out: checks the Host against DNS rebinding and the origin of every request that changes something. */
import type { MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase()

/** True when a request may name this host: on loopback only loopback names, behind PUBLIC_URL also its host, else any. */
export const isKnownHost = (host: string, config: Pick<Config, 'host' | 'publicUrl'>): boolean => {
  if (config.publicUrl !== null && host.toLowerCase() === new URL(config.publicUrl).host) return true
  const onLoopback = loopback.has(config.host) || config.host === '::1'
  return !onLoopback || loopback.has(nameOf(host))
}

/** Answers 421 to a host that is not ours and 403 to a change that another site's page asked for. */
export const guard =
  (config: Pick<Config, 'host' | 'publicUrl'>): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header('host') ?? ''
    if (!isKnownHost(host, config))
      return c.json({ message: `Athar does not answer to the host “${host}”. Set PUBLIC_URL to the address people use.` }, 421)
    if (!harmless.has(c.req.method)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const foreign = origin !== undefined ? !URL.canParse(origin) || !sameHost(new URL(origin), host, config) : site === 'cross-site'
      if (foreign) return c.json({ message: 'This request came from another website and was not carried out.' }, 403)
    }
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('x-frame-options', 'DENY')
    c.header('cross-origin-opener-policy', 'same-origin')
    if (!c.res.headers.has('content-security-policy')) {
      c.header(
        'content-security-policy',
        "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
      )
    }
  }

const sameHost = (origin: URL, host: string, config: Pick<Config, 'publicUrl'>) =>
  origin.host === host.toLowerCase() || (config.publicUrl !== null && origin.origin === new URL(config.publicUrl).origin)
