/** Ten million events in one CSV: how long they take to be read, checked and kept, and how little memory the server needs for it, beside PostgreSQL's own COPY of the same rows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeStage } from '../../evaluation/chaos/stage.ts'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/database/embedded/supervise.ts'
import { importEvents } from '../../server/features/events/index.ts'
import { openServices } from '../../server/open-services.ts'
import { administer } from '../../testing/cluster.ts'
import type { Bench } from '../main.ts'

const rows = 10_000_000

/** Written while it is read, so that no file of half a gigabyte has to lie anywhere. */
const file = async function* () {
  yield Buffer.from('visitor,occurred_at,channel,conversion,value,currency,order\n')
  for (let from = 0; from < rows; from += 2000) {
    let text = ''
    for (let n = from; n < from + 2000; n++) {
      const at = new Date(Date.UTC(2026, 0, 1) + (n % 7_000_000) * 1000).toISOString()
      text += n % 120 === 0 ? `v${n % 2_500_000},${at},,yes,40,EUR,o${n}\n` : `v${n % 2_500_000},${at},channel ${n % 12},,,,\n`
    }
    yield Buffer.from(text)
  }
}

export const bench: Bench = async (progress) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-events-'))
  const cluster = await startEmbedded({ dataDir: path.join(dataDir, 'cluster') })
  try {
    await administer(cluster.connectionString('postgres'), 'create database bench')
    const config = readConfig({ DATABASE_URL: cluster.connectionString('bench'), DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    const { services, close } = await openServices(config, 'command')
    try {
      const scope = await makeStage(services)
      await services.database.pool.query('truncate event')
      let peak = 0
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss())
      }, 50)
      progress(`reading ${rows.toLocaleString('en')} rows`)
      const started = performance.now()
      const done = await importEvents(services, scope, { name: 'events.csv', stream: file(), ofBytes: null, by: 'bench' })
      const ours = (performance.now() - started) / 1000
      clearInterval(watch)
      if (done.state !== 'done' || done.saved + done.repeated !== rows)
        throw new Error(`The file was not taken whole: ${JSON.stringify(done)}`)
      progress('the same rows by PostgreSQL alone')
      await services.database.pool.query('create table copied (like event including all)')
      const alone = performance.now()
      await services.database.pool.query('insert into copied select * from event')
      const peer = (performance.now() - alone) / 1000
      return [
        {
          name: `${rows.toLocaleString('en')} rows of CSV read, checked and kept, all or nothing; peak memory of the server ${Math.round(peak / 1e6)} MB; against PostgreSQL copying the rows from table to table with the same indexes`,
          ours: `${ours.toFixed(0)} s`,
          peer: `${peer.toFixed(0)} s`,
          ratio: peer / ours,
          atLeast: null,
        },
      ]
    } finally {
      await close()
    }
  } finally {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
