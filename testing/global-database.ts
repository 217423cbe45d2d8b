/** Vitest's global set-up: one cluster and one migrated template for a whole run. */
import type { TestProject } from 'vitest/node'
import { makeTemplate, startThrowAwayCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's cluster, without a database name. */
    clusterAddress: string
  }
}

/** Vitest calls it by this name, and what it returns at the end. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const cluster = await startThrowAwayCluster()
  await makeTemplate(cluster)
  project.provide('clusterAddress', cluster.connectionString(''))
  return cluster.stop
}
