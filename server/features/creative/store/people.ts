/** The SQL of people and settings. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CreativeSettings, Person, PersonInput, Skill } from '../../../../contract/creative.ts'
import { newId } from '../../../database/ids.ts'
import type { DB } from '../../../database/types.ts'

export type Db = Kysely<DB> | Transaction<DB>
export interface Scope {
  workspaceId: string
  brandId: string
}

/** Runs `work` in one transaction. */
export const together = <Result>(db: Db, work: (trx: Transaction<DB>) => Promise<Result>): Promise<Result> =>
  db.isTransaction ? work(db as Transaction<DB>) : (db as Kysely<DB>).transaction().execute(work)

export const findSettings = async (db: Db, { workspaceId, brandId }: Scope): Promise<CreativeSettings | null> => {
  const row = await db
    .selectFrom('creative_settings')
    .select(['currencies', 'expected_hours'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { currencies: row.currencies, expectedHours: row.expected_hours as unknown as CreativeSettings['expectedHours'] }
}

export const keepSettings = async (db: Db, { workspaceId, brandId }: Scope, settings: CreativeSettings): Promise<void> => {
  const set = { currencies: settings.currencies, expected_hours: JSON.stringify(settings.expectedHours) }
  await db
    .insertInto('creative_settings')
    .values({ workspace_id: workspaceId, brand_id: brandId, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(set))
    .execute()
}

const selectPeople = (db: Db, { workspaceId, brandId }: Scope) =>
  db
    .selectFrom('creative_person')
    .select([
      'id',
      'name',
      'place',
      'user_id',
      'email',
      'language',
      'skills',
      'hours_per_week',
      'rate_currency',
      'away',
      'note',
      'removed_at',
      sql<string | null>`rate::text`.as('rate_text'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)

type Found = Awaited<ReturnType<ReturnType<typeof selectPeople>['execute']>>[number]
const trim = (amount: string) => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
const toPerson = (row: Found): Person => ({
  id: row.id,
  name: row.name,
  place: row.place as Person['place'],
  userId: row.user_id,
  email: row.email,
  language: row.language as 'en' | 'ar',
  skills: row.skills as Skill[],
  hoursPerWeek: Number(row.hours_per_week),
  rate: row.rate_text === null || row.rate_currency === null ? null : { amount: trim(row.rate_text), currency: row.rate_currency },
  away: row.away as unknown as Person['away'],
  note: row.note,
  removed: row.removed_at !== null,
})

export const listPeople = async (db: Db, scope: Scope, withRemoved = false): Promise<Person[]> => {
  let query = selectPeople(db, scope)
  if (!withRemoved) query = query.where('removed_at', 'is', null)
  return (await query.orderBy('place').orderBy('name').execute()).map(toPerson)
}

export const findPerson = async (db: Db, scope: Scope, id: string): Promise<Person | null> => {
  const row = await selectPeople(db, scope).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toPerson(row)
}

const columnsOf = (person: PersonInput) => ({
  name: person.name,
  place: person.place,
  user_id: person.userId,
  email: person.email,
  language: person.language,
  skills: person.skills as string[],
  hours_per_week: person.hoursPerWeek,
  rate: person.rate?.amount ?? null,
  rate_currency: person.rate?.currency ?? null,
  away: JSON.stringify(person.away),
  note: person.note,
})

export const insertPerson = async (db: Db, { workspaceId, brandId }: Scope, person: PersonInput, now: Date): Promise<string> => {
  const id = newId()
  await db
    .insertInto('creative_person')
    .values({ workspace_id: workspaceId, id, brand_id: brandId, ...columnsOf(person), created_at: now })
    .execute()
  return id
}

export const updatePerson = async (
  db: Db,
  { workspaceId, brandId }: Scope,
  id: string,
  person: PersonInput & { removed: boolean },
  now: Date,
): Promise<boolean> => {
  const done = await db
    .updateTable('creative_person')
    .set({ ...columnsOf(person), removed_at: person.removed ? now : null })
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}
