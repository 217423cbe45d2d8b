/** Makes the context of one API request: the services, and who is asking, each read once. */
import { APIError } from 'better-auth/api'
import type { Role } from '../contract/procedure.ts'
import { brandExists, findBrand, findFirstOwner, findRole, findUser, findUserByName } from './features/team/index.ts'
import type { Services } from './services.ts'
import type { RequestContext, SignedInUser } from './http/implement.ts'

const once = <Value>(read: () => Promise<Value>): (() => Promise<Value>) => {
  let value: Promise<Value> | undefined
  return () => (value ??= read())
}

/** Context of a request that came over HTTP; the session is a cookie or an `x-api-key`. Cost: nothing until it is asked for. */
export const requestContext = (services: Services, headers: Headers, answerHeaders: Headers): RequestContext =>
  contextFor(services, headers, answerHeaders, async () => {
    try {
      const session = await services.auth.api.getSession({ headers })
      return session === null ? null : session.user.id
    } catch (error) {
      // A revoked or mistyped API key is nobody, not a fault of ours.
      if (error instanceof APIError && error.statusCode < 500) return null
      throw error
    }
  })

/** Context for somebody already known: the command line on the machine itself. */
export const localContext = (services: Services, userId: string): RequestContext =>
  contextFor(services, new Headers(), new Headers(), async () => userId)

const contextFor = (
  services: Services,
  headers: Headers,
  answerHeaders: Headers,
  readUserId: () => Promise<string | null>,
): RequestContext => {
  const db = services.database.db
  const readUser = once(async (): Promise<SignedInUser | null> => {
    const userId = await readUserId()
    const row = userId === null ? undefined : await findUser(db, userId)
    if (row === undefined) return null
    return { id: row.id, name: row.name, username: row.username, email: row.email, language: row.language === 'ar' ? 'ar' : 'en' }
  })
  const roles = new Map<string, Promise<Role | null>>()
  return {
    services,
    headers,
    answerHeaders,
    readUser,
    readRole: async (workspaceId) => {
      const user = await readUser()
      if (user === null) return null
      const known = roles.get(workspaceId) ?? findRole(db, workspaceId, user.id)
      roles.set(workspaceId, known)
      return known
    },
    hasBrand: (workspaceId, brandId) => brandExists(db, workspaceId, brandId),
    readBrand: (workspaceId, brandId) => findBrand(db, workspaceId, brandId),
  }
}

/** The person a command on this machine acts as: by name, or the first owner. */
export const findLocalUser = (services: Services, name: string | undefined): Promise<string | null> =>
  name === undefined ? findFirstOwner(services.database.db) : findUserByName(services.database.db, name)
