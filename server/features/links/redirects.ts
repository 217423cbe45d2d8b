/** The hot path: finds a short link, keeps the click, and only then answers; in front of everything else of the app. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { makeLimit } from '../../http/limit.ts'
import type { Services } from '../../services.ts'
import { encodeBatch } from './click-batch.ts'
import { splitDestination } from './destination.ts'
import { type Drained, drainJournal } from './drain.ts'
import { addressOf, type Asked, hear } from './hear.ts'
import { type Journal, openJournal } from './journal.ts'
import { readBrandPage } from './link-page.ts'
import { noSuchLinkPage, type PublicAnswer } from './public-pages.ts'
import { openSalts } from './salts.ts'
import { type JournalClick, saveClicks } from './store/clicks.ts'
import { type DomainRow, domainPath, findTarget, listAllDomains, type Target } from './store/links.ts'

/** How long a link is believed before it is looked up again; a change in this process shows at once. */
const believeMs = 10_000
const mostKnown = 100_000
/** So many clicks a second are a burst. */
const burst = 2000

interface Known {
  target: (Target & { before: string; after: string }) | null
  loadedMs: number
}
/** Hears where a link leads, once the click is kept; or what else is to be answered; or what failed. */
type Tell = (answer: string | PublicAnswer | Error) => void
interface Waiting {
  click: JournalClick
  location: string
  tell: Tell
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

const notNow: PublicAnswer = {
  status: 503,
  headers: { 'retry-after': '5', 'content-type': 'text/plain; charset=utf-8' },
  body: 'This link cannot be opened for a moment. Try again.',
}
const headersTo = (location: string) => ({ location, 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })

const openRedirects = (services: Services): Redirects => {
  const { config, database, log } = services
  const folder = path.join(config.dataDir, 'clicks')
  const salts = openSalts(database.db)
  const own = new Set<string>()
  const known = new Map<string, Known>()
  let domains: { byHost: Map<string, DomainRow>; loadedMs: number } | null = null
  const mayAsk = makeLimit(6000, 60_000)
  const mayMiss = makeLimit(60, 60_000)
  let [recent, perSecond] = [0, 0]
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

  let journal: Journal<Waiting> | null = null
  const told = (waiting: Waiting[], error: Error | null) => {
    const name = journal?.current() ?? null
    if (name !== null) own.add(name)
    if (error === null) for (const { tell, location } of waiting) tell(location)
    else {
      log.error({ err: error }, 'clicks could not be written to the journal')
      // The disk is full or broken: the database is asked before anything is promised.
      saveClicks(
        database.db,
        waiting.map(({ click }) => click),
      ).then(
        () => {
          for (const { tell, location } of waiting) tell(location)
        },
        (failed) => {
          log.error({ err: failed }, 'clicks could not be kept, so they were not answered')
          for (const { tell } of waiting) tell(notNow)
        },
      )
    }
  }
  const openedJournal = () => (journal ??= openJournal<Waiting>(folder, { encode: encodeBatch, told }))

  /** Callbacks and no promise where link and salt are at hand: this is done for each click of a campaign's day. */
  const answerFound = ({ target }: Known, asked: Asked, nowMs: number, tell: Tell): void => {
    if (target === null)
      return tell(
        mayMiss(asked.address, nowMs) ? noSuchLinkPage(404) : { status: 429, headers: { 'retry-after': '60' }, body: 'Too many.' },
      )
    if (target.archived) return tell(noSuchLinkPage(410))
    const hashVisitor = salts.now(nowMs)
    if (hashVisitor === null) {
      salts.load(nowMs).then(() => answerFound({ target, loadedMs: 0 }, asked, nowMs, tell), tell)
      return
    }
    const click = hear(target, asked, nowMs, hashVisitor)
    const location = click.v !== undefined && target.carriesClick ? `${target.before}${click.i}${target.after}` : target.destination
    recent++
    openedJournal().append({ click, location, tell })
  }

  const answerSlug = (domainId: string | null, slug: string, asked: Asked, tell: Tell): void => {
    const nowMs = services.now().getTime()
    if (asked.method !== 'GET' && asked.method !== 'HEAD')
      return tell({ status: 405, headers: { allow: 'GET, HEAD' }, body: 'A short link is opened with GET.' })
    if (!mayAsk(asked.address, nowMs))
      return tell({ status: 429, headers: { 'retry-after': '60' }, body: 'Too many requests from one address.' })
    const key = `${domainId ?? ''}/${slug}`
    const there = known.get(key)
    if (there !== undefined && Date.now() - there.loadedMs < believeMs) return answerFound(there, asked, nowMs, tell)
    load(key, domainId, slug).then((found) => answerFound(found, asked, nowMs, tell), tell)
  }

  const answerDomain = (domain: DomainRow, pathname: string, asked: Asked, tell: Tell): void => {
    if (pathname === domainPath) return tell({ status: 200, headers: { 'content-type': 'text/plain' }, body: domain.token })
    if (pathname === '/robots.txt')
      return tell({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /\n' })
    if (pathname !== '/' && pathname !== '') return answerSlug(domain.id, readSlug(pathname.slice(1)), asked, tell)
    readBrandPage(services, domain, `https://${domain.host}`).then((page) => tell(page ?? noSuchLinkPage(404)), tell)
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
      domains === null || domains.byHost.size === 0 || host === publicHost
        ? undefined
        : (domains.byHost.get(host) ?? domains.byHost.get(host.replace(/:\d+$/, '')))
    if (domain === undefined && !url.startsWith('/l/')) return false
    const question = url.indexOf('?')
    const pathname = question < 0 ? url : url.slice(0, question)
    const asked: Asked = { method: request.method ?? 'GET', headers: request.headers, address: addressOf(request, config.trustedIpHeader) }
    const tell: Tell = (answer) => {
      if (typeof answer === 'string') {
        // As a list, which is written as it stands.
        response.writeHead(302, [
          'location',
          answer,
          'cache-control',
          'private, no-store',
          'x-robots-tag',
          'noindex',
          'content-length',
          '0',
        ])
        response.end()
      } else if (answer instanceof Error) {
        log.error({ err: answer }, 'a short link failed')
        response.writeHead(500, { 'content-length': 0 })
        response.end()
      } else {
        response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
        response.end(asked.method === 'HEAD' ? undefined : answer.body)
      }
    }
    if (domain === undefined) answerSlug(null, readSlug(pathname.slice(3)), asked, tell)
    else answerDomain(domain, pathname, asked, tell)
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
      pauseMs: () => (perSecond > burst ? 800 : 0),
    })
  }
  const drain = (): Promise<Drained> => {
    running ??= carry().finally(() => {
      running = null
    })
    return running
  }
  const tick = () => {
    ;[perSecond, recent] = [recent, 0]
    void drain().catch((error) => log.error({ err: error }, 'clicks stay in the journal until the next try'))
  }
  return {
    handle,
    answer: (slug, asked) =>
      new Promise((resolve, reject) =>
        answerSlug(null, readSlug(slug), asked, (answer) => {
          if (answer instanceof Error) reject(answer)
          else resolve(typeof answer === 'string' ? { status: 302, headers: headersTo(answer), body: '' } : answer)
        }),
      ),
    refresh: () => {
      known.clear()
      loadDomains().catch((error) => log.error({ err: error }, 'domains of links'))
    },
    drain: async () => {
      openedJournal()
      await running
      return drain()
    },
    start: async () => {
      await loadDomains()
      openedJournal()
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
