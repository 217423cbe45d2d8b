/** The SQL of campaigns, of the UTM rules of a brand, and of its page of links. */
import { type Kysely, sql } from 'kysely'
import { type Campaign, type CampaignInput, LinkPage, UtmRules } from '../../../../contract/links.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'
import type { Scope } from './links.ts'

export const listCampaigns = async (db: Kysely<DB>, scope: Scope, id?: string): Promise<Campaign[]> => {
  const { rows } = await sql<Campaign & { archived: Date | null }>`
    select id, name, key, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn", archived_at as archived
    from campaign where workspace_id = ${scope.workspaceId} and brand_id = ${scope.brandId}::uuid and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
    order by archived_at is not null, id desc limit 500`.execute(db)
  return rows.map(({ archived, ...row }) => ({ ...row, archivedAt: archived?.toISOString() ?? null }))
}

/** Null when the key is taken. */
export const insertCampaign = async (db: Kysely<DB>, scope: Scope, campaign: CampaignInput, now: Date): Promise<string | null> => {
  const id = newId()
  const row = await db
    .insertInto('campaign')
    .values({
      workspace_id: scope.workspaceId,
      id,
      brand_id: scope.brandId,
      name: campaign.name,
      key: campaign.key.toLowerCase(),
      starts_on: campaign.startsOn,
      ends_on: campaign.endsOn,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export const changeCampaign = async (
  db: Kysely<DB>,
  scope: Scope,
  campaignId: string,
  campaign: Omit<CampaignInput, 'key'> & { archived: boolean },
  now: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('campaign')
    .set({
      name: campaign.name,
      starts_on: campaign.startsOn,
      ends_on: campaign.endsOn,
      archived_at: campaign.archived ? now : null,
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .where('id', '=', campaignId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const findUtmRules = async (db: Kysely<DB>, scope: Scope): Promise<UtmRules> => {
  const row = await db
    .selectFrom('utm_rules')
    .select('rules')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()
  return UtmRules.parse(row?.rules ?? {})
}

export const saveUtmRules = async (db: Kysely<DB>, scope: Scope, rules: UtmRules, now: Date): Promise<void> => {
  const set = { rules: JSON.stringify(rules), changed_at: now }
  await db
    .insertInto('utm_rules')
    .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(set))
    .execute()
}

export const findLinkPage = async (db: Kysely<DB>, scope: Scope): Promise<LinkPage | null> => {
  const row = await db
    .selectFrom('link_page')
    .select('page')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()
  return row === undefined ? null : LinkPage.parse(row.page)
}

/** The page that answers to a slug, or that of the brand a domain belongs to. */
export const findPublicPage = async (db: Kysely<DB>, by: { slug: string } | Scope): Promise<{ scope: Scope; page: LinkPage } | null> => {
  let query = db.selectFrom('link_page').selectAll()
  query =
    'slug' in by ? query.where('slug', '=', by.slug) : query.where('workspace_id', '=', by.workspaceId).where('brand_id', '=', by.brandId)
  const row = await query.executeTakeFirst()
  if (row === undefined) return null
  const page = LinkPage.parse(row.page)
  return page.published ? { scope: { workspaceId: row.workspace_id, brandId: row.brand_id }, page } : null
}

/** False when another brand's page has the slug. */
export const saveLinkPage = async (db: Kysely<DB>, scope: Scope, page: LinkPage, now: Date): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`link-page/${page.slug}`}))`.execute(trx)
    const other = await trx.selectFrom('link_page').select(['workspace_id', 'brand_id']).where('slug', '=', page.slug).execute()
    if (other.some((row) => row.workspace_id !== scope.workspaceId || row.brand_id !== scope.brandId)) return false
    const set = { slug: page.slug, page: JSON.stringify(page), changed_at: now }
    await trx
      .insertInto('link_page')
      .values({ workspace_id: scope.workspaceId, brand_id: scope.brandId, ...set })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(set))
      .execute()
    return true
  })

/** Whether the brand wrote rules of its own. */
export const hasUtmRules = async (db: Kysely<DB>, scope: Scope): Promise<boolean> =>
  (await db
    .selectFrom('utm_rules')
    .select('changed_at')
    .where('workspace_id', '=', scope.workspaceId)
    .where('brand_id', '=', scope.brandId)
    .executeTakeFirst()) !== undefined
