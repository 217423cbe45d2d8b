/** People, workspaces and brands: first run, sign-in state, members, invitations, brands and API keys. */
import { z } from 'zod'
import { InBrand, InWorkspace, procedure, Role } from './procedure.ts'

export const Language = z.enum(['en', 'ar'])
export type Language = z.infer<typeof Language>

const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
/** An IANA time zone, e.g. "Asia/Riyadh". */
export const TimeZone = z.string().min(1).max(64).refine(isZone, 'Not a known IANA time zone, such as "Asia/Riyadh".')

export const Brand = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: TimeZone,
  language: Language,
  /** A publication later than this is `missed`, never sent silently late. */
  publishWindowMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  /** 1 Monday … 7 Sunday. */
  weekStartsOn: z.int().min(1).max(7),
  createdAt: z.iso.datetime(),
})
export type Brand = z.infer<typeof Brand>

export const Workspace = z.object({ id: z.string(), name: z.string(), role: Role, brands: z.array(Brand) })
export type Workspace = z.infer<typeof Workspace>

export const SessionState = z.object({
  /** True until the first person has been created; then the first-run page is closed for good. */
  needsFirstRun: z.boolean(),
  user: z
    .object({ id: z.string(), name: z.string(), username: z.string().nullable(), email: z.string().nullable(), language: Language })
    .nullable(),
  workspaces: z.array(Workspace),
  version: z.string(),
})
export type SessionState = z.infer<typeof SessionState>

const PersonName = z.string().trim().min(2).max(60)
const Password = z.string().min(10).max(200)
const BrandInput = z.object({
  name: z.string().trim().min(1).max(120),
  timeZone: TimeZone,
  language: Language,
  publishWindowMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(15),
  weekStartsOn: z.int().min(1).max(7).default(1),
})
const Member = z.object({ userId: z.string(), name: z.string(), role: Role, since: z.iso.datetime() })
const Invitation = z.object({ id: z.string(), email: z.string(), role: Role, expiresAt: z.iso.datetime(), path: z.string() })
const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
})

