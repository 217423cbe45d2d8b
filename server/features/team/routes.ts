/** The API of people, workspaces and brands. */
import { APIError } from 'better-auth/api'
import { say } from '../../../contract/sentence.ts'
import { type Language, type Brand, teamContract } from '../../../contract/team.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import type { Services } from '../../services.ts'
import { refusal } from '../../say.ts'
import * as store from './store.ts'

const api = implement(teamContract).$context<RequestContext>().use(access)

const noMailDomain = 'no-mail.invalid'
/** Sign-in needs an address per person; who gives none gets one that can never be delivered to. */
const addressOf = (email: string | undefined) => email?.toLowerCase() ?? `${crypto.randomUUID()}@${noMailDomain}`
export const shownEmail = (email: string): string | null => (email.endsWith(`@${noMailDomain}`) ? null : email)

const isTaken = (error: unknown) =>
  error instanceof APIError && /already|taken|exist/i.test(`${error.message} ${JSON.stringify(error.body ?? {})}`)

/** Creates a person through better-auth and hands the session cookie to the answer. */
const createPerson = async (
  services: Services,
  answerHeaders: Headers,
  headers: Headers,
  person: { name: string; email?: string; password: string; language: Language },
) => {
  const answer = await services.auth.api.signUpEmail({
    body: {
      name: person.name,
      email: addressOf(person.email),
      password: person.password,
      username: person.name,
      displayUsername: person.name,
      language: person.language,
    },
    headers,
    returnHeaders: true,
  })
  for (const cookie of answer.headers.getSetCookie()) answerHeaders.append('set-cookie', cookie)
  return answer.response.user.id
}

const nameTaken = (name: string) => refusal(say('team:problem.nameTaken', { name }), 'name')
const lastOwner = () => refusal(say('team:problem.lastOwner'))

const defaultBrand = (name: string, timeZone: string, language: Language): Omit<Brand, 'id' | 'createdAt'> => ({
  name,
  timeZone,
  language,
  publishWindowMinutes: 15,
  weekStartsOn: language === 'ar' ? 7 : 1,
})

