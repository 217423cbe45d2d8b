/** The better-auth instance: passwords, sessions, workspaces (its organizations), invitations and API keys. */
import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { organization, username } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { defaultStatements, ownerAc } from 'better-auth/plugins/organization/access'
import type { Kysely } from 'kysely'
import type { Config } from '../../config.ts'

const control = createAccessControl(defaultStatements)
// Our own access rule (contract/procedure.ts) decides; the plugin only has to know that these roles exist.
const nobody = control.newRole({ organization: [], member: [], invitation: [], team: [], ac: [] })
const everything = control.newRole(ownerAc.statements)
const pluginRoles = { owner: everything, manager: everything, marketer: nobody, creator: nobody, client: nobody, viewer: nobody }

/** A name one signs in with: letters of any script, digits, spaces, dots and dashes. */
const namePattern = /^[\p{L}\p{M}\p{N} ._-]{2,60}$/u

/**
 * Builds the authentication over our own tables (names in migrations/0001-team.ts).
 * `secret` signs cookies and must be the same in every process on one database. Telemetry stays off.
 */
export const createAuth = (options: {
  db: Kysely<never>
  config: Pick<Config, 'publicUrl' | 'trustedIpHeader' | 'host' | 'port'>
  secret: string
}) =>
  betterAuth({
    appName: 'Athar',
    basePath: '/api/auth',
    ...(options.config.publicUrl === null ? {} : { baseURL: options.config.publicUrl }),
    // Requests are checked against their own host in http/guard.ts; here the same rule in better-auth's words.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      return host ? [`http://${host}`, `https://${host}`] : []
    },
    secret: options.secret,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: { db: options.db as never, type: 'postgres', transaction: true },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: true },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limit',
      window: 60,
      max: 200,
      customRules: { '/sign-in/*': { window: 60, max: 8 } },
    },
    advanced: {
      database: { generateId: () => crypto.randomUUID() },
      cookiePrefix: 'athar',
      useSecureCookies: options.config.publicUrl?.startsWith('https:') ?? false,
      // http/app.ts writes the visitor's address into this header itself, so that nobody else can.
      ipAddress: { ipAddressHeaders: ['x-athar-visitor'] },
    },
    user: {
      modelName: 'auth_user',
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'en', input: true } },
    },
    session: { modelName: 'auth_session', expiresIn: 60 * 60 * 24 * 30, cookieCache: { enabled: false } },
    account: { modelName: 'auth_credential' },
    verification: { modelName: 'auth_verification' },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 60,
        usernameValidator: (name) => namePattern.test(name),
        usernameNormalization: (name) => name.normalize('NFC').trim().toLowerCase(),
      }),
      organization({
        ac: control,
        roles: pluginRoles,
        schema: {
          organization: { modelName: 'workspace' },
          member: { modelName: 'workspace_member' },
          invitation: { modelName: 'workspace_invitation' },
        },
      }),
      apiKey({
        enableSessionForAPIKeys: true,
        defaultPrefix: 'athar_',
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: 'api_key' } },
      }),
    ],
  })

export type Auth = ReturnType<typeof createAuth>