const tags = ['team']
export const teamContract = {
  session: procedure
    .route({ method: 'GET', path: '/session', summary: 'Who is signed in, and where', tags })
    .meta({ can: 'anyone' })
    .output(SessionState),
  firstRun: procedure
    .route({ method: 'POST', path: '/first-run', summary: 'Create the first person, workspace and brand (works once)', tags })
    .meta({ can: 'anyone' })
    .input(
      z.object({
        name: PersonName,
        email: z.email().optional(),
        password: Password,
        language: Language,
        timeZone: TimeZone,
        workspaceName: z.string().trim().min(1).max(120).optional(),
        brandName: z.string().trim().min(1).max(120).optional(),
      }),
    )
    .output(z.object({ workspaceId: z.string(), brandId: z.uuid() })),
  setLanguage: procedure
    .route({ method: 'PUT', path: '/me/language', summary: 'Set the language you read', tags })
    .meta({ can: 'signed-in' })
    .input(z.object({ language: Language }))
    .output(z.object({ language: Language })),
  createWorkspace: procedure
    .route({ method: 'POST', path: '/workspaces', summary: 'Create a workspace with its first brand', tags })
    .meta({ can: 'signed-in' })
    .input(z.object({ name: z.string().trim().min(1).max(120), brand: BrandInput }))
    .output(z.object({ workspaceId: z.string(), brandId: z.uuid() })),
  createBrand: procedure
    .route({ method: 'POST', path: '/workspaces/{workspaceId}/brands', summary: 'Create a brand', tags })
    .meta({ can: 'manage-brands' })
    .input(InWorkspace.extend(BrandInput.shape))
    .output(Brand),
  updateBrand: procedure
    .route({ method: 'PATCH', path: '/workspaces/{workspaceId}/brands/{brandId}', summary: 'Change a brand', tags })
    .meta({ can: 'manage-brands' })
    .input(
      InBrand.extend({
        name: BrandInput.shape.name.optional(),
        timeZone: TimeZone.optional(),
        language: Language.optional(),
        publishWindowMinutes: z
          .int()
          .min(1)
          .max(24 * 60)
          .optional(),
        weekStartsOn: z.int().min(1).max(7).optional(),
      }),
    )
    .output(Brand),
  listMembers: procedure
    .route({ method: 'GET', path: '/workspaces/{workspaceId}/members', summary: 'List members', tags })
    .meta({ can: 'read' })
    .input(InWorkspace)
    .output(z.array(Member)),
  changeRole: procedure
    .route({ method: 'PUT', path: '/workspaces/{workspaceId}/members/{userId}/role', summary: 'Change a member’s role', tags })
    .meta({ can: 'manage-team' })
    .input(InWorkspace.extend({ userId: z.string().min(1), role: Role }))
    .output(Member),
  removeMember: procedure
    .route({ method: 'DELETE', path: '/workspaces/{workspaceId}/members/{userId}', summary: 'Remove a member', tags })
    .meta({ can: 'manage-team' })
    .input(InWorkspace.extend({ userId: z.string().min(1) }))
    .output(z.object({ removed: z.literal(true) })),
  listInvitations: procedure
    .route({ method: 'GET', path: '/workspaces/{workspaceId}/invitations', summary: 'List open invitations', tags })
    .meta({ can: 'manage-team' })
    .input(InWorkspace)
    .output(z.array(Invitation)),
  invite: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{workspaceId}/invitations',
      summary: 'Invite a person; answers with the link to hand them',
      tags,
    })
    .meta({ can: 'manage-team' })
    .input(InWorkspace.extend({ email: z.email(), role: Role.exclude(['owner']) }))
    .output(Invitation),
  revokeInvitation: procedure
    .route({ method: 'DELETE', path: '/workspaces/{workspaceId}/invitations/{invitationId}', summary: 'Revoke an invitation', tags })
    .meta({ can: 'manage-team' })
    .input(InWorkspace.extend({ invitationId: z.string().min(1) }))
    .output(z.object({ revoked: z.literal(true) })),
  readInvitation: procedure
    .route({ method: 'GET', path: '/invitations/{invitationId}', summary: 'What an invitation offers', tags })
    .meta({ can: 'anyone' })
    .input(z.object({ invitationId: z.string().min(1) }))
    .output(z.object({ workspaceName: z.string(), email: z.string(), role: Role, knownPerson: z.boolean() })),
  acceptInvitation: procedure
    .route({
      method: 'POST',
      path: '/invitations/{invitationId}/accept',
      summary: 'Accept an invitation: as the person signed in, or as a new one',
      tags,
    })
    .meta({ can: 'anyone' })
    .input(
      z.object({
        invitationId: z.string().min(1),
        newPerson: z.object({ name: PersonName, password: Password, language: Language }).optional(),
      }),
    )
    .output(z.object({ workspaceId: z.string() })),
  listApiKeys: procedure
    .route({ method: 'GET', path: '/me/api-keys', summary: 'List your API keys', tags })
    .meta({ can: 'signed-in' })
    .output(z.array(ApiKey)),
  createApiKey: procedure
    .route({ method: 'POST', path: '/me/api-keys', summary: 'Create an API key; it is shown once', tags })
    .meta({ can: 'signed-in' })
    .input(z.object({ name: z.string().trim().min(1).max(32), expiresInDays: z.int().min(1).max(365).optional() }))
    .output(ApiKey.extend({ key: z.string() })),
  revokeApiKey: procedure
    .route({ method: 'DELETE', path: '/me/api-keys/{keyId}', summary: 'Revoke an API key', tags })
    .meta({ can: 'signed-in' })
    .input(z.object({ keyId: z.string().min(1) }))
    .output(z.object({ revoked: z.literal(true) })),
}
