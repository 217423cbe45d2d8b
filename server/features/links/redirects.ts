/** The hot path: finds a short link, keeps the click, and only then answers; in front of everything else of the app. */
import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { newId } from '../../database/ids.ts'
import { makeLimit } from '../../http/limit.ts'
import type { Services } from '../../services.ts'
import { makeAgentReader } from './agent.ts'
import { splitDestination } from './destination.ts'
import { type Drained, drainJournal } from './drain.ts'
import { type Journal, openJournal } from './journal.ts'
import { noSuchLinkPage, type PublicAnswer } from './public-pages.ts'
import { readBrandPage } from './link-page.ts'
import { type JournalClick, saltOf, saveClicks } from './store/clicks.ts'
import { type DomainRow, domainPath, findTarget, listAllDomains, type Target } from './store/links.ts'

/** How long a link is believed before it is looked up again; a change in this process shows at once. */
const believeMs = 10_000
const mostKnown = 100_000

interface Known {
  target: (Target & { before: string; after: string }) | null
  loadedMs: number
}
interface Asked {
  method: string
  headers: IncomingHttpHeaders
  address: string
}

export interface Redirects {
  /** Answers a request for a short link or for one of the brands' own domains; false when it is for the app. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean
  /** The same for a link on Athar's own address, for whoever has no socket. */
  answer: (slug: string, asked: Asked) => Promise<PublicAnswer>
  /** A link or a domain changed. */
  refresh: () => void
  /** Closes the journal's file and carries all clicks over. */
  drain: () => Promise<Drained>
  /** Starts carrying over by the clock, those first that an earlier process left. */
  start: () => Promise<void>
  stop: () => Promise<void>
}

const opened = new WeakMap<Services, Redirects>()

/** The redirects of this process; made with the first call. */
export const redirectsOf = (services: Services): Redirects => {
  const there = opened.get(services) ?? openRedirects(services)
  opened.set(services, there)
  return there
}

const hostOf = (referrer: string | undefined): string | undefined => {
  if (referrer === undefined || !URL.canParse(referrer)) return undefined
  return new URL(referrer).hostname.slice(0, 120)
}
const languageOf = (header: string | undefined): string | undefined => /^[a-z]{2,3}(?![a-z])/i.exec(header ?? '')?.[0].toLowerCase()
/** Whoever asks not to be followed (Do Not Track, Global Privacy Control) is counted, and nothing else. */
export const asksNotToBeFollowed = (headers: IncomingHttpHeaders): boolean => headers.dnt === '1' || headers['sec-gpc'] === '1'
const isPrefetch = (headers: IncomingHttpHeaders): boolean =>
  /prefetch|preview|prerender/.test(
    `${String(headers['sec-purpose'] ?? '')} ${String(headers.purpose ?? '')} ${String(headers['x-purpose'] ?? '')}`,
  )

