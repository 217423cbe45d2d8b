/** The door to networks: opens an account's credential for one call, refreshes it in one process at a time, and notes when it no longer holds. */
import type { AccountAccess, Channel, ConnectAnswer, World } from '../../../channels/port.ts'
import type { Network } from '../../../contract/accounts.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import * as store from './store/accounts.ts'
import { hostedRecords } from './store/hosted.ts'

/** What a channel sees of the world, for one workspace and network. */
export const makeWorld = (services: Services, workspaceId: string, network: string): World => ({
  fetch: services.fetch,
  now: services.now,
  hosted: hostedRecords(services.database.db, workspaceId, network),
  openMedia: (media) => services.openMedia(workspaceId, media),
})

/** An account opened for a call: its channel, its credential, its world. */
export interface Door {
  account: store.AccountRow
  channel: Channel
  access: AccountAccess
  world: World
}

export interface AccountReference {
  workspaceId: string
  accountId: string
}

/** Why an account cannot be called at all. */
export type Closed = { kind: 'closed'; state: 'removed' | 'archive' | 'missing'; reason: Sentence }
type Reconnect = { kind: 'reconnect'; reason: Sentence; raw: unknown }

type Credential = { sealed: Buffer; updatedAt: Date }

const openWith = (
  services: Services,
  account: store.AccountRow,
  channel: Channel,
  credential: Credential,
): { door: Door; updatedAt: Date } => {
  const secret: unknown = JSON.parse(services.vault.unseal(credential.sealed, store.boundTo(account.workspaceId, account.id)))
  const access = { networkAccountId: account.networkAccountId, handle: account.handle, serviceUrl: account.serviceUrl, secret }
  return {
    door: { account, channel, access, world: makeWorld(services, account.workspaceId, account.network) },
    updatedAt: credential.updatedAt,
  }
}

const open = async (services: Services, account: store.AccountRow, channel: Channel): Promise<{ door: Door; updatedAt: Date } | null> => {
  const credential = await store.findCredential(services.database.db, account.workspaceId, account.id)
  return credential === null ? null : openWith(services, account, channel, credential)
}

/** Refreshes under a lock; when another process was faster, its new credential is used. The new one is stored before the old one is let go. */
const refresh = (
  services: Services,
  account: store.AccountRow,
  channel: Channel,
  usedFrom: Date,
): Promise<'refreshed' | 'unreachable' | Sentence> =>
  store.whileRefreshing(services.database.db, account, async (trx) => {
    const current = await store.findCredential(trx, account.workspaceId, account.id)
    if (current !== null && current.updatedAt.getTime() !== usedFrom.getTime()) return 'refreshed'
    const opened = await open(services, account, channel)
    if (opened === null || channel.connect?.refresh === undefined) return say('accounts:reason.noCredential')
    const answer = await channel.connect.refresh(opened.door.world, opened.door.access)
    if (answer.kind === 'unreachable') return 'unreachable'
    if (answer.kind === 'reconnect') return answer.reason
    const sealed = services.vault.seal(JSON.stringify(answer.secret), store.boundTo(account.workspaceId, account.id))
    await store.saveCredential(trx, account, sealed, services.now())
    await store.updateAccount(trx, account, { tokenExpiresAt: answer.expiresAt })
    return 'refreshed'
  })

/**
 * Opens the account and makes one call to its network. A `reconnect` answer is followed by one refresh and one more call – only a call that the network
 * refused for its credential is made again – and when that does not help the account is marked, with the reason. Answers `closed` for an account that
 * cannot be called. Throws what `call` throws.
 */
