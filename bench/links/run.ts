/** Redirects per second against a bare node:http 302 in the same run, and whether every click that was answered is kept through kill -9. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeStage } from '../../evaluation/chaos/stage.ts'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/database/embedded/supervise.ts'
import { makeLink, redirectsOf } from '../../server/features/links/index.ts'
import { openServices } from '../../server/open-services.ts'
import { administer } from '../../testing/cluster.ts'
import type { Bench } from '../main.ts'
import { load } from './load.ts'

const rounds = 15
const kills = 20

const begin = async (...args: string[]) => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'server.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    port: Number(said.toString()),
    kill: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

export const bench: Bench = async (progress) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-links-'))
  const cluster = await startEmbedded({ dataDir: path.join(dataDir, 'cluster') })
  try {
    await administer(cluster.connectionString('postgres'), 'create database bench')
    const address = cluster.connectionString('bench')
    const { services, close } = await openServices(readConfig({ DATABASE_URL: address, DATA_DIR: dataDir, LOG_LEVEL: 'error' }), 'command')
    try {
      const stage = await makeStage(services)
      const input = { destination: 'https://example.org/offer?from=bench', title: '', slug: 'bench', carriesClick: true }
      const none = { domainId: null, channel: null, accountId: null, campaignId: null, postId: null }
      const made = await makeLink(services, stage, { ...input, ...none }, 'bench')
      if (made.kind === 'refused') throw new Error(made.words.key)

      const [ours, bare] = [await begin('ours', address, dataDir), await begin('bare')]
      const speed = { ours: [] as number[], bare: [] as number[] }
      const measure = async (which: 'ours' | 'bare', ms: number) => {
        const { answered } = await load((which === 'ours' ? ours : bare).port, '/l/bench', { connections: 256, ms, collect: false })
        return answered / (ms / 1000)
      }
      await measure('ours', 1000)
      await measure('bare', 1000)
      for (let round = 0; round < rounds; round++) {
        progress(`round ${round + 1} of ${rounds}`)
        speed.bare.push(await measure('bare', 1000))
        speed.ours.push(await measure('ours', 1000))
        // What the last round left is carried over before the next is measured.
        for (let tries = 0; tries < 100 && readdirSync(path.join(dataDir, 'clicks')).length > 1; tries++) await sleep(100)
      }
      await bare.kill()
      await ours.kill()

      const answered: string[] = []
      for (let kill = 0; kill < kills; kill++) {
        progress(`kill ${kill + 1} of ${kills}`)
        const server = await begin('ours', address, dataDir)
        const loading = load(server.port, '/l/bench', { connections: 128, ms: 5000 })
        await sleep(300 + 25 * kill)
        await server.kill()
        answered.push(...(await loading).clicks)
      }
      await redirectsOf(services).drain()
      const { rows } = await services.database.pool.query<{ kept: number; different: number }>(
        'select count(*)::int as kept, count(distinct told.id)::int as different from unnest($1::uuid[]) as told (id) join click on click.workspace_id = $2 and click.id = told.id',
        [answered, stage.workspaceId],
      )
      const { kept = 0, different = 0 } = rows[0] ?? {}
      const [a, b] = [median(speed.ours), median(speed.bare)]
      // Round by round, so that what else the machine does meets both.
      const ratio = median(speed.ours.map((own, round) => own / (speed.bare[round] as number)))
      return [
        {
          name: `redirects a second, each click on the disk first (256 connections, median of ${rounds} rounds)`,
          ours: a.toFixed(0),
          peer: `${b.toFixed(0)} of a bare node:http 302`,
          ratio,
          atLeast: 0.8,
        },
        {
          name: `clicks kept of clicks answered, ${kills} times kill -9 under load (${different} different)`,
          ours: String(kept),
          peer: `${answered.length} answered`,
          ratio: answered.length === 0 ? 0 : kept / answered.length,
          atLeast: 1,
        },
      ]
    } finally {
      await redirectsOf(services).stop()
      await close()
    }
  } finally {
    await cluster.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
