/** The SQL of short links and of the domains they stand on. */
import { type Kysely, sql } from 'kysely'
import type { LinkDomain, LinkInput } from '../../../../contract/links.ts'
import { newId } from '../../../database/ids.ts'
import type { DB, Link } from '../../../database/types.ts'
import type { Selectable } from 'kysely'

export interface Scope {
  workspaceId: string
  brandId: string
}
export type LinkRow = Selectable<Link> & { host: string | null }

/** What the redirect needs of a link. */
export interface Target {
  workspaceId: string
  linkId: string
  destination: string
  carriesClick: boolean
  archived: boolean
}

const rowsOf = (db: Kysely<DB>, scope: Scope) =>
  db
    .selectFrom('link')
    .leftJoin('link_domain', (join) =>
      join.onRef('link_domain.workspace_id', '=', 'link.workspace_id').onRef('link_domain.id', '=', 'link.domain_id'),
    )
    .selectAll('link')
    .select('link_domain.host')
    .where('link.workspace_id', '=', scope.workspaceId)
    .where('link.brand_id', '=', scope.brandId)

export const listLinkRows = async (
  db: Kysely<DB>,
  scope: Scope,
  page: { campaignId?: string | undefined; archived?: boolean | undefined; cursor?: string | undefined; limit: number },
): Promise<LinkRow[]> => {
  let query = rowsOf(db, scope).where('link.archived_at', page.archived ? 'is not' : 'is', null)
  if (page.campaignId !== undefined) query = query.where('link.campaign_id', '=', page.campaignId)
  if (page.cursor !== undefined) query = query.where('link.id', '<', page.cursor)
  return query.orderBy('link.id', 'desc').limit(page.limit).execute()
}

export const findLinkRow = async (db: Kysely<DB>, scope: Scope, linkId: string): Promise<LinkRow | undefined> =>
  rowsOf(db, scope).where('link.id', '=', linkId).executeTakeFirst()

/** The link that answers to a slug on a domain, or on Athar's own address; null when there is none. */
export const findTarget = async (db: Kysely<DB>, domainId: string | null, slug: string): Promise<Target | null> => {
  const row = await db
    .selectFrom('link')
    .select(['workspace_id', 'id', 'destination', 'carries_click', 'archived_at'])
    .where('slug', '=', slug)
    .where('domain_id', domainId === null ? 'is' : '=', domainId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        workspaceId: row.workspace_id,
        linkId: row.id,
        destination: row.destination,
        carriesClick: row.carries_click,
        archived: row.archived_at !== null,
      }
}

/** Makes a link; null when its slug is taken on that domain (of Athar's own address: by any workspace). */
export const insertLink = async (
  db: Kysely<DB>,
  scope: Scope,
  link: Omit<LinkInput, 'slug'> & { slug: string },
  by: string,
  now: Date,
): Promise<string | null> =>
  db.transaction().execute(async (trx) => {
    // One slug at a time: a workspace's unique key cannot reach over all workspaces.
    await sql`select pg_advisory_xact_lock(hashtext(${`link/${link.domainId ?? ''}/${link.slug}`}))`.execute(trx)
    if ((await findTarget(trx, link.domainId, link.slug)) !== null) return null
    const id = newId()
    await trx
      .insertInto('link')
      .values({
        workspace_id: scope.workspaceId,
        id,
        brand_id: scope.brandId,
        domain_id: link.domainId,
        slug: link.slug,
        destination: link.destination,
        title: link.title,
        channel: link.channel,
        account_id: link.accountId,
        campaign_id: link.campaignId,
        post_id: link.postId,
        carries_click: link.carriesClick,
        created_at: now,
        created_by: by,
      })
      .execute()
    return id
  })

