/** Public ways in, outside the contract: the script, its beacon, webhooks of shops, the form; each with a limit of size and rate. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { makeLimit } from '../../http/limit.ts'
import type { PlainRoutes } from '../../http/plain.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { asksNotToBeFollowed } from '../links/index.ts'
import { answerForm, showForm } from './form.ts'
import { mostBytes as mostHookBytes, receiveHook } from './hooks/receive.ts'
import { takeAnswers, takeConversions, takeEvents } from './ingest.ts'
import { Beacon, siteScript } from './script.ts'
import { findSiteKey } from './store/doors.ts'

const beaconBytes = 16 * 1024
const formBytes = 8 * 1024

/** The visitor's address, for the limit only. */
const addressOf = (c: Context, services: Services): string => {
  const header = services.config.trustedIpHeader
  return (header === null ? undefined : c.req.header(header)?.split(',').at(-1)?.trim()) ?? getConnInfo(c).remote.address ?? ''
}

/** The body as text, or null when it is longer than `most` bytes; what is too long is not read to its end. */
const readBody = async (c: Context, most: number): Promise<string | null> => {
  if (Number(c.req.header('content-length') ?? 0) > most) return null
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const refuse = (c: Context, status: number, words: Sentence) => c.json({ code: 'BAD_INPUT', ...refusal(words) }, status as 400)

const parseBeacon = (text: string) => {
  try {
    return Beacon.safeParse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return Beacon.safeParse(null)
    throw error
  }
}

const collect = async (c: Context, services: Services, mayAsk: (address: string, nowMs: number) => boolean): Promise<Response> => {
  const origin = c.req.header('origin')
  if (origin !== undefined) {
    c.header('access-control-allow-origin', origin)
    c.header('vary', 'origin')
  }
  if (!mayAsk(addressOf(c, services), Date.now())) return refuse(c, 429, say('events:problem.tooMany'))
  const text = await readBody(c, beaconBytes)
  if (text === null) return refuse(c, 413, say('events:problem.tooLarge', { kilobytes: beaconBytes / 1024 }))
  const beacon = parseBeacon(text)
  if (!beacon.success) return refuse(c, 422, say('events:problem.beacon', { field: beacon.error.issues[0]?.path.join('.') || 'body' }))
  // The script keeps silent by itself; a page that calls on without it is held to the same.
  if (asksNotToBeFollowed(c.req.header())) return c.body(null, 204)
  const { k, v, s, e, c: conversions, a } = beacon.data
  const site = await findSiteKey(services.database.db, k)
  if (site === null) return refuse(c, 404, say('events:problem.siteKey'))
  if (site.origins.length > 0 && (origin === undefined || !site.origins.includes(origin)))
    return refuse(c, 403, say('events:problem.origin', { origin: origin ?? '–' }))
  const told = [
    e.length === 0 ? null : await takeEvents(services, site, { events: e.map((event) => ({ ...event, visitor: v })), sentAt: s }, 'script'),
    conversions.length === 0
      ? null
      : await takeConversions(services, site, { conversions: conversions.map((one) => ({ ...one, visitor: v })), sentAt: s }, 'script'),
  ]
  const refused = told.find((one) => one?.kind === 'refused')
  if (refused?.kind === 'refused') return refuse(c, 422, refused.words)
  if (a.length > 0)
    await takeAnswers(
      services,
      site,
      a.map((one) => ({ choice: one.choice, words: one.words ?? null, visitor: v, conversion: one.conversion ?? null, knownOrigin: null })),
      'script',
    )
  return c.body(null, 204)
}

export const eventsPlain: PlainRoutes = {
  routes: [
    { method: 'GET', path: '/api/athar.js', can: 'anyone' },
    { method: 'POST', path: '/api/collect', can: 'anyone' },
    { method: 'POST', path: '/api/hooks/:hookId', can: 'anyone' },
    { method: 'GET', path: '/how/:token', can: 'anyone' },
    { method: 'POST', path: '/how/:token', can: 'anyone' },
  ],
  // Other websites send here: that is what these are for. No cookie is read, and nothing is answered that a page could learn from.
  fromAnywhere: true,
  add: (app, services) => {
    const mayCollect = makeLimit(300, 60_000)
    const mayHook = makeLimit(1200, 60_000)
    const mayAnswer = makeLimit(20, 60_000)
    app.get('/api/athar.js', (c) =>
      c.body(siteScript, 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      }),
    )
    app.post('/api/collect', (c) => collect(c, services, mayCollect))
    app.post('/api/hooks/:hookId', async (c) => {
      if (!mayHook(`${c.req.param('hookId')}/${addressOf(c, services)}`, Date.now())) return refuse(c, 429, say('events:problem.tooMany'))
      const text = await readBody(c, mostHookBytes)
      if (text === null) return refuse(c, 413, say('events:problem.tooLarge', { kilobytes: mostHookBytes / 1024 }))
      const { status, accepted, words } = await receiveHook(services, c.req.param('hookId'), text, (name) => c.req.header(name))
      return c.json({ accepted, ...(words === null ? {} : refusal(words)) }, status)
    })
    app.get('/how/:token', async (c) => {
      const { status, headers, body } = await showForm(services, c.req.param('token'), c.req.query())
      return new Response(body, { status, headers })
    })
    app.post('/how/:token', async (c) => {
      if (!mayAnswer(addressOf(c, services), Date.now())) return refuse(c, 429, say('events:problem.tooMany'))
      const text = await readBody(c, formBytes)
      if (text === null) return refuse(c, 413, say('events:problem.tooLarge', { kilobytes: formBytes / 1024 }))
      const { status, headers, body } = await answerForm(services, c.req.param('token'), new URLSearchParams(text))
      return new Response(body, { status, headers })
    })
  },
}
