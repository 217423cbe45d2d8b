/** Point 10 of publishing once: many publications over real and badly behaved networks while workers and the database are killed; then the networks are asked. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEgress } from '../../channels/egress.ts'
import { findChannel, listChannels } from '../../channels/registry.ts'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/database/embedded/supervise.ts'
import { connect } from '../../server/database/open.ts'
import { openServices } from '../../server/open-services.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { startPds } from '../../testing/atproto.ts'
import { administer } from '../../testing/cluster.ts'
import type { Run } from '../row.ts'
import type { TakenPost } from './fake-server.ts'
import { chaosChannel, traits } from './networks.ts'
import { addAccount, addPublications, makeStage, type Stage, type StagedAccount } from './stage.ts'
import { rowsOf, tally } from './tally.ts'

const accountsPerNetwork = 3
const workersAtOnce = 2
const processes = new Set<ChildProcess>()

const start = (file: string, env: Record<string, string>): ChildProcess => {
  const child = spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  processes.add(child)
  child.once('exit', () => processes.delete(child))
  return child
}

/** Kills one of the workers, or the database, at random moments; a worker is replaced at once, the database comes back by its supervisor. */
const wreak = async (options: {
  kills: number
  overMs: number
  random: () => number
  killDatabase: () => void
  workers: () => ChildProcess[]
  progress: (words: string) => void
}) => {
  const deaths = { workers: 0, database: 0 }
  for (let kill = 0; kill < options.kills; kill++) {
    await sleep((options.overMs / options.kills) * (0.5 + options.random()))
    if (options.random() < 0.35) {
      options.killDatabase()
      deaths.database += 1
    } else {
      const workers = options.workers()
      workers[Math.floor(options.random() * workers.length)]?.kill('SIGKILL')
      deaths.workers += 1
    }
    options.progress(`killed ${kill + 1} of ${options.kills}`)
  }
  return deaths
}