export const changeLink = async (
  db: Kysely<DB>,
  scope: Scope,
  linkId: string,
  change: Omit<LinkInput, 'slug' | 'domainId'> | { archivedAt: Date | null },
): Promise<boolean> => {
  const set =
    'archivedAt' in change
      ? { archived_at: change.archivedAt }
      : {
          destination: change.destination,
          title: change.title,
          channel: change.channel,
          account_id: change.accountId,
          campaign_id: change.campaignId,
          post_id: change.postId,
          carries_click: change.carriesClick,
        }
  const { numUpdatedRows } = await db
    .updateTable('link')
    .set(set)
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', linkId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether what a link belongs to is this brand's. */
export const belongsTogether = async (
  db: Kysely<DB>,
  scope: Scope,
  link: Pick<LinkInput, 'accountId' | 'campaignId' | 'postId'> & { domainId?: string | null },
): Promise<'accountId' | 'campaignId' | 'postId' | 'domainId' | null> => {
  const parts = [
    ['accountId', 'account', link.accountId],
    ['campaignId', 'campaign', link.campaignId],
    ['postId', 'post', link.postId],
    ['domainId', 'link_domain', link.domainId ?? null],
  ] as const
  for (const [field, table, id] of parts) {
    if (id === null) continue
    const { rows } =
      await sql`select 1 from ${sql.table(table)} where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid
      and id = ${id}::uuid`.execute(db)
    if (rows.length === 0) return field
  }
  return null
}

export interface DomainRow {
  workspaceId: string
  brandId: string
  id: string
  host: string
  token: string
}

/** Every domain of the house; there are few. */
export const listAllDomains = async (db: Kysely<DB>): Promise<DomainRow[]> =>
  (await db.selectFrom('link_domain').selectAll().orderBy('created_at').execute()).map((row) => ({
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
    id: row.id,
    host: row.host,
    token: row.token,
  }))

export const domainPath = '/.well-known/athar-links'

export const listDomains = async (db: Kysely<DB>, scope: Scope): Promise<LinkDomain[]> =>
  (
    await db
      .selectFrom('link_domain')
      .selectAll()
      .where('workspace_id', '=', scope.workspaceId)
      .where('brand_id', '=', scope.brandId)
      .orderBy('host')
      .execute()
  ).map((row) => ({
    id: row.id,
    host: row.host,
    checkPath: domainPath,
    reachedAt: row.reached_at?.toISOString() ?? null,
    lastProblem: row.last_problem,
  }))

/** Takes a domain for a brand; null when somebody in the house has it. */
export const insertDomain = async (db: Kysely<DB>, scope: Scope, host: string, token: string, now: Date): Promise<string | null> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`domain/${host}`}))`.execute(trx)
    const taken = await trx.selectFrom('link_domain').select('id').where('host', '=', host).executeTakeFirst()
    if (taken !== undefined) return null
    const id = newId()
    await trx
      .insertInto('link_domain')
      .values({ workspace_id: scope.workspaceId, id, brand_id: scope.brandId, host, token, created_at: now })
      .execute()
    return id
  })

export const noteDomain = async (
  db: Kysely<DB>,
  scope: Scope,
  domainId: string,
  found: { reachedAt: Date } | { problem: string },
): Promise<void> => {
  await db
    .updateTable('link_domain')
    .set('problem' in found ? { last_problem: found.problem } : { reached_at: found.reachedAt, last_problem: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', domainId)
    .execute()
}

/** Gives a domain up; false when it still has links, whose printed codes would then lead nowhere. */
export const deleteDomain = async (db: Kysely<DB>, scope: Scope, domainId: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('link_domain')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', domainId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('link')
            .select('link.id')
            .whereRef('link.workspace_id', '=', 'link_domain.workspace_id')
            .whereRef('link.domain_id', '=', 'link_domain.id'),
        ),
      ),
    )
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Links that lead to a host: a domain may not be taken while its own visitors would then go round in circles. */
export const countLinksTo = async (db: Kysely<DB>, host: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from link
    where destination like ${`http://${host}/%`} or destination like ${`https://${host}/%`}`.execute(db)
  return rows[0]?.n ?? 0
}

/** The links of a page that lead somewhere. */
export const listPageLinks = async (
  db: Kysely<DB>,
  scope: Scope,
  ids: string[],
): Promise<{ id: string; slug: string; host: string | null }[]> => {
  if (ids.length === 0) return []
  const rows = await rowsOf(db, scope).where('link.id', 'in', ids).where('link.archived_at', 'is', null).execute()
  return rows.map(({ id, slug, host }) => ({ id, slug, host }))
}
