/** Accounts of a brand on networks: what can be connected and how, their state, and what is known of their limits. */
import { z } from 'zod'
import { InBrand, InWorkspace, procedure } from './procedure.ts'
import { Sentence } from './sentence.ts'

const Name = z.object({ en: z.string(), ar: z.string() })

export const Network = z.object({
  network: z.string(),
  name: Name,
  /** `inside`: simulated inside Athar; `retired`: an archive. */
  kind: z.enum(['network', 'inside', 'retired']),
  canConnect: z.boolean(),
  /** What a person types to connect. */
  fields: z.array(
    z.object({ name: z.string(), kind: z.enum(['text', 'password', 'url']), required: z.boolean(), placeholder: z.string().optional() }),
  ),
  canPublish: z.boolean(),
  canRead: z.boolean(),
  /** Whether Athar can look up itself if an unanswered publication went out. */
  canReadBack: z.boolean(),
  /** Whether a living brand can be made there from nothing. */
  canBegin: z.boolean(),
})
export type Network = z.infer<typeof Network>

/** One limit as the account's own server has it; the shape of channels' limits. */
export const AccountLimit = z.object({
  field: z.enum(['text', 'text-bytes', 'images', 'image-bytes', 'alt', 'videos', 'links', 'hashtags']),
  max: z.number(),
  unit: z.enum(['characters', 'utf16', 'graphemes', 'bytes', 'weighted', 'count']),
  since: z.string(),
  source: z.string(),
})

export const accountStates = ['connected', 'reconnect', 'removed', 'archive'] as const
export const Account = z.object({
  id: z.uuid(),
  network: z.string(),
  networkName: Name,
  networkKind: z.enum(['network', 'inside', 'retired']),
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  serviceUrl: z.string().nullable(),
  /** `archive`: known from imported files only. */
  state: z.enum(accountStates),
  stateReason: Sentence.nullable(),
  canPublish: z.boolean(),
  canRead: z.boolean(),
  /** How much faster than ours the network's clock runs; 1 everywhere but inside Athar. */
  pace: z.number().positive(),
  /** What the account's own server takes, where servers differ; null: the network's limits hold. */
  limits: z.array(AccountLimit).nullable(),
  rateLimitedUntil: z.iso.datetime().nullable(),
  /** When a person has to connect again; null where Athar renews the credential by itself. */
  tokenExpiresAt: z.iso.datetime().nullable(),
  connectedAt: z.iso.datetime(),
})
export type Account = z.infer<typeof Account>

const tags = ['accounts']
const accounts = '/workspaces/{workspaceId}/brands/{brandId}/accounts'
const OneAccount = InBrand.extend({ accountId: z.uuid() })
/** What the person typed, by field name. Secrets go in and never come out. */
const ConnectInput = z.record(z.string().max(40), z.string().max(2000))

export const accountsContract = {
  insideNetworks: procedure
    .route({ method: 'GET', path: '/inside-networks', summary: 'Networks inside Athar that a living brand can be made on', tags })
    .meta({ can: 'anyone' })
    .output(z.array(Network.pick({ network: true, name: true }))),
  networks: procedure
    .route({ method: 'GET', path: '/workspaces/{workspaceId}/networks', summary: 'Networks, and what Athar can do on each', tags })
    .meta({ can: 'read' })
    .input(InWorkspace)
    .output(z.array(Network)),
  list: procedure
    .route({ method: 'GET', path: accounts, summary: 'Accounts of a brand', tags })
    .meta({ can: 'read' })
    .input(InBrand.extend({ withRemoved: z.stringbool().or(z.boolean()).default(false) }))
    .output(z.array(Account)),
  connect: procedure
    .route({ method: 'POST', path: accounts, summary: 'Connect an account', tags })
    .meta({ can: 'manage-accounts' })
    .input(InBrand.extend({ network: z.string().max(40), input: ConnectInput }))
    .output(Account),
  begin: procedure
    .route({ method: 'POST', path: `${accounts}/begin`, summary: 'Make a living brand on a network inside Athar', tags })
    .meta({ can: 'manage-accounts' })
    .input(
      InBrand.extend({
        network: z.string().max(40),
        seed: z
          .int()
          .min(0)
          .max(2 ** 31 - 1)
          .optional(),
      }),
    )
    .output(Account),
  reconnect: procedure
    .route({ method: 'POST', path: `${accounts}/{accountId}/reconnect`, summary: 'Give new credentials to an account', tags })
    .meta({ can: 'manage-accounts' })
    .input(OneAccount.extend({ input: ConnectInput }))
    .output(Account),
  remove: procedure
    .route({
      method: 'DELETE',
      path: `${accounts}/{accountId}`,
      summary: 'Remove an account: its credentials are destroyed, its history stays',
      tags,
    })
    .meta({ can: 'manage-accounts' })
    .input(OneAccount)
    .output(Account),
}
