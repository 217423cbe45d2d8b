/** The SQL of people, workspaces and brands. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Brand, Language } from '../../../contract/team.ts'
import { Role } from '../../../contract/procedure.ts'
import { newId } from '../../database/ids.ts'
import type { DB } from '../../database/types.ts'

type Db = Kysely<DB> | Transaction<DB>

const toBrand = (row: Selectable<DB['brand']>): Brand => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  language: row.language === 'ar' ? 'ar' : 'en',
  publishWindowMinutes: row.publish_window_minutes,
  weekStartsOn: row.week_starts_on,
  createdAt: new Date(row.created_at).toISOString(),
})

export const hasAnyone = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('auth_user').select('id').limit(1).executeTakeFirst()) !== undefined

/** Takes the one-time right to create the first person; false when somebody else had it. Give it back with `releaseFirstRun`. */
export const claimFirstRun = async (db: Db): Promise<boolean> => {
  const result = await db
    .insertInto('first_run')
    .values({ only: true })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}
export const releaseFirstRun = async (db: Db): Promise<void> => {
  await db.deleteFrom('first_run').execute()
}

export const findUser = (db: Db, userId: string) =>
  db
    .selectFrom('auth_user')
    .select(['id', 'name', 'username', 'displayUsername', 'email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirst()

export const findUserByEmail = (db: Db, email: string) =>
  db.selectFrom('auth_user').select(['id']).where('email', '=', email.toLowerCase()).executeTakeFirst()

export const setUserLanguage = async (db: Db, userId: string, language: Language): Promise<void> => {
  await db.updateTable('auth_user').set({ language, updatedAt: new Date() }).where('id', '=', userId).execute()
}

export const findRole = async (db: Db, workspaceId: string, userId: string): Promise<Role | null> => {
  const row = await db
    .selectFrom('workspace_member')
    .select('role')
    .where('organizationId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row === undefined ? null : Role.parse(row.role)
}

export const brandExists = async (db: Db, workspaceId: string, brandId: string): Promise<boolean> =>
  /^[0-9a-f-]{36}$/i.test(brandId) &&
  (await db.selectFrom('brand').select('id').where('workspace_id', '=', workspaceId).where('id', '=', brandId).executeTakeFirst()) !==
    undefined

export const listWorkspaces = async (db: Db, userId: string) => {
  const workspaces = await db
    .selectFrom('workspace_member')
    .innerJoin('workspace', 'workspace.id', 'workspace_member.organizationId')
    .select(['workspace.id', 'workspace.name', 'workspace_member.role'])
    .where('workspace_member.userId', '=', userId)
    .orderBy('workspace.createdAt')
    .execute()
  const brands =
    workspaces.length === 0
      ? []
      : await db
          .selectFrom('brand')
          .selectAll()
          .where(
            'workspace_id',
            'in',
            workspaces.map((w) => w.id),
          )
          .orderBy('created_at')
          .execute()
  return workspaces.map((workspace) => ({
    id: workspace.id,
    name: workspace.name,
    role: Role.parse(workspace.role),
    brands: brands.filter((brand) => brand.workspace_id === workspace.id).map(toBrand),
  }))
}

export const insertWorkspace = async (db: Db, input: { name: string; ownerId: string }): Promise<string> => {
  const id = newId()
  await db.insertInto('workspace').values({ id, name: input.name, slug: id, createdAt: new Date(), logo: null, metadata: null }).execute()
  await insertMember(db, { workspaceId: id, userId: input.ownerId, role: 'owner' })
  return id
}

export const insertMember = async (db: Db, input: { workspaceId: string; userId: string; role: Role }): Promise<void> => {
  await db
    .insertInto('workspace_member')
    .values({ id: newId(), organizationId: input.workspaceId, userId: input.userId, role: input.role, createdAt: new Date() })
    .onConflict((conflict) => conflict.columns(['organizationId', 'userId']).doNothing())
    .execute()
}

export const insertBrand = async (db: Db, workspaceId: string, input: Omit<Brand, 'id' | 'createdAt'>): Promise<Brand> => {
  const row = await db
    .insertInto('brand')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      name: input.name,
      time_zone: input.timeZone,
      language: input.language,
      publish_window_minutes: input.publishWindowMinutes,
      week_starts_on: input.weekStartsOn,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toBrand(row)
}

export const updateBrand = async (
  db: Db,
  workspaceId: string,
  brandId: string,
  change: Partial<Omit<Brand, 'id' | 'createdAt'>>,
): Promise<Brand> => {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.language === undefined ? {} : { language: change.language }),
    ...(change.publishWindowMinutes === undefined ? {} : { publish_window_minutes: change.publishWindowMinutes }),
    ...(change.weekStartsOn === undefined ? {} : { week_starts_on: change.weekStartsOn }),
  }
  const row =
    Object.keys(set).length === 0
      ? await db.selectFrom('brand').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', brandId).executeTakeFirstOrThrow()
      : await db
          .updateTable('brand')
          .set(set)
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', brandId)
          .returningAll()
          .executeTakeFirstOrThrow()
  return toBrand(row)
}

export const findBrand = async (db: Db, workspaceId: string, brandId: string): Promise<Brand | null> => {
  const row = await db.selectFrom('brand').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', brandId).executeTakeFirst()
  return row === undefined ? null : toBrand(row)
}

export const listMembers = async (db: Db, workspaceId: string) =>
  (
    await db
      .selectFrom('workspace_member')
      .innerJoin('auth_user', 'auth_user.id', 'workspace_member.userId')
      .select(['auth_user.id', 'auth_user.name', 'workspace_member.role', 'workspace_member.createdAt'])
      .where('workspace_member.organizationId', '=', workspaceId)
      .orderBy('workspace_member.createdAt')
      .execute()
  ).map((row) => ({ userId: row.id, name: row.name, role: Role.parse(row.role), since: new Date(row.createdAt).toISOString() }))

/** Changes a role, or removes with `null`; 'last-owner' when nobody would own the workspace any more. Serialised per workspace. */
export const changeMember = async (
  db: Kysely<DB>,
  workspaceId: string,
  userId: string,
  role: Role | null,
): Promise<'changed' | 'not-there' | 'last-owner'> =>
  db.transaction().execute(async (trx) => {
    const members = await trx
      .selectFrom('workspace_member')
      .select(['userId', 'role'])
      .where('organizationId', '=', workspaceId)
      .forUpdate()
      .execute()
    if (!members.some((member) => member.userId === userId)) return 'not-there'
    const ownerRemains = role === 'owner' || members.some((member) => member.role === 'owner' && member.userId !== userId)
    if (!ownerRemains) return 'last-owner'
    if (role === null)
      await trx.deleteFrom('workspace_member').where('organizationId', '=', workspaceId).where('userId', '=', userId).execute()
    else
      await trx
        .updateTable('workspace_member')
        .set({ role })
        .where('organizationId', '=', workspaceId)
        .where('userId', '=', userId)
        .execute()
    return 'changed'
  })

const invitationDays = 7

const toInvitation = (row: Pick<Selectable<DB['workspace_invitation']>, 'id' | 'email' | 'role' | 'expiresAt'>) => ({
  id: row.id,
  email: row.email,
  role: Role.parse(row.role),
  expiresAt: new Date(row.expiresAt).toISOString(),
  path: `/invitation/${row.id}`,
})

export const insertInvitation = async (db: Db, input: { workspaceId: string; email: string; role: Role; inviterId: string; now: Date }) => {
  const expiresAt = new Date(input.now.getTime() + invitationDays * 86_400_000)
  const row = {
    id: crypto.randomUUID(),
    organizationId: input.workspaceId,
    email: input.email.toLowerCase(),
    role: input.role,
    status: 'pending',
    expiresAt,
    inviterId: input.inviterId,
  }
  await db.insertInto('workspace_invitation').values(row).execute()
  return toInvitation({ ...row, expiresAt })
}

export const listInvitations = async (db: Db, workspaceId: string, now: Date) =>
  (
    await db
      .selectFrom('workspace_invitation')
      .select(['id', 'email', 'role', 'expiresAt'])
      .where('organizationId', '=', workspaceId)
      .where('status', '=', 'pending')
      .where('expiresAt', '>', now)
      .orderBy('createdAt')
      .execute()
  ).map(toInvitation)

export const revokeInvitation = async (db: Db, workspaceId: string, invitationId: string): Promise<boolean> => {
  const result = await db
    .updateTable('workspace_invitation')
    .set({ status: 'canceled' })
    .where('organizationId', '=', workspaceId)
    .where('id', '=', invitationId)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** An open invitation with its workspace; null when it is spent, revoked, expired or was never there. */
export const findInvitation = async (db: Db, invitationId: string, now: Date) => {
  const row = await db
    .selectFrom('workspace_invitation')
    .innerJoin('workspace', 'workspace.id', 'workspace_invitation.organizationId')
    .select([
      'workspace_invitation.id',
      'workspace_invitation.email',
      'workspace_invitation.role',
      'workspace_invitation.organizationId',
      'workspace.name',
    ])
    .where('workspace_invitation.id', '=', invitationId)
    .where('workspace_invitation.status', '=', 'pending')
    .where('workspace_invitation.expiresAt', '>', now)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { id: row.id, email: row.email, role: Role.parse(row.role), workspaceId: row.organizationId, workspaceName: row.name }
}

/** Spends an invitation: false when another request was faster. */
export const spendInvitation = async (db: Db, invitationId: string): Promise<boolean> => {
  const result = await db
    .updateTable('workspace_invitation')
    .set({ status: 'accepted' })
    .where('id', '=', invitationId)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Whoever has owned a workspace for longest; null before the first run. */
export const findFirstOwner = async (db: Db): Promise<string | null> =>
  (await db.selectFrom('workspace_member').select('userId').where('role', '=', 'owner').orderBy('createdAt').limit(1).executeTakeFirst())
    ?.userId ?? null

export const findUserByName = async (db: Db, name: string): Promise<string | null> =>
  (
    await db
      .selectFrom('auth_user')
      .select('id')
      .where((where) => where.or([where('username', '=', name.toLowerCase()), where('email', '=', name.toLowerCase())]))
      .executeTakeFirst()
  )?.id ?? null
