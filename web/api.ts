/** The typed client of Athar's own API, and its helpers for TanStack Query. */
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import { contract } from '../contract/index.ts'
import { Refusal } from '../contract/procedure.ts'
import type { Sentence } from '../contract/sentence.ts'

const link = new OpenAPILink(contract, { url: `${window.location.origin}/api` })

/** Calls: `await client.team.session()`. Throws what `problemOf` puts into words. */
export const client: JsonifiedClient<ContractRouterClient<typeof contract>> = createORPCClient(link)

/** For queries and mutations: `useQuery(api.calendar.list.queryOptions({ input }))`. */
export const api = createTanstackQueryUtils(client)

const mayHelp = (error: unknown) => !(error instanceof ORPCError) || error.status >= 500

export const queryClient = new QueryClient({
  defaultOptions: {
    // A refusal stays a refusal; only what broke on the way is asked for once more.
    queries: { retry: (count, error) => mayHelp(error) && count < 1, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

export interface Problem {
  /** What to say: a key of contract/languages with its values. */
  sentence: Sentence
  /** The field, row or file at fault, when the server named one. */
  where: string | null
  /** True when trying again may help. */
  retry: boolean
}

const problemKeys: Record<string, string> = {
  UNAUTHORIZED: 'signedOut',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'notFound',
  BAD_REQUEST: 'badRequest',
  CONFLICT: 'conflict',
}

/** Puts any failure of a call into one sentence for people. */
export const problemOf = (error: unknown): Problem => {
  if (!(error instanceof ORPCError)) return { sentence: { key: 'shell:ui.problem.offline', values: {} }, where: null, retry: true }
  const refusal = Refusal.safeParse(error.data)
  if (refusal.success) return { sentence: refusal.data.sentence, where: refusal.data.where ?? null, retry: false }
  const key = problemKeys[error.code]
  return { sentence: { key: `shell:ui.problem.${key ?? 'broken'}`, values: {} }, where: null, retry: key === undefined }
}
