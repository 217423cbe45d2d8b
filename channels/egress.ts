/** The one way out: a fetch that leads only to public addresses, within bounds of size and time, and says whether anything was sent. */
import dns from 'node:dns'
import net from 'node:net'
import type { Agent, Response as UndiciResponse } from 'undici'
import { isPublicAddress } from './public-address.ts'

/**
 * Why there is no answer. `refused-address` and `unreachable`: nothing was sent. `no-answer`, `too-slow` and `too-large`: the other side
 * may have received the request and acted on it.
 */
export type EgressProblem = 'refused-address' | 'unreachable' | 'no-answer' | 'too-large' | 'too-slow'

/** A request without a usable answer. Publishing relies on `mayHaveBeenSent`: only when it is false may one send again unseen. */
export class EgressError extends Error {
  readonly kind: EgressProblem
  readonly host: string
  constructor(kind: EgressProblem, host: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EgressError'
    this.kind = kind
    this.host = host
  }
  get mayHaveBeenSent(): boolean {
    return this.kind !== 'refused-address' && this.kind !== 'unreachable'
  }
}

export interface ResolvedAddress {
  address: string
  family: number
}
export interface EgressOptions {
  /** Hosts ("pds.lan") or hosts with a port ("127.0.0.1:2583") that the operator allows although they are private or without TLS. */
  allowPrivateHosts?: readonly string[]
  /** For one request with all its redirects (default 30 s). */
  timeoutMs?: number
  /** For connecting, including DNS and TLS (default 10 s, and never more than 80% of timeoutMs). */
  connectTimeoutMs?: number
  /** Of one answer, after decompression (default 32 MiB). */
  maxBytes?: number
  /** Looks a name up; a test puts its own here. */
  resolve?: (hostname: string) => Promise<ResolvedAddress[]>
}

export type EgressFetch = (url: string, init?: RequestInit) => Promise<Response>

const maxRedirects = 5
/** Headers that prove who one is: they never follow to another origin. */
const credentialHeaders = ['authorization', 'cookie', 'dpop', 'proxy-authorization', 'x-api-key']

/**
 * Makes the way out. A name is resolved once per connection, its public addresses alone are handed to the socket (so DNS cannot change
 * its mind in between), and every redirect is checked like a first request. Answers are read whole. A redirect that would carry a body
 * to another origin is not followed but answered as it came. Throws EgressError. Cost: connections are kept and used again.
 */
export const createEgress = (options: EgressOptions = {}): EgressFetch => {
  const timeoutMs = options.timeoutMs ?? 30_000
  const maxBytes = options.maxBytes ?? 32 * 1024 * 1024
  const allowed = new Set((options.allowPrivateHosts ?? []).map((host) => host.toLowerCase()))
  const isAllowed = (url: URL) => allowed.has(bareHost(url)) || allowed.has(`${url.hostname}:${portOf(url)}`)
  const agentOptions = {
    resolve: options.resolve ?? systemResolve,
    connectTimeoutMs: Math.min(options.connectTimeoutMs ?? 10_000, timeoutMs * 0.8),
  }
  let opened: Promise<WayOut> | undefined
  // Loaded with the first request: who calls nobody does not pay its 28 MB.
  const wayOut = () => (opened ??= openWayOut(agentOptions))

  const sendOnce = async (url: URL, init: HopInit, signal: AbortSignal): Promise<UndiciResponse> => {
    const isTrusted = isAllowed(url)
    checkUrl(url, isTrusted)
    const { fetch, guarded, trusted } = await wayOut()
    return await fetch(url, {
      ...init,
      headers: [...init.headers],
      signal,
      redirect: 'manual',
      dispatcher: isTrusted ? trusted : guarded,
    })
  }

  return async (address, init = {}) => {
    const first = new URL(address)
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = init.signal ? AbortSignal.any([deadline, init.signal]) : deadline
    let url = first
    let hop = await toHop(address, init)
    for (let redirects = 0; ; redirects++) {
      try {
        const response = await sendOnce(url, hop, signal)
        const next = redirectTarget(response, url)
        const carriesBodyAway = next !== null && next.origin !== url.origin && followedInit(response.status, hop).body !== undefined
        if (next === null || carriesBodyAway || init.redirect === 'manual') return await readWhole(response, url, maxBytes)
        await response.body?.cancel()
        if (redirects === maxRedirects) {
          throw new EgressError('no-answer', first.host, `${first.host} redirected more than ${maxRedirects} times.`)
        }
        hop = followedInit(response.status, hop)
        if (next.origin !== url.origin) hop = { ...hop, headers: withoutCredentials(hop.headers) }
        url = next
      } catch (error) {
        const problem = toEgressError(error, url, { deadline, timeoutMs })
        // What was sent to the first host may have been acted on, also when the host it pointed to cannot be reached.
        if (redirects > 0 && problem.kind === 'unreachable' && isAct(init.method)) {
          throw new EgressError('no-answer', url.host, problem.message, { cause: problem })
        }
        throw problem
      }
    }
  }
}

interface HopInit {
  method: string
  headers: Headers
  body?: Uint8Array<ArrayBuffer> | string
}

const isAct = (method = 'GET') => !['GET', 'HEAD'].includes(method.toUpperCase())

