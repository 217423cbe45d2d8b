/** Brings a database to this version's schema: the files of migrations/, in the order of their numbers, once each. */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseProblem } from './problem.ts'
import type { DB } from './types.ts'

const folder = path.join(import.meta.dirname, 'migrations')
const table = 'schema_step'
const lockTable = 'schema_step_lock'

/** The names of this version's steps, e.g. "0001-team", in order. */
export const listSteps = (): string[] =>
  fs
    .readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .toSorted()

/** The names of the steps a database already took. */
export const readSteps = async (db: Kysely<never>): Promise<string[]> => {
  const { rows: found } = await sql<{ there: boolean }>`select to_regclass(${`public.${table}`}) is not null as there`.execute(db)
  if (found[0]?.there !== true) return []
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db)
  return rows.map((row) => row.name)
}

/**
 * Applies what is missing, all in one transaction, under a lock: of several processes that start together one does it and the others wait.
 * Throws DatabaseProblem when the schema is newer than this code. Answers the applied names. Cost: 5 ms when there is nothing to do.
 */
export const migrate = async (on: { db: Kysely<DB> }): Promise<string[]> => {
  // A migration knows no tables; the row types describe what comes out of the last one.
  const db = on.db as unknown as Kysely<never>
  const known = listSteps()
  const taken = await readSteps(db)
  refuseNewer(taken, known)
  if (taken.length === known.length) return []
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => readMigrations(known) },
    migrationTableName: table,
    migrationLockTableName: lockTable,
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName
    throw new Error(`the schema step ${failed ?? ''} failed; nothing was changed`, { cause: error })
  }
  return results.map((result) => result.migrationName)
}

const refuseNewer = (taken: string[], known: string[]) => {
  const unknown = taken.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new DatabaseProblem(
    `The database was written by a newer Athar: it has the schema step ${unknown[0]}, which this version does not know. Start that newer version, or restore a backup made before it.`,
  )
}

const readMigrations = async (names: string[]): Promise<Record<string, Migration>> => {
  const migrations: Record<string, Migration> = {}
  for (const name of names) migrations[name] = (await import(pathToFileURL(path.join(folder, `${name}.ts`)).href)) as Migration
  return migrations
}
