/** The API of accounts. */
import { randomInt } from 'node:crypto'
import { type Account, accountsContract, type Network } from '../../../contract/accounts.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import type { Services } from '../../services.ts'
import { connectAccount, describeNetworks, listSelfRenewing } from './connect.ts'
import type { AccountRow } from './store/accounts.ts'
import { findAccount, listAccounts, removeAccount } from './store/accounts.ts'

const api = implement(accountsContract).$context<RequestContext>().use(access)

const iso = (moment: Date | null) => moment?.toISOString() ?? null

const shown = (account: AccountRow, network: Network | undefined, selfRenewing: Set<string>): Account => ({
  id: account.id,
  network: account.network,
  networkName: network?.name ?? { en: account.network, ar: account.network },
  networkKind: network?.kind ?? 'retired',
  handle: account.handle,
  displayName: account.displayName,
  avatarUrl: account.avatarUrl,
  serviceUrl: account.serviceUrl,
  state: account.state,
  stateReason: account.stateReason,
  canPublish: account.state === 'connected' && (network?.canPublish ?? false),
  canRead: account.state === 'connected' && (network?.canRead ?? false),
  pace: account.pace,
  rateLimitedUntil: iso(account.rateLimitedUntil),
  limits: account.limits,
  tokenExpiresAt: selfRenewing.has(account.network) ? null : iso(account.tokenExpiresAt),
  connectedAt: account.connectedAt.toISOString(),
})

const show = async (services: Services, account: AccountRow): Promise<Account> =>
  shown(
    account,
    (await describeNetworks(services)).find(({ network }) => network === account.network),
    await listSelfRenewing(services),
  )

const whereOf = (answer: { kind: string; field?: string | null }) => answer.field ?? undefined

export const accountsRoutes = api.router({
  insideNetworks: api.insideNetworks.handler(async ({ context }) =>
    (await describeNetworks(context.services)).filter(({ canBegin }) => canBegin).map(({ network, name }) => ({ network, name })),
  ),
  networks: api.networks.handler(({ context }) => describeNetworks(context.services)),
  list: api.list.handler(async ({ context, input }) => {
    const networks = new Map((await describeNetworks(context.services)).map((network) => [network.network, network]))
    const accounts = await listAccounts(context.services.database.db, input, input.withRemoved)
    const selfRenewing = await listSelfRenewing(context.services)
    return accounts.map((account) => shown(account, networks.get(account.network), selfRenewing))
  }),
  connect: api.connect.handler(async ({ context, input, errors }) => {
    const answer = await connectAccount(context.services, input, async (channel, world) => {
      if (channel.connect === undefined)
        return { kind: 'refused', field: 'network', reason: say('accounts:problem.cannotConnect', { network: channel.name.en }) }
      return channel.connect.connect(world, input.input)
    })
    if (answer.kind !== 'connected') throw errors.BAD_INPUT(refusal(answer.reason, whereOf(answer)))
    return show(context.services, answer.account)
  }),
  begin: api.begin.handler(async ({ context, input, errors }) => {
    const seed = input.seed ?? randomInt(2 ** 31)
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    const answer = await connectAccount(context.services, input, async (channel, world) => {
      if (channel.inside === undefined || brand === null)
        return { kind: 'refused', field: 'network', reason: say('accounts:problem.cannotBegin', { network: channel.name.en }) }
      return channel.inside.begin(world, { seed, language: brand.language, timeZone: brand.timeZone })
    })
    if (answer.kind !== 'connected') throw errors.BAD_INPUT(refusal(answer.reason, whereOf(answer)))
    await context.services.afterBegin({
      workspaceId: input.workspaceId,
      brandId: input.brandId,
      accountId: answer.account.id,
      userId: context.user.id,
      seed,
    })
    return show(context.services, answer.account)
  }),
  reconnect: api.reconnect.handler(async ({ context, input, errors }) => {
    const known = await findAccount(context.services.database.db, input.workspaceId, input.accountId)
    if (known === null || known.brandId !== input.brandId) throw errors.NOT_FOUND()
    const target = { workspaceId: input.workspaceId, brandId: input.brandId, network: known.network, mustBe: known.networkAccountId }
    const answer = await connectAccount(context.services, target, async (channel, world) => {
      if (channel.connect === undefined)
        return { kind: 'refused', field: 'network', reason: say('accounts:problem.cannotConnect', { network: channel.name.en }) }
      return channel.connect.connect(world, { ...(known.serviceUrl === null ? {} : { serviceUrl: known.serviceUrl }), ...input.input })
    })
    if (answer.kind !== 'connected') throw errors.BAD_INPUT(refusal(answer.reason, whereOf(answer)))
    return show(context.services, answer.account)
  }),
  remove: api.remove.handler(async ({ context, input, errors }) => {
    const removed = await removeAccount(context.services.database.db, input, context.services.now())
    if (removed === null) throw errors.NOT_FOUND()
    return show(context.services, removed)
  }),
})