const openRedirects = (services: Services): Redirects => {
  const { config, database, log } = services
  const folder = path.join(config.dataDir, 'clicks')
  let journal: Journal | null = null
  const own = new Set<string>()
  const known = new Map<string, Known>()
  let domains: { byHost: Map<string, DomainRow>; loadedMs: number } | null = null
  let salt: { day: string; salt: Buffer } | null = null
  const readAgent = makeAgentReader()
  const mayAsk = makeLimit(6000, 60_000)
  const mayMiss = makeLimit(60, 60_000)
  let recent = 0
  const publicHost = config.publicUrl === null ? null : new URL(config.publicUrl).host.toLowerCase()

  const loadDomains = async () => {
    const rows = await listAllDomains(database.db)
    domains = { byHost: new Map(rows.map((row) => [row.host, row])), loadedMs: Date.now() }
  }
  const load = async (key: string, domainId: string | null, slug: string): Promise<Known> => {
    const target = await findTarget(database.db, domainId, slug)
    if (known.size >= mostKnown) known.clear()
    const found = { target: target === null ? null : { ...target, ...splitDestination(target.destination) }, loadedMs: Date.now() }
    known.set(key, found)
    return found
  }
  const loadSalt = async (day: string) => {
    salt = { day, salt: await saltOf(database.db, day) }
    return salt
  }
  const hashVisitor = (secret: Buffer, workspaceId: string, address: string, userAgent: string) =>
    createHmac('sha256', secret).update(`${workspaceId}\n${address}\n${userAgent}`).digest('hex').slice(0, 32)

  const keep = (click: JournalClick): Promise<void> => {
    journal ??= openJournal(folder)
    const line = JSON.stringify(click)
    recent++
    return new Promise((resolve, reject) => {
      ;(journal as Journal).append(line, (error) => {
        const name = journal?.current() ?? null
        if (name !== null) own.add(name)
        if (error === null) resolve()
        else {
          log.error({ err: error }, 'a click could not be written to the journal')
          // The disk is full or broken: the database is asked before anything is promised.
          saveClicks(database.db, [click]).then(() => resolve(), reject)
        }
      })
    })
  }

  const answerFound = async ({ target }: Known, asked: Asked, nowMs: number): Promise<PublicAnswer> => {
    if (target === null)
      return mayMiss(asked.address, nowMs) ? noSuchLinkPage(404) : { status: 429, headers: { 'retry-after': '60' }, body: 'Too many.' }
    if (target.archived) return noSuchLinkPage(410)
    const userAgent = asked.headers['user-agent']
    const { agent, device } = readAgent(userAgent)
    const click: JournalClick = {
      w: target.workspaceId,
      l: target.linkId,
      i: newId(),
      t: nowMs,
      a: agent === 'person' && (asked.method === 'HEAD' || isPrefetch(asked.headers)) ? 'preview' : agent,
    }
    const followed = !asksNotToBeFollowed(asked.headers)
    if (followed && click.a === 'person') {
      const day = new Date(nowMs).toISOString().slice(0, 10)
      const today = salt?.day === day ? salt : await loadSalt(day)
      click.v = hashVisitor(today.salt, target.workspaceId, asked.address, userAgent ?? '')
      click.d = device
      const referrer = hostOf(asked.headers.referer)
      if (referrer !== undefined) click.r = referrer
      const language = languageOf(asked.headers['accept-language'])
      if (language !== undefined) click.g = language
    }
    try {
      await keep(click)
    } catch (error) {
      log.error({ err: error }, 'a click could not be kept, so it was not answered')
      return {
        status: 503,
        headers: { 'retry-after': '5', 'content-type': 'text/plain; charset=utf-8' },
        body: 'This link cannot be opened for a moment. Try again.',
      }
    }
    const location =
      followed && target.carriesClick && click.a === 'person' ? `${target.before}${click.i}${target.after}` : target.destination
    return { status: 302, headers: { location, 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' }, body: '' }
  }

  const answer = (domainId: string | null, slug: string, asked: Asked): Promise<PublicAnswer> => {
    const nowMs = services.now().getTime()
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return Promise.resolve({ status: 405, headers: { allow: 'GET, HEAD' }, body: 'A short link is opened with GET.' })
    if (!mayAsk(asked.address, nowMs))
      return Promise.resolve({ status: 429, headers: { 'retry-after': '60' }, body: 'Too many requests from one address.' })
    const key = `${domainId ?? ''}/${slug}`
    const there = known.get(key)
    if (there !== undefined && Date.now() - there.loadedMs < believeMs) return answerFound(there, asked, nowMs)
    return load(key, domainId, slug).then((found) => answerFound(found, asked, nowMs))
  }

  const answerDomain = async (domain: DomainRow, pathname: string, asked: Asked): Promise<PublicAnswer> => {
    if (pathname === domainPath) return { status: 200, headers: { 'content-type': 'text/plain' }, body: domain.token }
    if (pathname === '/' || pathname === '') return (await readBrandPage(services, domain, `https://${domain.host}`)) ?? noSuchLinkPage(404)
    if (pathname === '/robots.txt') return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /\n' }
    return answer(domain.id, readSlug(pathname.slice(1)), asked)
  }

  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '/'
    const host = request.headers.host?.toLowerCase() ?? ''
    if (domains === null || Date.now() - domains.loadedMs > believeMs) {
      // What is known serves on while it is read again.
      if (domains !== null) domains = { ...domains, loadedMs: Date.now() }
      loadDomains().catch((error) => log.error({ err: error }, 'domains of links'))
    }
    const domain =
      domains === null || host === publicHost ? undefined : (domains.byHost.get(host) ?? domains.byHost.get(host.replace(/:\d+$/, '')))
    if (domain === undefined && !url.startsWith('/l/')) return false
    const question = url.indexOf('?')
    const pathname = question < 0 ? url : url.slice(0, question)
    const asked: Asked = { method: request.method ?? 'GET', headers: request.headers, address: addressOf(request, config.trustedIpHeader) }
    const found = domain === undefined ? answer(null, readSlug(pathname.slice(3)), asked) : answerDomain(domain, pathname, asked)
    found.then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
        response.end(asked.method === 'HEAD' ? undefined : body)
      },
      (error) => {
        log.error({ err: error }, 'a short link failed')
        response.writeHead(500, { 'content-length': 0 })
        response.end()
      },
    )
    return true
  }

  let timer: NodeJS.Timeout | null = null
  let running: Promise<Drained> | null = null
  const carry = async (): Promise<Drained> => {
    await journal?.rotate()
    return drainJournal(folder, {
      current: () => journal?.current() ?? null,
      save: (clicks) => saveClicks(database.db, clicks),
      log,
      now: Date.now,
      isOwn: (name) => own.has(name),
      // Under a burst the answers come first; the counts follow some seconds later.
      pauseMs: () => (recent > 2000 ? 150 : 0),
    })
  }
  const drain = (): Promise<Drained> => {
    running ??= carry().finally(() => {
      running = null
    })
    return running
  }
  const tick = () => {
    const before = recent
    void drain()
      .catch((error) => log.error({ err: error }, 'clicks stay in the journal until the next try'))
      .then(() => {
        recent = Math.max(0, recent - before)
      })
  }
  return {
    handle,
    answer: (slug, asked) => answer(null, readSlug(slug), asked),
    refresh: () => {
      known.clear()
      loadDomains().catch((error) => log.error({ err: error }, 'domains of links'))
    },
    drain: async () => {
      journal ??= openJournal(folder)
      await running
      return drain()
    },
    start: async () => {
      await loadDomains()
      journal ??= openJournal(folder)
      tick()
      timer = setInterval(tick, 1000)
      timer.unref()
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer)
      if (journal === null) return
      await journal.close()
      // What a drain under way could not carry is carried now, or stays on the disk for the next start.
      if (running !== null) await Promise.allSettled([running])
      await drain()
    },
  }
}

const readSlug = (text: string): string => text.slice(0, 64).toLowerCase()

/** The visitor's address, for limits and the keyed hash only; never stored. */
export const addressOf = (request: IncomingMessage, trustedIpHeader: string | null): string => {
  const header = trustedIpHeader === null ? undefined : request.headers[trustedIpHeader]
  const named = (Array.isArray(header) ? header.at(-1) : header)?.split(',').at(-1)?.trim()
  return named ?? request.socket.remoteAddress ?? ''
}