export const teamRoutes = api.router({
  session: api.session.handler(async ({ context }) => {
    const db = context.services.database.db
    const user = await context.readUser()
    return {
      needsFirstRun: user === null && !(await store.hasAnyone(db)),
      user: user === null ? null : { ...user, email: shownEmail(user.email) },
      workspaces: user === null ? [] : await store.listWorkspaces(db, user.id),
      version: context.services.config.version,
    }
  }),
  firstRun: api.firstRun.handler(async ({ context, input, errors }) => {
    const { services } = context
    const db = services.database.db
    if (!(await store.claimFirstRun(db))) {
      throw errors.CONFLICT(refusal(say('team:problem.firstRunOver')))
    }
    try {
      const userId = await createPerson(services, context.answerHeaders, context.headers, input)
      const workspaceId = await store.insertWorkspace(db, { name: input.workspaceName ?? input.name, ownerId: userId })
      const brand = await store.insertBrand(
        db,
        workspaceId,
        defaultBrand(input.brandName ?? input.workspaceName ?? input.name, input.timeZone, input.language),
      )
      return { workspaceId, brandId: brand.id }
    } catch (error) {
      // Half a first run would lock everybody out: only a person who was really made may close it.
      if (!(await store.hasAnyone(db))) await store.releaseFirstRun(db)
      throw error
    }
  }),
  setLanguage: api.setLanguage.handler(async ({ context, input }) => {
    await store.setUserLanguage(context.services.database.db, context.user.id, input.language)
    return { language: input.language }
  }),
  createWorkspace: api.createWorkspace.handler(async ({ context, input }) =>
    context.services.database.db.transaction().execute(async (trx) => {
      const workspaceId = await store.insertWorkspace(trx, { name: input.name, ownerId: context.user.id })
      const brand = await store.insertBrand(trx, workspaceId, input.brand)
      return { workspaceId, brandId: brand.id }
    }),
  ),
  createBrand: api.createBrand.handler(({ context, input }) => store.insertBrand(context.services.database.db, input.workspaceId, input)),
  updateBrand: api.updateBrand.handler(({ context, input }) =>
    store.updateBrand(context.services.database.db, input.workspaceId, input.brandId, input),
  ),
  listMembers: api.listMembers.handler(({ context, input }) => store.listMembers(context.services.database.db, input.workspaceId)),
  changeRole: api.changeRole.handler(async ({ context, input, errors }) => {
    if (input.role === 'owner' && !context.can('own')) throw errors.FORBIDDEN({ message: 'Only an owner can make somebody an owner.' })
    const db = context.services.database.db
    const target = (await store.listMembers(db, input.workspaceId)).find((member) => member.userId === input.userId)
    if (target === undefined) throw errors.NOT_FOUND()
    if (target.role === 'owner' && !context.can('own')) throw errors.FORBIDDEN({ message: 'Only an owner can change an owner.' })
    const answer = await store.changeMember(db, input.workspaceId, input.userId, input.role)
    if (answer === 'not-there') throw errors.NOT_FOUND()
    if (answer === 'last-owner') throw errors.CONFLICT(lastOwner())
    return { ...target, role: input.role }
  }),
  removeMember: api.removeMember.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const role = await store.findRole(db, input.workspaceId, input.userId)
    if (role === 'owner' && !context.can('own')) throw errors.FORBIDDEN({ message: 'Only an owner can remove an owner.' })
    const answer = await store.changeMember(db, input.workspaceId, input.userId, null)
    if (answer === 'not-there') throw errors.NOT_FOUND()
    if (answer === 'last-owner') throw errors.CONFLICT(lastOwner())
    return { removed: true as const }
  }),
  listInvitations: api.listInvitations.handler(({ context, input }) =>
    store.listInvitations(context.services.database.db, input.workspaceId, context.services.now()),
  ),
  invite: api.invite.handler(({ context, input }) =>
    store.insertInvitation(context.services.database.db, { ...input, inviterId: context.user.id, now: context.services.now() }),
  ),
  revokeInvitation: api.revokeInvitation.handler(async ({ context, input, errors }) => {
    if (!(await store.revokeInvitation(context.services.database.db, input.workspaceId, input.invitationId))) throw errors.NOT_FOUND()
    return { revoked: true as const }
  }),
  readInvitation: api.readInvitation.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const invitation = await store.findInvitation(db, input.invitationId, context.services.now())
    if (invitation === null) throw errors.NOT_FOUND({ message: 'This invitation is spent, revoked or expired. Ask for a new one.' })
    const known = await store.findUserByEmail(db, invitation.email)
    return { workspaceName: invitation.workspaceName, email: invitation.email, role: invitation.role, knownPerson: known !== undefined }
  }),
  acceptInvitation: api.acceptInvitation.handler(async ({ context, input, errors }) => {
    const { services } = context
    const db = services.database.db
    const invitation = await store.findInvitation(db, input.invitationId, services.now())
    if (invitation === null) throw errors.NOT_FOUND({ message: 'This invitation is spent, revoked or expired. Ask for a new one.' })
    const signedIn = await context.readUser()
    let userId = signedIn?.id
    if (userId === undefined) {
      if (input.newPerson === undefined) throw errors.UNAUTHORIZED({ message: 'Sign in, or give a name and a password to join with.' })
      try {
        userId = await createPerson(services, context.answerHeaders, context.headers, { ...input.newPerson, email: invitation.email })
      } catch (error) {
        if (isTaken(error)) throw errors.BAD_INPUT(nameTaken(input.newPerson.name))
        throw error
      }
    }
    if (!(await store.spendInvitation(db, invitation.id))) throw errors.NOT_FOUND({ message: 'This invitation has just been used.' })
    await store.insertMember(db, { workspaceId: invitation.workspaceId, userId, role: invitation.role })
    return { workspaceId: invitation.workspaceId }
  }),
  listApiKeys: api.listApiKeys.handler(async ({ context }) => {
    const { apiKeys } = await context.services.auth.api.listApiKeys({ headers: context.headers, query: {} })
    return apiKeys.map((key) => ({
      id: key.id,
      name: key.name ?? '',
      start: key.start,
      createdAt: iso(key.createdAt),
      expiresAt: key.expiresAt === null ? null : iso(key.expiresAt),
    }))
  }),
  createApiKey: api.createApiKey.handler(async ({ context, input }) => {
    const key = await context.services.auth.api.createApiKey({
      body: {
        name: input.name,
        userId: context.user.id,
        ...(input.expiresInDays === undefined ? {} : { expiresIn: input.expiresInDays * 86_400 }),
      },
    })
    return {
      id: key.id,
      name: key.name ?? input.name,
      start: key.start,
      createdAt: iso(key.createdAt),
      expiresAt: key.expiresAt === null ? null : iso(key.expiresAt),
      key: key.key,
    }
  }),
  revokeApiKey: api.revokeApiKey.handler(async ({ context, input, errors }) => {
    try {
      await context.services.auth.api.deleteApiKey({ headers: context.headers, body: { keyId: input.keyId } })
    } catch (error) {
      if (error instanceof APIError) throw errors.NOT_FOUND()
      throw error
    }
    return { revoked: true as const }
  }),
})

const iso = (moment: Date | string) => new Date(moment).toISOString()
