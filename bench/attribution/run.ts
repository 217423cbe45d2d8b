/** Ten million events to journeys to all models: time in all and by step, memory, growth from a hundred thousand, and the path step against the same SQL alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeStage } from '../../evaluation/chaos/stage.ts'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/database/embedded/supervise.ts'
import { computeCredit } from '../../server/features/attribution/compute.ts'
import { pathStatement } from '../../server/features/attribution/store/paths.ts'
import { periodOf } from '../../server/http/days.ts'
import { openServices } from '../../server/open-services.ts'
import type { Services } from '../../server/services.ts'
import { administer } from '../../testing/cluster.ts'
import type { Bench, Ratio } from '../main.ts'

const sizes = [100_000, 10_000_000]
/** Events of a person, on average; one in thirty of them buys. */
const perPerson = 4

type Scope = { workspaceId: string; brandId: string }

/** Twelve channels, the common ones far more often; spread over eighty days. Written by the database itself: loading is not what is measured. */
const fill = async (services: Services, scope: Scope, events: number) => {
  const { pool } = services.database
  await pool.query('truncate event')
  await pool.query(
    `insert into event (workspace_id, brand_id, visitor_id, id, kind, occurred_at, channel, name, value, currency, source, received_at)
     select $1, $2::uuid, 'v' || (n % $4::bigint), ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       case when n % 120 = 0 then 'conversion' else 'touch' end,
       now() - interval '1 day' - (hashint8(n) & 2147483647) / 2147483647.0 * interval '80 days',
       case when n % 120 = 0 then null else 'channel ' || floor(12 * power((hashint8(n + 7) & 65535) / 65536.0, 1.7))::int end,
       case when n % 120 = 0 then 'order' end, case when n % 120 = 0 then 40 end, case when n % 120 = 0 then 'EUR' end, 'bench', now()
     from generate_series(1::bigint, $3::bigint) as n`,
    [scope.workspaceId, scope.brandId, events, Math.floor(events / perPerson) + 1],
  )
  await pool.query('vacuum analyze event')
}

/** The paths counted where they lie, with the settings that the product gives the statement. */
const runAlone = async ({ database }: Services, scope: Scope, period: ReturnType<typeof periodOf>) => {
  const { sql, parameters } = pathStatement(scope, 'channel', period, 'EUR').compile(database.db)
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query("set local work_mem = '192MB'")
    await client.query('set local plan_cache_mode = force_custom_plan')
    await client.query(`select count(*) from (${sql}) as paths`, [...parameters])
    await client.query('rollback')
  } finally {
    client.release()
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

export const bench: Bench = async (progress) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-attribution-'))
  const cluster = await startEmbedded({ dataDir: path.join(dataDir, 'cluster') })
  const rows: Ratio[] = []
  try {
    await administer(cluster.connectionString('postgres'), 'create database bench')
    const config = readConfig({ DATABASE_URL: cluster.connectionString('bench'), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    const { services, close } = await openServices(config, 'command')
    try {
      const scope = await makeStage(services)
      const period = periodOf({}, 'UTC', services.now())
      const totals: number[] = []
      for (const events of sizes) {
        progress(`writing ${events.toLocaleString('en')} events`)
        await fill(services, scope, events)
        const alone = async () => {
          progress('the same SQL alone')
          const started = performance.now()
          await runAlone(services, scope, period)
          return performance.now() - started
        }
        // Before and after: whoever comes second finds more of the table in memory.
        const before = events === sizes.at(-1) ? await alone() : 0
        progress(`computing over ${events.toLocaleString('en')} events`)
        let peak = 0
        const watch = setInterval(() => {
          peak = Math.max(peak, process.memoryUsage.rss())
        }, 50)
        const started = performance.now()
        const { answer } = await computeCredit(services, scope, 'channel', period, {
          tell: (step, done, of) => progress(`  ${step} ${Math.round((100 * done) / of)}%`),
          signal: new AbortController().signal,
        })
        const total = performance.now() - started
        clearInterval(watch)
        totals.push(total)
        if (answer.kind !== 'credit') throw new Error(`There is no credit: ${answer.kind}.`)
        const steps = answer.steps.map(({ step, ms }) => `${step} ${seconds(ms)}`).join(', ')
        const name = `${events.toLocaleString('en')} events (${answer.conversions.all.toLocaleString('en')} conversions) to all seven models with intervals`
        if (events === sizes.at(-1)) {
          const aloneMs = (before + (await alone())) / 2
          const pathsMs = answer.steps.find(({ step }) => step === 'paths')?.ms ?? Number.NaN
          rows.push({
            name: 'the path step, paths handed over, against the same SQL alone in PostgreSQL (mean of once before and once after)',
            ours: seconds(pathsMs),
            peer: seconds(aloneMs),
            ratio: aloneMs / pathsMs,
            atLeast: 0.8,
          })
        }
        rows.push({
          name: `${name}: ${steps}; peak memory of the server ${Math.round(peak / 1e6)} MB`,
          ours: seconds(total),
          peer: 'nothing',
          ratio: 1,
          atLeast: null,
        })
      }
      const [small = 1, large = 1] = totals
      const [few = 1, many = 1] = sizes
      rows.push({
        name: `growth from ${few.toLocaleString('en')} to ${many.toLocaleString('en')} events (1: in step with the events; below 1 grows slower)`,
        ours: `${(large / small).toFixed(0)} times the time`,
        peer: `${many / few} times the events`,
        ratio: many / few / (large / small),
        atLeast: 0.8,
      })
      return rows
    } finally {
      await close()
    }
  } finally {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
