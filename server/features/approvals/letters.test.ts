/** Letters about decisions, and in whose list an open question stands. */
import { afterAll, expect, test } from 'vitest'
import type { ApprovalPolicy } from '../../../contract/approvals.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { openMailbox, wordsOf } from '../../../testing/mailbox.ts'
import { decidersOf } from './decide.ts'
import { sendDecision, tellDecisions } from './jobs.ts'

let now = new Date('2026-03-10T09:00:00Z')
const { smtpUrl, letters } = await openMailbox()
const app = await testApp(await testDatabase(), {
  now: () => now,
  config: { smtpUrl, mailFrom: 'Athar <athar@example.com>', publicUrl: 'https://athar.example' },
})
afterAll(() => app.services.mail.close())
const team = await testTeam(app)
const { owner, manager, marketer, creator, client } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`

/** A text that `by` asks about. */
const ask = async (title: string, by = creator) => {
  const brief = await marketer('POST', `${base}/creative/briefs`, {
    title: 'Spring',
    currency: 'USD',
    deliverables: [{ title, kind: 'text', format: 'text' }],
  })
  const at = `${base}/creative/deliverables/${brief.body.deliverables[0].id}`
  const { body } = await by('POST', `${at}/versions`, { text: `${title} words` })
  const { contentHash } = body.versionList[0]
  expect((await by('POST', `${at}/ask-approval`, { contentHash })).status).toBe(200)
  return { at, contentHash }
}
/** One turn of the clock: what it queues is worked on as the queue would. */
const turn = async (services = app.services): Promise<number> => {
  const queued: object[] = []
  const jobs = { ...services.jobs, enqueue: async (_job: object, data: object) => (queued.push(data), 'id') }
  const signal = new AbortController().signal
  await tellDecisions.run({ ...services, jobs } as typeof services, {}, signal)
  for (const one of queued) await sendDecision.run(services, one as never, signal)
  return queued.length
}

test('whoever asked gets one letter: what was decided, by whom, in their words, and where', async () => {
  const [yes, no] = [await ask('Latte'), await ask('Mocha')]
  expect(await turn()).toBe(0)
  await client('POST', `${yes.at}/decide`, { contentHash: yes.contentHash, vote: 'approve' })
  await manager('POST', `${no.at}/decide`, { contentHash: no.contentHash, vote: 'changes', comment: 'The price is wrong' })
  expect(await turn()).toBe(2)
  expect(letters).toHaveLength(2)
  const letterOf = (title: string) => letters.find((letter) => letter.includes(title)) ?? ''
  const [approved, changes] = [letterOf('Latte'), letterOf('Mocha')]
  expect(approved).toContain('To: creator@example.com')
  expect(wordsOf(approved)).toContain('client approved “Latte”')
  expect(wordsOf(approved)).toContain(`https://athar.example/b/${team.brandId}/creative/deliverables/${yes.at.split('/').at(-1)}`)
  expect(wordsOf(changes)).toContain('manager asks for changes to “Mocha”.')
  expect(wordsOf(changes)).toContain('The price is wrong')
  expect(await turn()).toBe(0)
  expect(letters).toHaveLength(2)
})

test('nobody is told what they decided themselves, nor by a letter nowhere, nor days later', async () => {
  const before = letters.length
  const own = await ask('Own', marketer)
  await marketer('POST', `${own.at}/decide`, { contentHash: own.contentHash, vote: 'approve' })
  // The owner was set up without an address.
  const nowhere = await ask('Nowhere', owner)
  await manager('POST', `${nowhere.at}/decide`, { contentHash: nowhere.contentHash, vote: 'approve' })
  expect(await turn()).toBe(2)
  const late = await ask('Late')
  await manager('POST', `${late.at}/decide`, { contentHash: late.contentHash, vote: 'approve' })
  const mute = { ...app.services, mail: { ...app.services.mail, ready: false } }
  expect(await turn(mute)).toBe(0)
  now = new Date(now.getTime() + 25 * 3_600_000)
  expect(await turn()).toBe(0)
  expect(letters).toHaveLength(before)
})

test('two processes that look at once tell it once', async () => {
  const before = letters.length
  const one = await ask('Once')
  await manager('POST', `${one.at}/decide`, { contentHash: one.contentHash, vote: 'approve' })
  const turns = await Promise.all([turn(), turn(), turn()])
  expect(turns.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(letters).toHaveLength(before + 1)
})

test('an open question stands in the list of those who can decide it, and of nobody else', async () => {
  const policy = {
    mode: 'steps',
    steps: [
      { name: 'House', need: 'all', who: [{ kind: 'role', role: 'marketer' }] },
      { name: 'Client', need: 'any', who: [{ kind: 'client' }] },
    ],
  }
  expect((await manager('PUT', `${base}/approvals/policies`, { accountId: null, policy })).status).toBe(200)
  const { at, contentHash } = await ask('Poster')
  const mine = async (as: typeof owner) =>
    ((await as('GET', `${base}/today`)).body.items as { id: string }[]).filter(({ id }) => id.startsWith('approvals-open-')).length
  const lists = async () => [await mine(marketer), await mine(client), await mine(manager), await mine(creator)]
  expect(await lists()).toEqual([1, 0, 0, 0])
  await marketer('POST', `${at}/decide`, { contentHash, vote: 'approve' })
  expect(await lists()).toEqual([0, 1, 0, 0])
  const everyone = (await manager('GET', `${base}/today?view=everyone`)).body.items as { id: string; mine: boolean }[]
  expect(everyone.filter(({ id }) => id.startsWith('approvals-open-'))).toMatchObject([{ mine: false }])
})

test('who can decide: the named who have not agreed yet, never who asked where four eyes are wanted', () => {
  const members = (['owner', 'marketer', 'creator', 'client'] as const).map((role) => ({ userId: role, role }))
  const anyone: ApprovalPolicy = { mode: 'required', steps: [], fourEyes: true }
  expect(decidersOf({ policy: anyone, step: 0, askedByKey: 'user:owner' }, [], members)).toEqual(['marketer', 'client'])
  const both: ApprovalPolicy = {
    mode: 'steps',
    steps: [
      {
        name: 'Both',
        need: 'all',
        who: [
          { kind: 'role', role: 'owner' },
          { kind: 'role', role: 'marketer' },
        ],
      },
    ],
    fourEyes: false,
  }
  const vote = { step: 0, voterKey: 'user:owner', voterRole: 'owner', vote: 'approve' as const }
  expect(decidersOf({ policy: both, step: 0, askedByKey: 'user:creator' }, [vote], members)).toEqual(['marketer'])
  expect(decidersOf({ policy: both, step: 1, askedByKey: 'user:creator' }, [], members)).toEqual([])
})
