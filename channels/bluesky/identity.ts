/** Finds the server an account lives on: handle → DID → DID document → PDS. https://atproto.com/specs/handle */
import { Resolver } from 'node:dns/promises'
import { z } from 'zod'
import { EgressError } from '../egress.ts'
import type { World } from '../port.ts'

const handlePattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const didPattern = /^did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]+(?:%3A\d+)?)$/

/** As people paste it: with @, capitals, spaces, or the invisible direction marks that come with copied text. Null when it is no handle. */
export const readHandle = (input: string): string | null => {
  const handle = input
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
    .replace(/^@/, '')
    .replace(/^at:\/\//, '')
    .toLowerCase()
  return handle.length <= 253 && (handlePattern.test(handle) || didPattern.test(handle)) ? handle : null
}

const plcDirectory = 'https://plc.directory'
const Document = z.object({
  service: z.array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown() })).default([]),
})

export type Found = { kind: 'found'; did: string; service: string } | { kind: 'unknown' } | { kind: 'unreachable'; host: string }

/** Looks a TXT record up; a test puts its own here. */
export type LookUpText = (name: string) => Promise<string[]>

const lookUpText: LookUpText = async (name) => {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    // Any DNS failure here means the same: this way of saying it is not used, the other one is tried.
    if (typeof (error as NodeJS.ErrnoException).code === 'string') return []
    throw error
  }
}

/** Finds DID and PDS of a handle or a DID. Cost: two or three requests. */
export const findService = async (world: World, handle: string, lookUp: LookUpText = lookUpText): Promise<Found> => {
  const did = didPattern.test(handle) ? handle : await findDid(world, handle, lookUp)
  if (did === null) return { kind: 'unknown' }
  const address = did.startsWith('did:plc:')
    ? `${plcDirectory}/${did}`
    : `https://${decodeURIComponent(did.slice('did:web:'.length))}/.well-known/did.json`
  const document = await readText(world, address)
  if (document.kind === 'silent') return { kind: 'unreachable', host: new URL(address).host }
  const service = document.kind === 'read' ? endpointOf(document.text) : null
  return service === null ? { kind: 'unknown' } : { kind: 'found', did, service }
}

const findDid = async (world: World, handle: string, lookUp: LookUpText): Promise<string | null> => {
  const [records, wellKnown] = await Promise.all([
    lookUp(`_atproto.${handle}`),
    readText(world, `https://${handle}/.well-known/atproto-did`),
  ])
  const told = records.flatMap((record) => (record.startsWith('did=') ? [record.slice(4).trim()] : []))
  if (wellKnown.kind === 'read') told.push(wellKnown.text.trim())
  return told.find((did) => didPattern.test(did)) ?? null
}

const endpointOf = (text: string): string | null => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  const document = Document.safeParse(parsed)
  const pds = document.data?.service.find(({ id, type }) => id.endsWith('#atproto_pds') && type === 'AtprotoPersonalDataServer')
  return typeof pds?.serviceEndpoint === 'string' && URL.canParse(pds.serviceEndpoint) ? new URL(pds.serviceEndpoint).origin : null
}

const readText = async (world: World, url: string): Promise<{ kind: 'read'; text: string } | { kind: 'no' } | { kind: 'silent' }> => {
  try {
    const response = await world.fetch(url)
    return response.ok ? { kind: 'read', text: await response.text() } : { kind: 'no' }
  } catch (error) {
    if (error instanceof EgressError) return { kind: 'silent' }
    throw error
  }
}