export const run: Run = async ({ seed, quick, progress }) => {
  const [count, kills, overMs] = quick ? [100, 10, 30_000] : [1000, 100, 420_000]
  const random = createGenerator(seed).split('chaos')
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-chaos-'))
  const server = await startEmbedded({ dataDir: path.join(dataDir, 'cluster') })
  const pds = await startPds()
  const fake = start('fake-server.ts', { CHAOS_SEED: String(seed) })
  const [port] = (await once(fake.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  const fakeUrl = `http://127.0.0.1:${String(port).trim()}`
  try {
    await administer(server.connectionString('postgres'), 'create database chaos')
    const env = {
      DATABASE_URL: server.connectionString('chaos'),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      CHAOS_URL: fakeUrl,
      ALLOW_PRIVATE_HOSTS: [...pds.hosts, new URL(fakeUrl).host].join(','),
    }
    const { stage, staged, accounts } = await prepare(env, { pds, fakeUrl, seed, count, overMs, progress })

    let ending = false
    let workers: ChildProcess[] = []
    const hire = () => {
      const worker = start('worker.ts', env)
      worker.once('exit', () => {
        workers = workers.filter((one) => one !== worker)
        if (!ending) setTimeout(hire, 200)
      })
      workers.push(worker)
    }
    for (let index = 0; index < workersAtOnce; index++) hire()
    const deaths = await wreak({
      kills,
      overMs,
      random: random.uniform,
      killDatabase: () => killIfThere(server.pid()),
      workers: () => workers,
      progress,
    })
    const states = await waitUntilSettled(env.DATABASE_URL, progress)
    ending = true
    for (const worker of workers) worker.kill('SIGKILL')
    const found = await askNetworks(env, stage, accounts, { pdsUrl: pds.pdsUrl, fakeUrl })
    return rowsOf(tally(staged, states, found), deaths, `${count} publications, seed ${seed}`)
  } finally {
    for (const child of processes) child.kill('SIGKILL')
    await pds.stop()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const killIfThere = (pid: number | null) => {
  if (pid !== null) process.kill(pid, 'SIGKILL')
}

interface Around {
  pds: Awaited<ReturnType<typeof startPds>>
  fakeUrl: string
  seed: number
  count: number
  overMs: number
  progress: (words: string) => void
}

const prepare = async (env: Record<string, string>, { pds, fakeUrl, seed, count, overMs, progress }: Around) => {
  progress('setting the stage')
  const config = readConfig(env)
  const opened = await openServices(config, 'command')
  const fakes = new Map(traits.map((one) => [one.network, chaosChannel(one, fakeUrl)]))
  const services = {
    ...opened.services,
    channels: { find: async (network: string) => fakes.get(network) ?? findChannel(network), list: async () => [...fakes.values()] },
    fetch: createEgress({ allowPrivateHosts: config.allowPrivateHosts }),
  }
  try {
    const stage = await makeStage(services)
    const accounts: StagedAccount[] = []
    for (let index = 0; index < accountsPerNetwork; index++) {
      for (const [network, channel] of fakes) {
        const connectTo = channel.connect
        if (connectTo !== undefined)
          accounts.push(await addAccount(services, stage, network, (_, world) => connectTo.connect(world, { handle: String(index) })))
      }
      const person = await pds.createAccount({ handle: `cafe${index}.test` })
      accounts.push(
        await addAccount(services, stage, 'bluesky', async (channel, world) => {
          if (channel.connect === undefined) throw new Error('this network cannot be connected')
          return channel.connect.connect(world, {
            handle: person.handle,
            appPassword: person.password,
            serviceUrl: pds.pdsUrl,
          })
        }),
      )
    }
    for (const channel of await listChannels()) {
      const begin = channel.inside?.begin
      if (begin !== undefined)
        accounts.push(
          await addAccount(services, stage, channel.network, (_, world) => begin(world, { seed, language: 'ar', timeZone: 'Asia/Riyadh' })),
        )
    }
    const staged = await addPublications(services, stage, accounts, count, overMs, createGenerator(seed).split('publications'))
    return { stage, accounts, staged }
  } finally {
    await opened.close()
  }
}

/** Waits until nothing is under way any more, at most three minutes; a database that is coming back is waited for. */
const waitUntilSettled = async (databaseUrl: string, progress: (words: string) => void): Promise<Map<string, string>> => {
  const until = Date.now() + 180_000
  for (;;) {
    await sleep(1000)
    const database = connect(databaseUrl, { maxConnections: 1 })
    try {
      const rows = await database.db.selectFrom('publication').select(['id', 'state', 'check_at']).execute()
      const open = rows.filter(
        ({ state, check_at }) => ['scheduled', 'claimed', 'sending'].includes(state) || (state === 'unknown' && check_at !== null),
      )
      progress(`${open.length} publications still under way`)
      if (open.length === 0 || Date.now() > until) return new Map(rows.map(({ id, state }) => [id, state]))
    } catch (error) {
      if (Date.now() > until) throw error
    } finally {
      await database.close()
    }
  }
}

/** How often each text stands on its network, from the network's own records. */
const askNetworks = async (
  env: Record<string, string>,
  stage: Stage,
  accounts: StagedAccount[],
  urls: { pdsUrl: string; fakeUrl: string },
): Promise<Map<string, number>> => {
  const found = new Map<string, number>()
  const count = (text: string) => found.set(text, (found.get(text) ?? 0) + 1)
  for (const post of (await (await fetch(`${urls.fakeUrl}/posts`)).json()) as TakenPost[]) count(post.text)
  const opened = await openServices(readConfig(env), 'command')
  try {
    for (const account of accounts.filter(({ network }) => !traits.some((one) => one.network === network))) {
      if (account.networkAccountId.startsWith('did:')) {
        let cursor = ''
        do {
          const url = `${urls.pdsUrl}/xrpc/com.atproto.repo.listRecords?repo=${account.networkAccountId}&collection=app.bsky.feed.post&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`
          const page = (await (await fetch(url)).json()) as { records: { value: { text: string } }[]; cursor?: string }
          for (const { value } of page.records) count(value.text)
          cursor = page.records.length === 0 ? '' : (page.cursor ?? '')
        } while (cursor !== '')
        continue
      }
      // A network inside Athar keeps its records in our database: they are read as they stand there, past its own code.
      const { rows } = await opened.services.database.pool.query<{ text: string }>(
        "select body->>'text' as text from hosted_record where workspace_id = $1 and network = $2 and body ? 'text'",
        [stage.workspaceId, account.network],
      )
      for (const { text } of rows) count(text)
    }
  } finally {
    await opened.close()
  }
  return found
}
