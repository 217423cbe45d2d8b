/** The publishing worker: takes what is due, sends each account's publications one after the other and accounts side by side, and sweeps. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Services } from '../../../services.ts'
import { listTried } from '../store/attempts.ts'
import { type ClaimedRow, claimDue, releaseClaims } from '../store/work.ts'
import { sweep } from './look.ts'
import { sendClaimed, type Worker } from './send.ts'
import { type Timings, usualTimings } from './timings.ts'
import { makeTurns } from './turns.ts'

export interface Publisher {
  /** Looks at once instead of at the next tick. */
  wake: () => void
  /** Takes nothing more, and waits for what is being sent. */
  stop: () => Promise<void>
}

export interface PublisherOptions {
  timings?: Timings
  /** Accounts served side by side, over all networks (default 16). */
  accountsAtOnce?: number
  /** Publications taken at once (default 32). */
  batch?: number
}

/** More side by side than this makes one server slower, not faster (measured on a PDS), and is no way to treat a network. */
const accountsAtOncePerNetwork = 3

/**
 * Starts publishing in this process. Any number of processes may do so on one database: state is the row. A publication starts within one tick
 * (a second) of its time. A database that is away is waited for.
 */
export const startPublisher = (services: Services, options: PublisherOptions = {}): Publisher => {
  const { timings = usualTimings, accountsAtOnce = 16, batch = 32 } = options
  const worker: Worker = { services, timings, name: `${hostname()}/${process.pid}/${randomBytes(3).toString('hex')}` }
  const lines = new Map<string, { row: ClaimedRow; tried: boolean }[]>()
  const turns = makeTurns(accountsAtOncePerNetwork)
  const running = new Set<Promise<void>>()
  let stopping = false
  let wakeUp: () => void = () => {}

  const serve = async (account: string) => {
    try {
      for (let next = lines.get(account)?.shift(); next !== undefined && !stopping; next = lines.get(account)?.shift()) {
        const { row, tried } = next
        await turns.take(row.network, () => sendClaimed(worker, row, { tried, writeLater: track }))
      }
    } finally {
      // What was not reached stays claimed until its lease ends; on a clean stop it is given back at once.
      lines.delete(account)
    }
  }
  const track = (work: Promise<void>) => {
    const tracked = work
      .catch((error: unknown) => services.log.error({ err: error }, 'publishing worker'))
      .finally(() => {
        running.delete(tracked)
        wakeUp()
      })
    running.add(tracked)
  }
  const take = async (): Promise<boolean> => {
    const free = accountsAtOnce - lines.size
    if (free <= 0) return false
    const now = services.now()
    const rows = await claimDue(services.database.db, worker.name, now, new Date(now.getTime() + timings.claimLeaseMs), batch)
    const tried = await listTried(services.database.db, rows)
    const newLines = new Set<string>()
    for (const row of rows) {
      const line = lines.get(row.account_id)
      if (line === undefined) newLines.add(row.account_id)
      lines.set(row.account_id, [...(line ?? []), { row, tried: tried.has(row.id) }])
    }
    for (const account of newLines) track(serve(account))
    return rows.length > 0
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    let sweptAt = Number.NEGATIVE_INFINITY
    while (!stopping) {
      try {
        if (performance.now() - sweptAt >= timings.sweepMs) {
          await sweep(worker)
          sweptAt = performance.now()
        }
        const took = await take()
        await sleep(took && lines.size < accountsAtOnce ? 0 : timings.tickMs)
      } catch (error) {
        // The database is away, or a row is broken: neither may end publishing. The next tick tries again.
        services.log.error({ err: error }, 'publishing worker')
        await sleep(timings.tickMs)
      }
    }
  }
  const looping = loop()
  return {
    wake: () => wakeUp(),
    stop: async () => {
      stopping = true
      wakeUp()
      await looping
      await Promise.all(running)
      await releaseClaims(services.database.db, worker.name, services.now())
    },
  }
}
