/** Waits out a restart of the database instead of failing what comes in during it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import type pg from 'pg'

/** No query has been sent yet when these happen, so trying again can do nothing twice. 57P03: the server is starting. */
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P03', '57P01', '57P02'])

/** Opening a connection is tried for `patienceMs` while the server is away; queries themselves are never repeated. */
export const patiently = (pool: pg.Pool, patienceMs = 5000): PostgresPool => ({
  connect: async () => {
    const givesUpAt = performance.now() + patienceMs
    for (;;) {
      try {
        return await pool.connect()
      } catch (error) {
        if (!isPassing(error) || performance.now() > givesUpAt) throw error
        await sleep(50)
      }
    }
  },
  end: () => pool.end(),
  options: pool.options,
})

const isPassing = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return passing.has(code ?? '') || message === 'Connection terminated unexpectedly'
}

/** Whether an error of a query only says that the server went away in the middle of it; what the query did is then not known. */
export const databaseIsAway = (error: unknown): boolean =>
  isPassing(error) ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(error.message))
