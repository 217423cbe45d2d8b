/** Frequent statements are kept by the server under a name; others are not, and answers stay the same. */
import { expect, test } from 'vitest'
import { testDatabase } from '../../testing/database.ts'

const { pool } = await testDatabase()

const kept = async (client: { query: (text: string) => Promise<{ rows: { statement: string }[] }> }) =>
  (await client.query('select statement from pg_prepared_statements')).rows.map(({ statement }) => statement)

test('a statement that comes often is planned once, a rare one and one without values are not', async () => {
  const client = await pool.connect()
  try {
    for (let value = 0; value < 20; value++) {
      const { rows } = await client.query('select $1::int + 1 as next', [value])
      expect(rows).toEqual([{ next: value + 1 }])
      await client.query('select 1 as one')
    }
    await client.query('select $1::int as rare', [1])
    expect(await kept(client)).toEqual(['select $1::int + 1 as next'])
  } finally {
    client.release()
  }
})

test('texts that never come again do not fill the memory of a connection', async () => {
  const client = await pool.connect()
  try {
    for (let text = 0; text < 150; text++) for (let again = 0; again < 6; again++) await client.query(`select $1::int as n${text}`, [again])
    expect((await kept(client)).length).toBeLessThanOrEqual(100)
  } finally {
    client.release()
  }
})

test('a kept statement still tells its own error', async () => {
  const client = await pool.connect()
  try {
    for (let again = 0; again < 8; again++) await expect(client.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero')
  } finally {
    client.release()
  }
})