/** The request as bytes, so that it can be sent again to where a redirect points. */
const toHop = async (url: string, init: RequestInit): Promise<HopInit> => {
  const method = (init.method ?? 'GET').toUpperCase()
  const headers = new Headers(init.headers)
  if (!headers.has('user-agent')) headers.set('user-agent', 'Athar')
  const { body } = init
  if (body === null || body === undefined) return { method, headers }
  if (typeof body === 'string') {
    if (!headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
    return { method, headers, body }
  }
  if (body instanceof Uint8Array) return { method, headers, body: new Uint8Array(body) }
  const request = new Request(url, { method, body, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}) } as RequestInit)
  const type = request.headers.get('content-type')
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type)
  return { method, headers, body: new Uint8Array(await request.arrayBuffer()) }
}

const bareHost = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')
const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80')

const checkUrl = (url: URL, isTrusted: boolean) => {
  const refuse = (why: string) => new EgressError('refused-address', url.host, `${url.host} was not called: ${why}`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse(`only http and https addresses are, not ${url.protocol}`)
  if (url.username !== '' || url.password !== '') throw refuse('the address carries a user name or password.')
  if (isTrusted) return
  if (url.protocol === 'http:') throw refuse('it offers no encryption (http). An operator can allow this host with ALLOW_PRIVATE_HOSTS.')
  const host = bareHost(url)
  if (net.isIP(host) !== 0 && !isPublicAddress(host)) throw refusedAddress(url.host)
}

const refusedAddress = (host: string) =>
  new EgressError(
    'refused-address',
    host,
    `${host} was not called: it leads to a private address. An operator can allow this host with ALLOW_PRIVATE_HOSTS.`,
  )

const systemResolve = (hostname: string): Promise<ResolvedAddress[]> => dns.promises.lookup(hostname, { all: true, order: 'verbatim' })

interface WayOut {
  fetch: typeof import('undici').fetch
  guarded: Agent
  trusted: Agent
}
interface AgentOptions {
  resolve: (hostname: string) => Promise<ResolvedAddress[]>
  connectTimeoutMs: number
}
const openWayOut = async (options: AgentOptions): Promise<WayOut> => {
  const undici = await import('undici')
  return {
    fetch: undici.fetch,
    guarded: makeAgent(undici, { ...options, publicOnly: true }),
    trusted: makeAgent(undici, { ...options, publicOnly: false }),
  }
}

/** An agent whose sockets open only to checked addresses, and whose failures to open are told apart from all later ones. */
const makeAgent = ({ Agent, buildConnector }: typeof import('undici'), options: AgentOptions & { publicOnly: boolean }): Agent => {
  const lookup: net.LookupFunction = (hostname, { all }, done) => {
    options.resolve(hostname).then(
      (found) => {
        const usable = options.publicOnly ? found.filter(({ address }) => isPublicAddress(address)) : found
        const first = usable[0]
        if (first === undefined) done(refusedAddress(hostname), '')
        else if (all) done(null, usable)
        else done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    )
  }
  const connect = buildConnector({ lookup, timeout: options.connectTimeoutMs, allowH2: false })
  return new Agent({
    allowH2: false,
    connect: (target, done) =>
      connect(target, (error, socket) => {
        if (error === null) done(null, socket)
        else done(error instanceof EgressError ? error : notConnected(target.host ?? target.hostname, error), null)
      }),
  })
}

const notConnected = (host: string, cause: Error): EgressError => {
  const inner = cause instanceof AggregateError ? (cause.errors[0] as Error | undefined) : cause
  const refused = [inner, cause].find((error): error is EgressError => error instanceof EgressError)
  if (refused) return refused
  const code = (inner as NodeJS.ErrnoException | undefined)?.code ?? cause.message
  return new EgressError('unreachable', host, `${host} cannot be reached (${code}); nothing was sent.`, { cause })
}

const toEgressError = (error: unknown, url: URL, clock: { deadline: AbortSignal; timeoutMs: number }): EgressError => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof EgressError) return cause
  if (clock.deadline.aborted) {
    return new EgressError('too-slow', url.host, `${url.host} did not answer within ${clock.timeoutMs / 1000} seconds.`, { cause: error })
  }
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : (error as Error)
  const code = (inner as NodeJS.ErrnoException).code ?? inner.message
  return new EgressError('no-answer', url.host, `${url.host} broke off before it answered (${code}).`, { cause: error })
}

const redirectTarget = (response: UndiciResponse, from: URL): URL | null => {
  const location = response.headers.get('location')
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null || !URL.canParse(location, from.href)) return null
  return new URL(location, from)
}

/** What is sent after a redirect: 301, 302 and 303 turn an act into a GET, as browsers do (Fetch standard, HTTP-redirect fetch). */
const followedInit = (status: number, init: HopInit): HopInit => {
  const keeps = status === 307 || status === 308 || !isAct(init.method)
  if (keeps) return init
  const headers = new Headers(init.headers)
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) headers.delete(name)
  return { method: 'GET', headers }
}

const withoutCredentials = (from: Headers): Headers => {
  const headers = new Headers(from)
  for (const name of credentialHeaders) headers.delete(name)
  return headers
}

const readWhole = async (response: UndiciResponse, url: URL, maxBytes: number): Promise<Response> => {
  const tooLarge = () => new EgressError('too-large', url.host, `${url.host} answered with more than ${maxBytes} bytes; it was cut off.`)
  if (response.body !== null && Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const headers = new Headers([...response.headers])
  // The body below is already decompressed.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const bodiless = [204, 205, 304].includes(response.status)
  const answer = new Response(bodiless ? null : Buffer.concat(chunks), {
    status: response.status,
    statusText: response.statusText,
    headers,
  })
  Object.defineProperty(answer, 'url', { value: url.href })
  return answer
}
