/** The base of every API procedure: who may call it, and the errors any of them can answer with. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Sentence } from './sentence.ts'

/** What a role may do. Each procedure names one; `anyone` and `signed-in` stand outside a workspace. */
export const abilities = [
  'read',
  'write-posts',
  'approve',
  'publish',
  'import',
  'manage-accounts',
  'manage-brands',
  'manage-team',
  'own',
] as const
export type Ability = (typeof abilities)[number]
export type Access = 'anyone' | 'signed-in' | Ability

export const roles = ['owner', 'manager', 'marketer', 'creator', 'client', 'viewer'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Who may do what. A client approves and reads; a creator writes but never publishes. */
export const abilitiesOf: Record<Role, readonly Ability[]> = {
  owner: abilities,
  manager: abilities.filter((a) => a !== 'own'),
  marketer: ['read', 'write-posts', 'approve', 'publish', 'import', 'manage-accounts'],
  creator: ['read', 'write-posts'],
  client: ['read', 'approve'],
  viewer: ['read'],
}

/** What every refusal carries beside its English sentence, so that the web app can say it in the reader's language. */
export const Refusal = z.object({ sentence: Sentence, /** The field, row, column or file at fault. */ where: z.string().optional() })
export type Refusal = z.infer<typeof Refusal>

/** The base contract. Every workspace procedure takes `workspaceId` in its path and names its ability in `meta.can`. */
export const procedure = oc.$meta<{ can: Access }>({ can: 'own' }).errors({
  UNAUTHORIZED: { status: 401, message: 'Sign in first.' },
  FORBIDDEN: { status: 403, message: 'Your role in this workspace does not allow this.' },
  NOT_FOUND: { status: 404, message: 'There is nothing here, or it is in another workspace.' },
  BAD_INPUT: { status: 422, message: 'That input cannot be used.', data: Refusal },
  CONFLICT: { status: 409, message: 'This changed in the meantime. Reload and try again.', data: Refusal },
})

export const InWorkspace = z.object({ workspaceId: z.string().min(1).max(64) })
export const InBrand = InWorkspace.extend({ brandId: z.uuid() })
