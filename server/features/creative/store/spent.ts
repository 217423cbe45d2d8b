/** The SQL of money and hours: quotes, payment stages, and what was worked. */
import { sql } from 'kysely'
import type { Cost, CostInput, HoursInput, LoggedHours } from '../../../../contract/creative.ts'
import { newId } from '../../../database/ids.ts'
import { fromUnits, multiply } from '../measure/units.ts'
import type { Db, Scope } from './people.ts'

const day = (column: string) => sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`

const selectCosts = (db: Db, { workspaceId, brandId }: Scope) =>
  db
    .selectFrom('creative_cost as cost')
    .leftJoin('creative_person as person', (join) =>
      join.onRef('person.workspace_id', '=', 'cost.workspace_id').onRef('person.id', '=', 'cost.person_id'),
    )
    .select([
      'cost.id',
      'cost.brief_id',
      'cost.person_id',
      'cost.kind',
      'cost.label',
      'cost.currency',
      'cost.state',
      'person.name as person_name',
      sql<string>`trim_scale(cost.amount)::text`.as('amount_text'),
      day('cost.due_on').as('due'),
      day('cost.paid_on').as('paid'),
    ])
    .where('cost.workspace_id', '=', workspaceId)
    .where('cost.brand_id', '=', brandId)

export const listCosts = async (db: Db, scope: Scope, briefIds?: string[]): Promise<Cost[]> => {
  if (briefIds?.length === 0) return []
  let query = selectCosts(db, scope)
  if (briefIds !== undefined) query = query.where('cost.brief_id', 'in', briefIds)
  return (await query.orderBy('cost.id').limit(5000).execute()).map((row) => ({
    id: row.id,
    briefId: row.brief_id,
    personId: row.person_id,
    personName: row.person_name,
    kind: row.kind as Cost['kind'],
    label: row.label,
    amount: row.amount_text,
    currency: row.currency,
    state: row.state as Cost['state'],
    dueOn: row.due,
    paidOn: row.paid,
  }))
}

const costColumns = (cost: CostInput) => ({
  person_id: cost.personId,
  kind: cost.kind,
  label: cost.label,
  amount: cost.amount,
  currency: cost.currency,
  state: cost.state,
  due_on: cost.dueOn,
  paid_on: cost.paidOn,
})

export const insertCost = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  briefId: string,
  cost: CostInput,
  by: string,
  now: Date,
): Promise<void> => {
  await db
    .insertInto('creative_cost')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      brand_id: brandId,
      brief_id: briefId,
      ...costColumns(cost),
      created_by: by,
      created_at: now,
    })
    .execute()
}

export const updateCost = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  briefId: string,
  id: string,
  cost: CostInput,
): Promise<boolean> => {
  const done = await db
    .updateTable('creative_cost')
    .set(costColumns(cost))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('brief_id', '=', briefId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** Logged hours with the person's place then and what they cost at the rate of the day. */
export interface HoursRow extends LoggedHours {
  briefId: string
  place: 'in-house' | 'outside'
}

export const listHours = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  options: { briefId?: string; from?: string; to?: string } = {},
): Promise<HoursRow[]> => {
  let query = db
    .selectFrom('creative_hours as logged')
    .innerJoin('creative_person as person', (join) =>
      join.onRef('person.workspace_id', '=', 'logged.workspace_id').onRef('person.id', '=', 'logged.person_id'),
    )
    .select([
      'logged.id',
      'logged.brief_id',
      'logged.deliverable_id',
      'logged.person_id',
      'logged.hours',
      'logged.note',
      'logged.rate_currency',
      'person.name',
      'person.place',
      sql<string>`to_char(logged.day, 'YYYY-MM-DD')`.as('day_text'),
      sql<string | null>`trim_scale(logged.rate)::text`.as('rate_text'),
    ])
    .where('logged.workspace_id', '=', workspaceId)
    .where('logged.brand_id', '=', brandId)
  if (options.briefId !== undefined) query = query.where('logged.brief_id', '=', options.briefId)
  if (options.from !== undefined) query = query.where('logged.day', '>=', sql<never>`${options.from}::date`)
  if (options.to !== undefined) query = query.where('logged.day', '<=', sql<never>`${options.to}::date`)
  return (await query.orderBy('logged.day').orderBy('logged.id').limit(20_000).execute()).map((row) => ({
    id: row.id,
    briefId: row.brief_id,
    deliverableId: row.deliverable_id,
    personId: row.person_id,
    personName: row.name,
    place: row.place as HoursRow['place'],
    day: row.day_text,
    hours: Number(row.hours),
    note: row.note,
    cost:
      row.rate_text === null || row.rate_currency === null
        ? null
        : { amount: fromUnits(multiply(row.rate_text, Number(row.hours)), row.rate_currency), currency: row.rate_currency },
  }))
}

export const insertHours = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  briefId: string,
  logged: HoursInput & { rate: { amount: string; currency: string } | null },
  by: string,
  now: Date,
): Promise<void> => {
  await db
    .insertInto('creative_hours')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      brand_id: brandId,
      brief_id: briefId,
      deliverable_id: logged.deliverableId,
      person_id: logged.personId,
      day: logged.day,
      hours: logged.hours,
      note: logged.note,
      rate: logged.rate?.amount ?? null,
      rate_currency: logged.rate?.currency ?? null,
      created_by: by,
      created_at: now,
    })
    .execute()
}

export const deleteHours = async (db: Db, { workspaceId, brandId }: Scope, briefId: string, id: string): Promise<boolean> => {
  const done = await db
    .deleteFrom('creative_hours')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('brief_id', '=', briefId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}
