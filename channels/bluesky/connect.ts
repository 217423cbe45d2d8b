/** Signs an account in with handle and app password on any PDS, and keeps its tokens fresh. */
import { z } from 'zod'
import { type Sentence, say } from '../../contract/sentence.ts'
import type { AccountAccess, ConnectAnswer, ConnectField, RefreshAnswer, World } from '../port.ts'
import { findService, type LookUpText, readHandle } from './identity.ts'
import { judge } from './refusals.ts'
import { openAccount, type Secret, xrpc } from './xrpc.ts'

export const fields: ConnectField[] = [
  { name: 'handle', kind: 'text', required: true, placeholder: 'name.bsky.social' },
  { name: 'appPassword', kind: 'password', required: true, placeholder: 'xxxx-xxxx-xxxx-xxxx' },
  { name: 'serviceUrl', kind: 'url', required: false, placeholder: 'https://bsky.social' },
]

const Session = z.object({
  did: z.string().startsWith('did:'),
  handle: z.string(),
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
})

const refuse = (field: string | null, name: string, values: Record<string, string> = {}): ConnectAnswer => ({
  kind: 'refused',
  field,
  reason: say(`channels-bluesky:connect.${name}`, values),
})

/** Connects. The app password is used once and not kept: what is kept are tokens, which the account's owner can revoke. */
export const connect = async (world: World, input: Record<string, string>, lookUp?: LookUpText): Promise<ConnectAnswer> => {
  const handle = readHandle(input.handle ?? '')
  if (handle === null) return refuse('handle', 'notAHandle', { handle: (input.handle ?? '').slice(0, 100) })
  const password = (input.appPassword ?? '').trim()
  if (password === '') return refuse('appPassword', 'noPassword')

  const service = await chooseService(world, handle, (input.serviceUrl ?? '').trim(), lookUp)
  if (typeof service !== 'string') return service
  const server = new URL(service).host
  const answer = await xrpc(world, { service, method: 'com.atproto.server.createSession', body: { identifier: handle, password } })
  if (answer.kind === 'answered') {
    if (answer.error === 'AuthFactorTokenRequired') return refuse('appPassword', 'codeRequired', { server })
    if (answer.error === 'AccountTakedown') return refuse('handle', 'takenDown', { server })
    if (answer.status === 401) return refuse('appPassword', 'wrongPassword', { server })
    if (answer.error === null && answer.status >= 400 && answer.status < 500 && answer.status !== 429)
      return refuse('serviceUrl', 'notAServer', { server })
  }
  const verdict = judge(answer, service, world.now())
  if (verdict.kind === 'refused')
    return { kind: 'refused', field: answer.kind === 'silent' ? 'serviceUrl' : 'handle', reason: verdict.reason }
  if (verdict.kind !== 'ok') return { kind: 'unreachable', reason: verdict.reason }
  const session = Session.safeParse(verdict.body).data
  if (session === undefined) return refuse('serviceUrl', 'notAServer', { server })
  if (handle.startsWith('did:') && handle !== session.did) return refuse('handle', 'notAHandle', { handle })

  return {
    kind: 'connected',
    networkAccountId: session.did,
    handle: session.handle,
    ...(await readProfile(world, service, session.did, session.handle)),
    serviceUrl: service,
    secret: secretOf(session),
    expiresAt: expiryOf(session.accessJwt),
  }
}

const secretOf = ({ accessJwt, refreshJwt }: Secret): Secret => ({ accessJwt, refreshJwt })

/** The server that was given, else the one that the handle leads to. */
const chooseService = async (world: World, handle: string, given: string, lookUp?: LookUpText): Promise<string | ConnectAnswer> => {
  if (given !== '') {
    const address = /^[a-z]+:\/\//i.test(given) ? given : `https://${given}`
    const url = URL.canParse(address) ? new URL(address) : null
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '')
      return refuse('serviceUrl', 'badAddress', { address: given.slice(0, 200) })
    return url.origin
  }
  const found = await findService(world, handle, lookUp)
  if (found.kind === 'found') return found.service
  if (found.kind === 'unknown') return refuse('handle', 'unknownHandle', { handle })
  return { kind: 'unreachable', reason: say('channels-bluesky:reason.down', { server: found.host }) }
}

/** Trades the refresh token for a new pair. The server takes the old one for a while after (two hours on the reference PDS). */
export const refresh = async (world: World, account: AccountAccess): Promise<RefreshAnswer> => {
  const { service, secret } = openAccount(account)
  const answer = await xrpc(world, { service, method: 'com.atproto.server.refreshSession', token: secret.refreshJwt, procedure: true })
  const verdict = judge(answer, service, world.now())
  if (verdict.kind === 'reconnect') return verdict
  if (verdict.kind !== 'ok') return { kind: 'unreachable', reason: verdict.reason }
  const session = Session.safeParse(verdict.body).data
  if (session === undefined) return { kind: 'unreachable', reason: garbage(service) }
  return { kind: 'refreshed', secret: secretOf(session), expiresAt: expiryOf(session.accessJwt) }
}

const garbage = (service: string): Sentence => say('channels-bluesky:reason.garbage', { server: new URL(service).host })

/** When an access token ends, read from its claims; null when it is no readable JWT, which a server may choose. */
export const expiryOf = (token: string): Date | null => {
  try {
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown }
    return typeof exp === 'number' && Number.isFinite(exp) ? new Date(exp * 1000) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const Profile = z.object({
  value: z.object({ displayName: z.string().optional(), avatar: z.object({ ref: z.object({ $link: z.string() }) }).optional() }),
})

/** Name and picture from the account's own repository, so that no AppView is needed. A profile is a courtesy: without one the handle serves. */
const readProfile = async (world: World, service: string, did: string, handle: string) => {
  const answer = await xrpc(world, {
    service,
    method: 'com.atproto.repo.getRecord',
    params: { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' },
  })
  const profile = answer.kind === 'answered' && answer.status === 200 ? Profile.safeParse(answer.body).data?.value : undefined
  const avatar = profile?.avatar?.ref.$link
  return {
    displayName: profile?.displayName?.trim() || handle,
    avatarUrl:
      avatar === undefined ? null : new URL(`/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid: avatar })}`, service).href,
  }
}
