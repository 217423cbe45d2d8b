/** What a request for a short link says of itself: person or machine, device, language, where from; and what of that may be used. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { newId } from '../../database/ids.ts'
import { readUserAgent } from './agent.ts'
import { remember } from './remember.ts'
import type { JournalClick } from './store/clicks.ts'
import type { Target } from './store/links.ts'
import type { HashVisitor } from './visitor-hash.ts'

export interface Asked {
  method: string
  headers: IncomingHttpHeaders
  address: string
}

/** Whoever asks not to be followed (Do Not Track, Global Privacy Control) is counted, and nothing else. */
export const asksNotToBeFollowed = (headers: IncomingHttpHeaders): boolean => headers.dnt === '1' || headers['sec-gpc'] === '1'

/** The visitor's address, for limits and the keyed hash only; never stored. */
export const addressOf = (request: IncomingMessage, trustedIpHeader: string | null): string => {
  const header = trustedIpHeader === null ? undefined : request.headers[trustedIpHeader]
  const list = Array.isArray(header) ? header.at(-1) : header
  if (list === undefined) return request.socket.remoteAddress ?? ''
  return list.slice(list.lastIndexOf(',') + 1).trim()
}

const isPrefetch = (headers: IncomingHttpHeaders): boolean =>
  (headers['sec-purpose'] !== undefined || headers.purpose !== undefined || headers['x-purpose'] !== undefined) &&
  /prefetch|preview|prerender/.test(
    `${String(headers['sec-purpose'] ?? '')} ${String(headers.purpose ?? '')} ${String(headers['x-purpose'] ?? '')}`,
  )

const readAgent = remember(readUserAgent, { most: 5000, longest: 400 })
const readLanguage = remember((header) => /^[a-z]{2,3}(?![a-z])/i.exec(header)?.[0].toLowerCase(), { most: 1000, longest: 100 })
const readReferrer = remember(
  (referrer) => {
    if (referrer === '' || !URL.canParse(referrer)) return undefined
    const host = new URL(referrer).hostname.slice(0, 120)
    return host === '' ? undefined : host
  },
  { most: 5000, longest: 2000 },
)

/** `v` is there only where the visitor may be followed. Cost: about 3 µs. */
export const hear = (target: Target, { method, headers, address }: Asked, nowMs: number, hashVisitor: HashVisitor): JournalClick => {
  const userAgent = headers['user-agent']
  const { agent, device } = readAgent(userAgent)
  const click: JournalClick = {
    w: target.workspaceId,
    l: target.linkId,
    i: newId(),
    t: nowMs,
    a: agent === 'person' && (method === 'HEAD' || isPrefetch(headers)) ? 'preview' : agent,
  }
  if (click.a !== 'person' || asksNotToBeFollowed(headers)) return click
  click.v = hashVisitor(target.workspaceId, address, userAgent ?? '')
  click.d = device
  const referrer = readReferrer(headers.referer)
  if (referrer !== undefined) click.r = referrer
  const language = readLanguage(headers['accept-language'])
  if (language !== undefined) click.g = language
  return click
}
