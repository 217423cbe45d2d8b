/** Random lives of one publication: workers that die at any statement or while sending, answers lost or late, people in between. Never twice, and no state lies. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { type Fault, type FakeNetwork, fakeNetwork } from '../../../testing/fake-network.ts'
import { say } from '../../../contract/sentence.ts'
import { sweep } from './publish/look.ts'
import { sendClaimed, type Worker } from './publish/send.ts'
import { usualTimings } from './publish/timings.ts'
import { claimDue } from './store/work.ts'

let now = new Date('2026-03-10T09:00:00Z')
let fake: FakeNetwork = fakeNetwork()
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const person = team.as.marketer

/** What is on its way to the network and arrives after the worker has stopped listening. */
let late: { arrivesAt: Date; arrive: () => Promise<unknown> }[] = []
/** The egress client gives up after 30 s; nothing arrives later than that. */
const lateMs = 29_000
const pass = async (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
  const arrived = late.filter(({ arrivesAt }) => arrivesAt <= now)
  late = late.filter(({ arrivesAt }) => arrivesAt > now)
  fake.faults = []
  for (const { arrive } of arrived) await arrive()
}

const gone = () => new Error('Connection terminated unexpectedly')
type Death = 'never' | 'before-send' | 'after-send'
interface Round {
  fault: Fault | 'late'
  dies: Death
  /** Statements until it is killed. */
  statements: number
}

let workers = 0
/** A worker that is killed before its n-th statement: the database hears nothing of it any more. */
const mortal = ({ statements }: { statements: number }): { worker: Worker; kill: () => void } => {
  let left = statements
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => {
      if (left <= 0) throw gone()
      left -= 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const services = { ...app.services, database: { ...database, db } }
  return {
    worker: { services, name: `worker-${++workers}`, timings: usualTimings },
    kill: () => {
      left = 0
    },
  }
}

/** Runs a worker's part; being killed is how it may end, anything else is a fault of ours. */
const live = async (part: () => Promise<unknown>) => {
  try {
    await part()
  } catch (error) {
    if ((error as Error).message !== gone().message) throw error
  }
}
const claim = ({ services, name }: Worker) =>
  claimDue(services.database.db, name, now, new Date(now.getTime() + usualTimings.claimLeaseMs), 10)

const work = async (round: Round) => {
  const { worker, kill } = mortal(round)
  doNext = async (send) => {
    if (round.dies === 'before-send') {
      kill()
      throw gone()
    }
    if (round.fault === 'late') {
      late.push({ arrivesAt: new Date(now.getTime() + lateMs), arrive: send })
      return { kind: 'unknown', reason: say('publishing:reason.broke'), raw: null }
    }
    fake.faults = [round.fault]
    const answer = await send()
    if (round.dies === 'after-send') kill()
    return answer
  }
  await live(async () => {
    for (const row of await claim(worker)) await sendClaimed(worker, row)
  })
}
type Send = () => ReturnType<NonNullable<FakeNetwork['channel']['write']>['send']>
let doNext: (send: Send) => ReturnType<Send> = (send) => send()

/** One worker sleeps with the row in its hands until another has taken it over; then both go on at once. */
const overlap = async () => {
  const [first, second] = [mortal({ statements: 1000 }).worker, mortal({ statements: 1000 }).worker]
  doNext = (send) => send()
  const taken = await claim(first)
  await pass(61)
  await sweep(second)
  const takenOver = await claim(second)
  await Promise.all([...taken.map((row) => sendClaimed(first, row)), ...takenOver.map((row) => sendClaimed(second, row))])
}

const round = fc.record({
  fault: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Round['fault']>('late') },
    { weight: 3, arbitrary: fc.constant<Round['fault']>('none') },
    { weight: 4, arbitrary: fc.constantFrom<Round['fault']>('accept-then-drop', 'drop-before', 'limit', 'refuse', 'throw') },
  ),
  dies: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Death>('never') },
    { weight: 1, arbitrary: fc.constantFrom<Death>('before-send', 'after-send') },
  ),
  statements: fc.oneof({ weight: 3, arbitrary: fc.constant(1000) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 16 }) }),
})
// One step is a worker's turn, some time, and somebody who looks after what was left: apart they would seldom meet.
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      round,
      seconds: fc.constantFrom(1, 6, 6, 46, 61, 80, 1000),
      sweepStatements: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 24 })),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('cancel', 'publish', 'resolve').map((act) => ({ kind: 'person' as const, act })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'overlap' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

let account = ''
/** Lives one publication through the steps, then lets healthy workers finish; answers where it stands and how often it is out. */
const liveThrough = async (network: FakeNetwork, steps: Step[], text: string) => {
  await database.db.updateTable('publication').set({ state: 'canceled', check_at: null }).where('state', '!=', 'published').execute()
  await database.db.updateTable('account').set({ rate_limited_until: null }).execute()
  fake = network
  late = []
  const write = fake.channel.write
  if (write === undefined) throw new Error('the fake can publish')
  const send = write.send
  write.send = (world, access, payload) => doNext(() => send(world, access, payload))
  const content = { text, language: 'en', format: 'text', link: null, media: [] }
  const { body: post } = await person('POST', `${base}/posts`, { versions: [{ accountId: null, content }], accountIds: [account] })
  const { id, contentHash } = post.publications[0]
  const address = `${base}/publications/${id}`
  await person('POST', `${address}/approve`, { contentHash })
  await person('POST', `${address}/publish`, { contentHash })
  const isOut = () => fake.posts.filter((one) => one.text === text).length
  const state = async () => (await person('GET', address)).body.publication.state as string
  const act = async (name: string) => {
    if (name === 'publish') return person('POST', `${address}/publish`, { contentHash })
    if (name === 'cancel') return person('POST', `${address}/cancel`)
    // People look before they say, and only when nothing is still under way there.
    if (late.length > 0) return undefined
    return person('POST', `${address}/resolve`, { decision: isOut() > 0 ? 'it-is-there' : 'it-is-not-there' })
  }
  for (const one of steps) {
    if (one.kind === 'person') await act(one.act)
    else if (one.kind === 'overlap') await overlap()
    else {
      await work(one.round)
      await pass(one.seconds)
      await live(() => sweep(mortal({ statements: one.sweepStatements }).worker))
    }
    expect(isOut()).toBeLessThanOrEqual(1)
  }
  for (let turn = 0; turn < 20 && !['published', 'failed', 'missed', 'canceled'].includes(await state()); turn++) {
    await pass(100)
    await sweep(mortal({ statements: 1000 }).worker)
    await work({ fault: 'none', dies: 'never', statements: 1000 })
    if (turn > 12) await act('resolve')
  }
  return { state: await state(), out: isOut() }
}

const neverTwice = async (options: Parameters<typeof fakeNetwork>[0]) => {
  account ||= (await person('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'crashes' } })).body.id
  let lives = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const end = await liveThrough(fakeNetwork(options), steps, `Life ${++lives}`)
      expect(end).toEqual({ state: end.state, out: end.state === 'published' ? 1 : 0 })
      expect(['published', 'failed', 'missed', 'canceled']).toContain(end.state)
    }),
    { numRuns: 60, seed: 20261123, endOnFailure: false },
  )
}

test('a network that can be looked at, where sending again would make a second post', () => neverTwice({}), 120_000)
test('a network where the very same may be sent again', () => neverTwice({ resendIsSafe: true }), 120_000)
test('a network that nobody but a person can look at', () => neverTwice({ canReadBack: false }), 120_000)
