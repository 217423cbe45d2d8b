/** Tests of opening and migrating a database, and of what its types mean in JavaScript. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../testing/database.ts'
import { newId } from './ids.ts'
import { listSteps, migrate, readSteps } from './migrate.ts'
import { openDatabase } from './open.ts'

const database = await testDatabase()

describe('ids', () => {
  test('ids are UUIDs of version 7 and sort in the order they were made', () => {
    const ids = Array.from({ length: 10_000 }, newId)
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('an id carries the time it was made', () => {
    const madeAtMs = Number.parseInt(newId().replace('-', '').slice(0, 12), 16)
    expect(Math.abs(madeAtMs - Date.now())).toBeLessThan(1000)
  })
})

describe('types', () => {
  test('counts and sums are numbers, days stay text, moments are dates', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select count(*) as n, sum(x) as total, date '2026-03-29' as day, timestamptz '2026-03-29 01:30+00' as moment from generate_series(1, 4) x`.execute(
      database.db,
    )
    expect(rows).toEqual([{ n: 4, total: 10, day: '2026-03-29', moment: new Date('2026-03-29T01:30:00Z') }])
  })

  test('an integer too large to be exact is refused instead of rounded', async () => {
    await expect(sql`select 9007199254740993::bigint as x`.execute(database.db)).rejects.toThrow('too large to be exact')
  })

  test('days are cut in UTC, whatever the server is set to', async () => {
    const { rows } = await sql<{ zone: string }>`select current_setting('TimeZone') as zone`.execute(database.db)
    expect(rows).toEqual([{ zone: 'UTC' }])
  })
})

describe('migrations', () => {
  test('the database of a test has every step, and migrating again applies nothing', async () => {
    expect(await readSteps(database.db as never)).toEqual(listSteps())
    expect(await migrate(database)).toEqual([])
  })

  test('a schema from a newer version is refused with a sentence', async () => {
    const newer = await openDatabase({ databaseUrl: database.connectionString, dataDir: '' })
    try {
      await sql`insert into schema_step (name, timestamp) values ('9999-future', 'now')`.execute(newer.db)
      await expect(migrate(newer)).rejects.toThrow(/newer Athar: it has the schema step 9999-future.*Start that newer version/)
    } finally {
      await sql`delete from schema_step where name = '9999-future'`.execute(newer.db)
      await newer.close()
    }
  })
})

describe('an address that cannot be used', () => {
  test('nobody listens there: the sentence names the place, never the password', async () => {
    const opening = openDatabase({ databaseUrl: 'postgresql://someone:secret-word@127.0.0.1:1/nothing', dataDir: '' })
    await expect(opening).rejects.toThrow('The database at 127.0.0.1:1/nothing (DATABASE_URL) cannot be used')
    await expect(opening).rejects.not.toThrow('secret-word')
  })
})
