/** Gives a command the whole API as a typed client: of a server far away (--server, --key), or of the data on this machine. */
import type { ContractRouterClient } from '@orpc/contract'
import { type Contract, contract } from '../contract/index.ts'
import type { Services } from '../server/services.ts'
import type { BrandOptions } from './brand-options.ts'
import { Problem } from './problem.ts'

export type Client = ContractRouterClient<Contract>

export interface OpenedClient {
  client: Client
  /** Set when the data is on this machine: for what has no place in the contract, such as streaming a file. */
  here: { services: Services; userId: string } | null
  workspaceId: string
  brandId: string
  close: () => Promise<void>
}

type Opened = Pick<OpenedClient, 'client' | 'here' | 'close'>

const remote = async (server: string, key: string | undefined): Promise<Opened> => {
  if (!key) throw new Problem('An API key is missing: pass --key or set ATHAR_API_KEY. You make one under Settings → Team.')
  const [{ createORPCClient }, { OpenAPILink }] = await Promise.all([import('@orpc/client'), import('@orpc/openapi-client/fetch')])
  const link = new OpenAPILink(contract, { url: new URL('/api', server).toString(), headers: { 'x-api-key': key } })
  return { client: createORPCClient(link) as Client, here: null, close: async () => {} }
}

const local = async (person: string | undefined): Promise<Opened> => {
  const [{ createRouterClient }, { readConfig }, { openServices }, { router }, { localContext, findLocalUser }] = await Promise.all([
    import('@orpc/server'),
    import('../server/config.ts'),
    import('../server/open-services.ts'),
    import('../server/router.ts'),
    import('../server/request.ts'),
  ])
  const { services, close } = await openServices(readConfig(), 'command')
  const userId = await findLocalUser(services, person)
  if (userId === null) {
    await close()
    throw new Problem(
      person === undefined
        ? 'Nobody has been set up yet: run `npm start` and go through the first page.'
        : `There is nobody called “${person}” here.`,
    )
  }
  return { client: createRouterClient(router, { context: localContext(services, userId) }) as Client, here: { services, userId }, close }
}

/** Opens the client and finds the brand. Throws Problem with a sentence; always `close()` afterwards. */
export const openClient = async (options: BrandOptions): Promise<OpenedClient> => {
  const { client, here, close } =
    options.server === undefined ? await local(options.as) : await remote(options.server, options.key ?? process.env.ATHAR_API_KEY)
  try {
    const { workspaces } = await client.team.session()
    const brands = workspaces.flatMap((workspace) => workspace.brands.map((brand) => ({ ...brand, workspaceId: workspace.id })))
    const matching =
      options.brand === undefined ? brands : brands.filter((brand) => brand.id === options.brand || brand.name === options.brand)
    const names = brands.map((brand) => brand.name).join(', ')
    const [brand] = matching
    if (brand === undefined)
      throw new Problem(
        options.brand === undefined
          ? 'There is no brand yet: make one in the web app.'
          : `There is no brand “${options.brand}”. There is: ${names}.`,
      )
    if (matching.length > 1) throw new Problem(`There are several brands (${names}): name one with --brand.`)
    return { client, here, workspaceId: brand.workspaceId, brandId: brand.id, close }
  } catch (error) {
    await close()
    throw error
  }
}
