/** The door to networks: opens an account's credential for one call, refreshes it in one process at a time, and notes when it no longer holds. */
import type { Limit } from '../../../channels/limits.ts'
import type { AccountAccess, Channel, ConnectAnswer, World } from '../../../channels/port.ts'
import type { Network } from '../../../contract/accounts.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { VaultProblem } from '../../vault/vault.ts'
import * as store from './store/accounts.ts'
import * as credentials from './store/credentials.ts'
import { hostedRecords } from './store/hosted.ts'
import { watchChannel, watchWorld } from './connect/calls.ts'

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

type Credential = { sealed: Buffer }
/** `secretText` tells whether another process has renewed the credential in the meantime. */
type Opened = { door: Door; secretText: string }

const openWith = (services: Services, account: store.AccountRow, channel: Channel, credential: Credential): Opened => {
  const secretText = services.vault.unseal(credential.sealed, credentials.boundTo(account.workspaceId, account.id))
  const { networkAccountId, handle, serviceUrl } = account
  const access = { networkAccountId, handle, serviceUrl, secret: JSON.parse(secretText) as unknown }
  const world = watchWorld(makeWorld(services, account.workspaceId, account.network), services, account, channel)
  return { door: { account, channel: watchChannel(channel, services, account), access, world }, secretText }
}

const open = async (services: Services, account: store.AccountRow, channel: Channel): Promise<Opened | null> => {
  const credential = await credentials.findCredential(services.database.db, account.workspaceId, account.id)
  return credential === null ? null : openWith(services, account, channel, credential)
}

/** Refreshes under a lock; when another process was faster, its new credential is used. The new one is stored before the old one is let go. */
const refresh = (
  services: Services,
  account: store.AccountRow,
  channel: Channel,
  usedSecret: string,
): Promise<'refreshed' | 'unreachable' | Sentence> =>
  credentials.whileRefreshing(services.database.db, account, async (trx) => {
    const current = await credentials.findCredential(trx, account.workspaceId, account.id)
    if (current === null || channel.connect?.refresh === undefined) return say('accounts:reason.noCredential')
    const { door, secretText } = openWith(services, account, channel, current)
    if (secretText !== usedSecret) return 'refreshed'
    const answer = (await door.channel.connect?.refresh?.(door.world, door.access)) ?? { kind: 'unreachable' as const }
    if (answer.kind === 'unreachable') return 'unreachable'
    if (answer.kind === 'reconnect') return answer.reason
    // Removed while the network was asked: a destroyed credential does not come back.
    if (!(await store.lockLive(trx, account))) return say('accounts:reason.noCredential')
    const sealed = services.vault.seal(JSON.stringify(answer.secret), credentials.boundTo(account.workspaceId, account.id))
    await credentials.saveCredential(trx, account, sealed, services.now())
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
  if (channel === null || credential === null) return reconnect(say('accounts:reason.noCredential'))
  let opened: Opened
  try {
    opened = openWith(services, account, channel, credential)
  } catch (error) {
    // Not marked: the account is well as soon as the key is back.
    if (error instanceof VaultProblem) return reconnect(say('accounts:reason.keyLost', { account: account.handle }))
    throw error
  }

  const first = await call(opened.door)
  if (first.kind !== 'reconnect') return first
  const refused = (first as unknown as Reconnect).reason
  const outcome = channel.connect?.refresh === undefined ? refused : await refresh(services, account, channel, opened.secretText)
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
      limits: await readOwnLimits(channel, world, access),
      now: services.now(),
    },
    (accountId) => services.vault.seal(JSON.stringify(answer.secret), credentials.boundTo(target.workspaceId, accountId)),
  )
  await services.afterConnect({ workspaceId: account.workspaceId, accountId: account.id })
  return { kind: 'connected', account }
}

/** The limits of the account's own server; null where a network has one set for all, or the server did not say. */
const readOwnLimits = async (channel: Channel, world: World, access: AccountAccess): Promise<Limit[] | null> => {
  const answer = await channel.read?.limits?.(world, access)
  return answer?.kind === 'read' ? answer.items : null
}

/** Reads every account's own limits again; an account whose server does not answer keeps those it had. */
export const refreshLimits = async (services: Services): Promise<void> => {
  for (const account of await store.listConnected(services.database.db)) {
    const answer = await callAccount(
      services,
      { workspaceId: account.workspaceId, accountId: account.id },
      async ({ channel, world, access }) => {
        const asked = await channel.read?.limits?.(world, access)
        return asked ?? { kind: 'not-told' as const }
      },
    )
    if (answer.kind === 'read') await store.updateAccount(services.database.db, account, { limits: answer.items })
  }
}

/** Names of networks whose credentials Athar renews by itself: their end is no appointment for a person. */
export const listSelfRenewing = async (services: Pick<Services, 'channels'>): Promise<Set<string>> =>
  new Set((await services.channels.list()).flatMap(({ network, connect }) => (connect?.refresh === undefined ? [] : [network])))

/** Refreshes credentials that end soon, before anybody is refused. */
export const refreshExpiring = async (services: Services, withinMs: number): Promise<void> => {
  const before = new Date(services.now().getTime() + withinMs)
  for (const account of await store.listExpiring(services.database.db, before)) {
    const channel = await services.channels.find(account.network)
    if (channel?.connect?.refresh === undefined) continue
    try {
      const opened = await open(services, account, channel)
      if (opened === null) continue
      const outcome = await refresh(services, account, channel, opened.secretText)
      if (typeof outcome !== 'string')
        await store.updateAccount(services.database.db, account, { state: 'reconnect', stateReason: outcome })
    } catch (error) {
      // One credential that cannot be opened must not keep the others from being renewed.
      if (!(error instanceof VaultProblem)) throw error
      services.log.warn({ account: account.id, reason: error.message }, 'credential not renewed')
    }
  }
}

/** Seals every credential again that is not under the current key; those that cannot be opened are left and logged. Answers how many were. */
export const resealCredentials = async ({ database, vault, log }: Services): Promise<number> => {
  let count = 0
  for (const reference of await credentials.listSealedOtherwise(database.db, vault.currentKeyId())) {
    try {
      await credentials.reseal(database.db, reference, (sealed, name) => vault.seal(vault.unseal(sealed, name), name))
      count += 1
    } catch (error) {
      if (!(error instanceof VaultProblem)) throw error
      log.warn({ account: reference.accountId, reason: error.message }, 'credential not sealed again')
    }
  }
  return count
}

/**
 * Rotates the key that seals credentials: a new one is made (or, with keys of the environment, the one put in front there is taken), and everything
 * is sealed again. Safe beside a running server. Throws VaultProblem.
 */
export const rotateKeys = async (services: Services): Promise<{ keyId: string; sealedAgain: number }> => {
  const keyId = services.config.environmentKeys === null ? services.vault.addKey() : services.vault.currentKeyId()
  return { keyId, sealedAgain: await resealCredentials(services) }
}

const hourMs = 60 * 60_000
/** Forgets keys that were retired an hour ago or more and seal nothing. Answers their ids. */
export const forgetUnusedKeys = async ({ database, vault, now }: Services): Promise<string[]> => {
  const used = await credentials.listUsedKeys(database.db)
  return vault.dropUnusedKeys((id) => used.has(id), new Date(now().getTime() - hourMs))
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
