/** A throw-away PostgreSQL with a migrated template: for tests, evaluations and generated row types. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/database/embedded/supervise.ts'
import { migrate } from '../server/database/migrate.ts'
import { connect } from '../server/database/open.ts'

export const templateName = 'athar_template'

export interface ThrowAwayCluster {
  /** The address of a database in it; `postgres` for making others. */
  connectionString: (database: string) => string
  stop: () => Promise<void>
}

/** Starts an empty server in a new temporary folder; `stop` removes it. Its data need not survive anything, so it never waits for the disk. Cost: 1 s. */
export const startThrowAwayCluster = async (): Promise<ThrowAwayCluster> => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'athar-cluster-'))
  const server = await startEmbedded({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      shared_buffers: '64MB',
      max_wal_size: '1GB',
    },
  })
  return {
    connectionString: server.connectionString,
    stop: async () => {
      await server.stop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Makes the migrated database that the others are cloned from. Cost: about 0.3 s. */
export const makeTemplate = async (cluster: ThrowAwayCluster): Promise<void> => {
  await administer(cluster.connectionString('postgres'), `create database ${templateName}`)
  const template = connect(cluster.connectionString(templateName), { maxConnections: 2 })
  await migrate(template)
  await template.close()
}

/** One statement outside any transaction, such as CREATE DATABASE. */
export const administer = async (connectionString: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
