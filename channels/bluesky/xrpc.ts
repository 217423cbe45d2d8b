/** Calls one XRPC method of a server and says what came back, whatever it was. https://atproto.com/specs/xrpc */
import { z } from 'zod'
import { EgressError } from '../egress.ts'
import type { AccountAccess, World } from '../port.ts'

/** What is kept of a sign-in: both tokens rotate with every refresh. */
export const Secret = z.object({ accessJwt: z.string().min(1), refreshJwt: z.string().min(1) })
export type Secret = z.infer<typeof Secret>

export interface XrpcCall {
  service: string
  /** The method's id, e.g. "com.atproto.repo.getRecord". */
  method: string
  params?: Record<string, string | number | readonly string[] | undefined>
  /** A body makes it a procedure (POST); without one it is a query (GET), unless `procedure` says otherwise. */
  body?: unknown
  bytes?: { data: Uint8Array<ArrayBuffer>; mime: string }
  procedure?: boolean
  token?: string
}

export type XrpcAnswer =
  | {
      kind: 'answered'
      status: number
      headers: Headers
      /** The parsed JSON, undefined when it was none. */
      body: unknown
      /** The error's name and words, where the server follows the protocol. */
      error: string | null
      message: string | null
    }
  | { kind: 'silent'; problem: EgressError }

const ErrorBody = z.object({ error: z.string(), message: z.string().optional() })

/** Sends one request. Never throws for what a server or the net may do. Cost: one request. */
export const xrpc = async (world: World, call: XrpcCall): Promise<XrpcAnswer> => {
  const url = new URL(`/xrpc/${call.method}`, call.service)
  for (const [name, value] of Object.entries(call.params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) url.searchParams.append(name, String(one))
  }
  const headers: Record<string, string> = { accept: 'application/json' }
  if (call.token !== undefined) headers.authorization = `Bearer ${call.token}`
  let init: RequestInit = { headers }
  if (call.bytes !== undefined) init = { method: 'POST', headers: { ...headers, 'content-type': call.bytes.mime }, body: call.bytes.data }
  else if (call.body !== undefined) {
    init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(call.body) }
  } else if (call.procedure) init = { method: 'POST', headers }
  try {
    const response = await world.fetch(url.href, init)
    const body = parseJson(await response.text())
    const told = response.ok ? undefined : ErrorBody.safeParse(body).data
    return {
      kind: 'answered',
      status: response.status,
      headers: response.headers,
      body,
      error: told?.error ?? null,
      message: told?.message ?? null,
    }
  } catch (error) {
    if (error instanceof EgressError) return { kind: 'silent', problem: error }
    throw error
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** An account's server and tokens. Throws when what was stored is not a sign-in of this network: a bug, not a network's doing. */
export const openAccount = (account: AccountAccess): { service: string; did: string; secret: Secret } => {
  if (account.serviceUrl === null) throw new Error('an account of this network has no server')
  return { service: account.serviceUrl, did: account.networkAccountId, secret: Secret.parse(account.secret) }
}