export const callAccount = async <Answer extends { kind: string }>(
  services: Services,
  reference: AccountReference,
  call: (door: Door) => Promise<Answer>,
): Promise<Answer | Reconnect | Closed> => {
  const db = services.database.db
  const found = await store.findWithCredential(db, reference.workspaceId, reference.accountId)
  if (found === null) return { kind: 'closed', state: 'missing', reason: say('accounts:reason.missing') }
  const { account, credential } = found
  if (account.state === 'removed' || account.state === 'archive') {
    return { kind: 'closed', state: account.state, reason: say(`accounts:reason.${account.state}`, { account: account.handle }) }
  }
  const reconnect = (reason: Sentence): Reconnect => ({ kind: 'reconnect', reason, raw: null })
  if (account.state === 'reconnect') return reconnect(account.stateReason ?? say('accounts:reason.reconnect'))
  const channel = await services.channels.find(account.network)
  const opened = channel === null || credential === null ? null : openWith(services, account, channel, credential)
  if (channel === null || opened === null) return reconnect(say('accounts:reason.noCredential'))

  const first = await call(opened.door)
  if (first.kind !== 'reconnect') return first
  const refused = (first as unknown as Reconnect).reason
  const outcome = channel.connect?.refresh === undefined ? refused : await refresh(services, account, channel, opened.updatedAt)
  if (outcome === 'unreachable') return first
  if (outcome === 'refreshed') {
    const again = await open(services, account, channel)
    const second = again === null ? first : await call(again.door)
    if (second.kind !== 'reconnect') return second
  }
  const reason = typeof outcome === 'string' ? refused : outcome
  await store.updateAccount(db, account, { state: 'reconnect', stateReason: reason })
  return reconnect(reason)
}

/** Asks a network to connect, and keeps account and sealed credential when it does. `keep` must equal the account's own id there, when given. */
export const connectAccount = async (
  services: Services,
  target: { workspaceId: string; brandId: string; network: string; mustBe?: string },
  ask: (channel: Channel, world: World) => Promise<ConnectAnswer>,
): Promise<{ kind: 'connected'; account: store.AccountRow } | Exclude<ConnectAnswer, { kind: 'connected' }>> => {
  const channel = await services.channels.find(target.network)
  if (channel === null)
    return { kind: 'refused', field: 'network', reason: say('accounts:problem.noSuchNetwork', { network: target.network }) }
  const world = makeWorld(services, target.workspaceId, target.network)
  const answer = await ask(channel, world)
  if (answer.kind !== 'connected') return answer
  if (target.mustBe !== undefined && target.mustBe !== answer.networkAccountId) {
    return { kind: 'refused', field: null, reason: say('accounts:problem.otherAccount', { account: answer.handle }) }
  }
  const access = { networkAccountId: answer.networkAccountId, handle: answer.handle, serviceUrl: answer.serviceUrl, secret: answer.secret }
  const pace = (await channel.read?.pace?.(world, access)) ?? 1
  const account = await store.saveConnected(
    services.database.db,
    {
      workspaceId: target.workspaceId,
      brandId: target.brandId,
      network: target.network,
      networkAccountId: answer.networkAccountId,
      handle: answer.handle,
      displayName: answer.displayName,
      avatarUrl: answer.avatarUrl,
      serviceUrl: answer.serviceUrl,
      pace,
      tokenExpiresAt: answer.expiresAt,
      now: services.now(),
    },
    (accountId) => services.vault.seal(JSON.stringify(answer.secret), store.boundTo(target.workspaceId, accountId)),
  )
  return { kind: 'connected', account }
}

/** Refreshes credentials that end soon, before anybody is refused. */
export const refreshExpiring = async (services: Services, withinMs: number): Promise<void> => {
  const before = new Date(services.now().getTime() + withinMs)
  for (const account of await store.listExpiring(services.database.db, before)) {
    const channel = await services.channels.find(account.network)
    if (channel?.connect?.refresh === undefined) continue
    const credential = await store.findCredential(services.database.db, account.workspaceId, account.id)
    if (credential === null) continue
    const outcome = await refresh(services, account, channel, credential.updatedAt)
    if (typeof outcome !== 'string') await store.updateAccount(services.database.db, account, { state: 'reconnect', stateReason: outcome })
  }
}

/** Every network and what Athar can do there, in the order of the registry. */
export const describeNetworks = async (services: Pick<Services, 'channels'>): Promise<Network[]> =>
  (await services.channels.list()).map((channel) => ({
    network: channel.network,
    name: channel.name,
    kind: channel.kind,
    canConnect: channel.connect !== undefined,
    fields: channel.connect?.fields ?? [],
    canPublish: channel.write !== undefined,
    canRead: channel.read !== undefined,
    canReadBack: channel.write?.readBack !== undefined,
    canBegin: channel.inside !== undefined,
  }))
