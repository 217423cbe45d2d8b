/** Publications per second through the real engine to a real PDS, against a bare loop of putRecord calls on the same PDS in the same run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TID } from '@atproto/common-web'
import { addAccount, addPublications, makeStage, type StagedAccount } from '../../evaluation/chaos/stage.ts'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/database/embedded/supervise.ts'
import { startPublisher } from '../../server/features/publishing/index.ts'
import { openServices } from '../../server/open-services.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { startPds } from '../../testing/atproto.ts'
import { administer } from '../../testing/cluster.ts'
import type { Bench } from '../main.ts'

const accountCount = 4
const posts = 240
const countedRounds = 5

type Session = { did: string; accessJwt: string }

const call = async <Answer>(url: string, body: unknown, token?: string): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}

/** The peer: one putRecord after the other, nothing stored, nothing checked. Answers posts per second. */
const bareLoop = async (pdsUrl: string, sessions: Session[]): Promise<number> => {
  const started = performance.now()
  for (let index = 0; index < posts; index++) {
    const session = sessions[index % sessions.length] as Session
    const record = { $type: 'app.bsky.feed.post', text: `bare ${index}`, createdAt: new Date().toISOString() }
    await call(
      `${pdsUrl}/xrpc/com.atproto.repo.putRecord`,
      { repo: session.did, collection: 'app.bsky.feed.post', rkey: TID.nextStr(), record },
      session.accessJwt,
    )
  }
  return posts / ((performance.now() - started) / 1000)
}

export const bench: Bench = async (progress) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'athar-bench-'))
  const server = await startEmbedded({ dataDir: path.join(dataDir, 'cluster') })
  const pds = await startPds()
  try {
    await administer(server.connectionString('postgres'), 'create database bench')
    const opened = await openServices(
      readConfig({
        DATABASE_URL: server.connectionString('bench'),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'error',
        ALLOW_PRIVATE_HOSTS: pds.hosts.join(','),
      }),
      'command',
    )
    const { services } = opened
    const stage = await makeStage(services)
    const people = await Promise.all(
      Array.from({ length: accountCount }, (_, index) => pds.createAccount({ handle: `bench${index}.test` })),
    )
    const accounts: StagedAccount[] = []
    for (const person of people) {
      accounts.push(
        await addAccount(services, stage, 'bluesky', async (channel, world) => {
          if (channel.connect === undefined) throw new Error('this network cannot be connected')
          return channel.connect.connect(world, { handle: person.handle, appPassword: person.password, serviceUrl: pds.pdsUrl })
        }),
      )
    }
    const sessions = await Promise.all(
      people.map(({ handle, password }) =>
        call<Session>(`${pds.pdsUrl}/xrpc/com.atproto.server.createSession`, { identifier: handle, password }),
      ),
    )
    const engine = async (): Promise<number> => {
      await addPublications(services, stage, accounts, posts, 0, createGenerator(1))
      const started = performance.now()
      const publisher = startPublisher(services)
      for (;;) {
        const { n } = await services.database.db
          .selectFrom('publication')
          .select((select) => select.fn.countAll<number>().as('n'))
          .where('state', '!=', 'published')
          .executeTakeFirstOrThrow()
        if (Number(n) === 0) break
        await sleep(100)
      }
      const rate = posts / ((performance.now() - started) / 1000)
      await publisher.stop()
      return rate
    }
    // In turns, so that neither has the machine warmer or colder; the median of five rounds each, after one of each that only warms up.
    const rounds: { bare: number; ours: number }[] = []
    for (let round = 0; round <= countedRounds; round++) {
      const bare = await bareLoop(pds.pdsUrl, sessions)
      const ours = await engine()
      if (round > 0) rounds.push({ bare, ours })
      progress(`round ${round === 0 ? 'to warm up' : round}: bare ${bare.toFixed(1)}/s, engine ${ours.toFixed(1)}/s`)
    }
    await opened.close()
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(countedRounds / 2)] as number
    const [bare, ours] = [median(rounds.map((round) => round.bare)), median(rounds.map((round) => round.ours))]
    return [
      {
        name: `publications per second to a PDS (${posts} posts, ${accountCount} accounts, ${countedRounds} rounds)`,
        ours: `${ours.toFixed(1)}/s`,
        peer: `${bare.toFixed(1)}/s`,
        ratio: ours / bare,
        atLeast: 0.8,
      },
    ]
  } finally {
    await pds.stop()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
