/** Waits out a restart of the database instead of failing what comes in during it. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** No query has been sent yet when these happen, so trying again can do nothing twice. 57P03: the server is starting. */
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P03', '57P01', '57P02'])

/** After kill -9 a server needs up to some seconds to recover; requests rather wait that long than fail. */
const patienceMs = 15_000

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: boolean | Error) => void) => void

/** A pool that tries to connect for a while when the server is away; queries themselves are never repeated. */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const connected = this.#connectPatiently()
    if (callback === undefined) return connected
    connected.then(
      (client) => callback(undefined, client, client.release.bind(client)),
      (error: Error) => callback(error, undefined, () => {}),
    )
  }

  #connectPatiently(): Promise<pg.PoolClient> {
    return tryWhile(
      (error) => isPassing(error) && !this.ending,
      patienceMs,
      () => super.connect(),
    )
  }
}

/** Does `step` again, while its error is one of a kind that passes by itself, for at most `forMs`; then throws that error. */
export const tryWhile = async <Result>(
  passes: (error: unknown) => boolean,
  forMs: number,
  step: () => Promise<Result>,
): Promise<Result> => {
  const givesUpAt = performance.now() + forMs
  for (;;) {
    try {
      return await step()
    } catch (error) {
      if (!passes(error) || performance.now() > givesUpAt) throw error
      await sleep(50)
    }
  }
}

/** The server is there and says itself that it will soon be ready: it recovers, or the machine has just started. */
export const isStarting = (error: unknown): boolean => (error as { code?: string }).code === '57P03'

const isPassing = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return passing.has(code ?? '') || message === 'Connection terminated unexpectedly'
}

/** Whether an error of a query only says that the server went away in the middle of it; what the query did is then not known. */
export const databaseIsAway = (error: unknown): boolean =>
  isPassing(error) ||
  (error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(error.message))
