/** Background work on pg-boss: jobs are defined beside their feature, queued inside the caller's transaction, and survive any crash. */
import type { Kysely, Transaction } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Services } from '../services.ts'

export interface JobDefinition<Data extends object = object> {
  /** "<feature>.<verb-noun>", unique in the app. */
  name: string
  /** Five-field cron in UTC; the job then also runs on the clock, with empty data. */
  schedule?: string
  /** How many of this job one process works on at once (default 1). */
  concurrency?: number
  /** How often a throwing job is tried again (default 3, with growing pauses). Publishing does not rely on it. */
  retryLimit?: number
  run: (services: Services, data: Data, signal: AbortSignal) => Promise<void>
}

/** Defines a job; the name is the queue. */
export const defineJob = <Data extends object>(job: JobDefinition<Data>): JobDefinition<Data> => job

export interface EnqueueOptions {
  /** Seconds from now, or a moment. */
  startAfter?: number | Date
  /** At most one waiting and one running job of this name have the key. */
  singletonKey?: string
}

export interface Jobs {
  /** Queues inside `on` when it is a transaction: rolled back with it. Answers the job id, null when the singleton key was taken. */
  enqueue: <Data extends object>(
    job: JobDefinition<Data>,
    data: Data,
    options?: EnqueueOptions & { on?: Kysely<never> | Transaction<never> },
  ) => Promise<string | null>
  /** Starts working on the given jobs; without it this process only queues. */
  work: (jobs: JobDefinition<never>[], services: Services) => Promise<void>
  stop: () => Promise<void>
}

/** Connects to the queue (schema pgboss), creating it when missing. Cost: about 0.3 s the first time. */
export const openJobs = async (options: { connectionString: string; log: Logger; supervise?: boolean }): Promise<Jobs> => {
  const boss = new PgBoss({
    connectionString: options.connectionString,
    max: 3,
    application_name: 'athar-jobs',
    useListenNotify: true,
    // A killed worker's job is taken over after ten seconds (measured; the default is fifteen minutes).
    superviseIntervalSeconds: 1,
    supervise: options.supervise ?? true,
    schedule: options.supervise ?? true,
  })
  boss.on('error', (error) => options.log.error({ err: error }, 'job queue'))
  await boss.start()
  const known = new Set<string>()
  const prepare = async (job: JobDefinition<never>) => {
    if (known.has(job.name)) return
    await boss.createQueue(job.name, {
      // One waiting and one running job per key: what is queued during a run is run again after it, never lost.
      policy: 'stately',
      notify: true,
      retryLimit: job.retryLimit ?? 3,
      retryBackoff: true,
      heartbeatSeconds: 10,
    } as never)
    known.add(job.name)
  }
  return {
    enqueue: async (job, data, { startAfter, singletonKey, on } = {}) => {
      await prepare(job as unknown as JobDefinition<never>)
      return boss.send(job.name, data, {
        singletonKey: singletonKey ?? crypto.randomUUID(),
        ...(startAfter === undefined ? {} : { startAfter }),
        ...(on === undefined ? {} : { db: fromKysely(on as never) }),
      })
    },
    work: async (jobs, services) => {
      for (const job of jobs) {
        await prepare(job)
        await boss.work(job.name, { localConcurrency: job.concurrency ?? 1, pollingIntervalSeconds: 10 }, async (batch) => {
          for (const item of batch) {
            try {
              await job.run(services, (item.data ?? {}) as never, item.signal)
            } catch (error) {
              services.log.error({ err: error, job: job.name, id: item.id }, 'job failed')
              throw error
            }
          }
        })
        if (job.schedule !== undefined) await boss.schedule(job.name, job.schedule, {}, { tz: 'UTC' })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 8000 }),
  }
}
