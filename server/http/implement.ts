/** Turns a feature's contract into routes: signs people in, checks workspace, role and brand, then runs the handler. */
import { ORPCError, os } from '@orpc/server'
import { type Access, type Ability, abilitiesOf, type Role } from '../../contract/procedure.ts'
import type { Brand } from '../../contract/team.ts'
import type { Services } from '../services.ts'

export interface SignedInUser {
  id: string
  name: string
  username: string | null
  email: string
  language: 'en' | 'ar'
}

/** What a request brings; `readUser` and `readMembership` are memoised per request. */
export interface RequestContext {
  services: Services
  headers: Headers
  /** Headers to answer with, e.g. cookies. */
  answerHeaders: Headers
  readUser: () => Promise<SignedInUser | null>
  readRole: (workspaceId: string) => Promise<Role | null>
  hasBrand: (workspaceId: string, brandId: string) => Promise<boolean>
  readBrand: (workspaceId: string, brandId: string) => Promise<Brand | null>
}

/** Beside the request: who is acting. Routes of a workspace may rely on it; `anyone` routes must look at readUser. */
export interface Acting {
  user: SignedInUser
  role: Role
  can: (ability: Ability) => boolean
}

const text = (input: unknown, name: string): string | null => {
  const value = (input as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === 'string' ? value : null
}

export { implement } from '@orpc/server'

/**
 * Stands in front of every procedure. A feature writes
 * `const api = implement(teamContract).$context<RequestContext>().use(access)` and then
 * `export const teamRoutes = api.router({ session: api.session.handler(async ({ input, context, errors }) => …) })`;
 * handlers get `context` as RequestContext & Acting.
 */
export const access = os.$context<RequestContext>().middleware(async ({ context, next, procedure }, input: unknown) => {
  const needed = (procedure['~orpc'].meta as { can?: Access }).can ?? 'own'
  return next({ context: await decideAccess(context, needed, text(input, 'workspaceId'), text(input, 'brandId')) })
})

/** The one rule of who may do what, for procedures and for plain routes (uploads, downloads). Throws ORPCError. */
export const decideAccess = async (
  context: RequestContext,
  needed: Access,
  workspaceId: string | null,
  brandId: string | null,
): Promise<Acting> => {
  const user = await context.readUser()
  if (needed === 'anyone') return { user: user ?? nobody, role: 'viewer', can: () => false }
  if (user === null) throw new ORPCError('UNAUTHORIZED', { defined: true, status: 401, message: 'Sign in first.' })
  if (needed === 'signed-in') return { user, role: 'viewer', can: () => false }

  const role = workspaceId === null ? null : await context.readRole(workspaceId)
  // Somebody else's workspace looks exactly like one that is not there.
  if (workspaceId === null || role === null) throw notFound()
  if (!abilitiesOf[role].includes(needed)) {
    throw new ORPCError('FORBIDDEN', { defined: true, status: 403, message: `Your role here (${role}) does not allow this.` })
  }
  if (brandId !== null && !(await context.hasBrand(workspaceId, brandId))) throw notFound()
  return { user, role, can: (ability) => abilitiesOf[role].includes(ability) }
}

const notFound = () =>
  new ORPCError('NOT_FOUND', { defined: true, status: 404, message: 'There is nothing here, or it is in another workspace.' })

const nobody: SignedInUser = { id: '', name: '', username: null, email: '', language: 'en' }
