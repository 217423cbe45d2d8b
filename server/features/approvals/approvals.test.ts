/** Approvals: policies, steps, four eyes, edits that ask again, and a trail that nobody can rewrite. */
import { expect, test } from 'vitest'
import type { ApprovalPolicy } from '../../../contract/approvals.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const { owner, manager, marketer, creator, client, viewer } = team.as
const account = (await owner('POST', `${base}/accounts/begin`, { network: 'playground', seed: 3 })).body.id as string

const setPolicy = (policy: Partial<ApprovalPolicy> | null, accountId: string | null = null) =>
  manager('PUT', `${base}/approvals/policies`, { accountId, policy })
let written = 0
const write = async (text = `Coffee ${++written}`) => {
  const content = { text, language: 'en', format: 'text', link: null, media: [] }
  const { body } = await marketer('POST', `${base}/posts`, { versions: [{ accountId: null, content }], accountIds: [account] })
  const { id, contentHash } = body.publications[0]
  return { postId: body.id as string, at: `${base}/publications/${id}`, id: id as string, contentHash: contentHash as string }
}
const rewrite = async (postId: string, text: string) => {
  const content = { text, language: 'en', format: 'text', link: null, media: [] }
  const { body } = await creator('PUT', `${base}/posts/${postId}`, { versions: [{ accountId: null, content }], accountIds: [account] })
  return body.publications[0].contentHash as string
}
const standing = async (at: string) => (await viewer('GET', at)).body.approval
const sentence = (answer: { body: { data?: { sentence: { key: string } } } }) => answer.body.data?.sentence.key

test('one person is enough where nothing else was said, as before', async () => {
  const post = await write()
  const approved = await marketer('POST', `${post.at}/approve`, { contentHash: post.contentHash })
  expect(approved.body).toMatchObject({ state: 'approved', approvedBy: 'marketer', approvedHash: post.contentHash })
  expect(await standing(post.at)).toMatchObject({ state: 'approved', votes: [{ voter: 'marketer', vote: 'approve' }] })
})

test('with steps it stays a draft until the last one, in their order, and each step hears only whom it names', async () => {
  await setPolicy({
    mode: 'steps',
    steps: [
      { name: 'Editing', need: 'any', who: [{ kind: 'role', role: 'marketer' }] },
      { name: 'Sign-off', need: 'all', who: [{ kind: 'role', role: 'owner' }, { kind: 'client' }] },
    ],
  })
  const post = await write()
  const approve = (as: typeof owner) => as('POST', `${post.at}/approve`, { contentHash: post.contentHash })
  expect(sentence(await approve(owner))).toBe('approvals:problem.notYourStep')
  expect((await approve(marketer)).body.state).toBe('draft')
  // Not yet: neither a time nor sending.
  const early = await marketer('POST', `${post.at}/schedule`, { localTime: '2099-01-01T09:00' })
  expect([early.status, sentence(early)]).toEqual([422, 'approvals:waits.step'])
  expect((await marketer('POST', `${post.at}/publish`, { contentHash: post.contentHash })).status).toBe(422)
  expect(sentence(await approve(marketer))).toBe('approvals:problem.notYourStep')
  expect((await approve(owner)).body.state).toBe('draft')
  expect(await standing(post.at)).toMatchObject({
    state: 'open',
    step: 1,
    waitsFor: { key: 'approvals:waits.step', values: { step: 'Sign-off' } },
  })
  expect((await approve(client)).body).toMatchObject({ state: 'approved', approvedBy: 'client' })
})

test('an edit asks again: voices for the old words do not count for the new ones', async () => {
  const post = await write()
  await marketer('POST', `${post.at}/approve`, { contentHash: post.contentHash })
  const newHash = await rewrite(post.postId, 'Quite another thing')
  expect(await standing(post.at)).toMatchObject({ state: 'open', step: 0, contentHash: newHash, votes: [] })
  expect((await owner('POST', `${post.at}/approve`, { contentHash: post.contentHash })).status).toBe(409)
  await setPolicy({ mode: 'required' })
  const simple = await write()
  await marketer('POST', `${simple.at}/approve`, { contentHash: simple.contentHash })
  await rewrite(simple.postId, 'Changed after the approval')
  expect((await viewer('GET', simple.at)).body.publication).toMatchObject({ state: 'draft', approvedHash: null })
})

test('asking for changes sends a scheduled post back, with the words in the trail', async () => {
  const post = await write()
  await marketer('POST', `${post.at}/approve`, { contentHash: post.contentHash })
  await marketer('POST', `${post.at}/schedule`, { localTime: '2099-01-01T09:00' })
  expect(
    (await client('POST', `${post.at}/ask-changes`, { contentHash: post.contentHash, comment: 'The price is wrong' })).body.state,
  ).toBe('draft')
  const trail = (await viewer('GET', `${base}/approvals/trail?subjectId=${post.id}`)).body
  expect(trail[0]).toMatchObject({ act: 'changes', by: 'client', note: 'The price is wrong', contentHash: post.contentHash })
  expect((await creator('POST', `${post.at}/ask-changes`, { contentHash: post.contentHash, comment: 'x' })).status).toBe(403)
})

test('with four eyes whoever asks may not approve, and nobody may ask and approve in one breath', async () => {
  await setPolicy({ mode: 'required', fourEyes: true })
  const post = await write()
  expect(sentence(await marketer('POST', `${post.at}/approve`, { contentHash: post.contentHash }))).toBe('approvals:problem.askFirst')
  expect((await marketer('POST', `${post.at}/ask-approval`, { contentHash: post.contentHash })).status).toBe(200)
  expect(sentence(await marketer('POST', `${post.at}/approve`, { contentHash: post.contentHash }))).toBe('approvals:problem.fourEyes')
  expect((await manager('POST', `${post.at}/approve`, { contentHash: post.contentHash })).body.state).toBe('approved')
})

test('where nobody has to approve, whoever schedules stands for exactly these words', async () => {
  await setPolicy({ mode: 'none' }, account)
  const post = await write()
  const planned = await marketer('POST', `${post.at}/schedule`, { localTime: '2099-01-01T09:00' })
  expect(planned.body.publication).toMatchObject({ state: 'scheduled', approvedBy: 'marketer', approvedHash: post.contentHash })
  // The account's own rule ends, and the brand's holds again.
  const { body } = await setPolicy(null, account)
  expect(body.accounts).toEqual([])
  await setPolicy({ mode: 'required' })
  const next = await write()
  expect(sentence(await marketer('POST', `${next.at}/schedule`, { localTime: '2099-01-01T09:00' }))).toBe('publishing:problem.notApproved')
})

test('a policy that nobody could fulfil is refused with a sentence, and only those who manage brands set one', async () => {
  const unknown = await setPolicy({
    mode: 'steps',
    steps: [{ name: 'Legal', need: 'all', who: [{ kind: 'person', userId: 'nobody', name: 'Sami' }] }],
  })
  expect([unknown.status, sentence(unknown)]).toEqual([422, 'approvals:problem.noMember'])
  const powerless = await setPolicy({ mode: 'steps', steps: [{ name: 'Ink', need: 'any', who: [{ kind: 'role', role: 'creator' }] }] })
  expect(sentence(powerless)).toBe('approvals:problem.mayNotApprove')
  expect(sentence(await setPolicy({ mode: 'steps' }))).toBe('approvals:problem.noSteps')
  expect((await marketer('PUT', `${base}/approvals/policies`, { accountId: null, policy: { mode: 'none' } })).status).toBe(403)
  const foreign = `/workspaces/${team.stranger.workspaceId}/brands/${team.stranger.brandId}/approvals/policies`
  expect((await team.stranger.call('PUT', foreign, { accountId: account, policy: { mode: 'none' } })).status).toBe(404)
})

test('the trail cannot be changed, emptied or bent, and a forged end does not fit', async () => {
  const verified = (await viewer('GET', `${base}/approvals/verify`)).body
  expect(verified).toMatchObject({ whole: true, brokenAt: null })
  expect(verified.entries).toBeGreaterThan(20)
  expect((await viewer('GET', `${base}/approvals/verify?expect=${verified.head}`)).body.expected).toBe(true)
  expect((await viewer('GET', `${base}/approvals/verify?expect=${'0'.repeat(64)}`)).body.expected).toBe(false)
  const refuses = async (statement: string) =>
    expect(database.pool.query(statement), statement).rejects.toThrow(/only added to|must follow/)
  await refuses(`update approval_event set by_name = 'somebody else'`)
  await refuses('delete from approval_event where number = 1')
  await refuses('truncate approval_event')
  await refuses(`insert into approval_event select workspace_id, brand_id, 99999, at, act, by_key, by_name, request_id, subject_kind, subject_id,
    content_hash, step, note, previous_hash, hash from approval_event where number = 1`)
  // Whoever owns the database can still switch the guard off; then the hashes tell.
  await database.pool.query('alter table approval_event disable trigger approval_event_append_only')
  await database.pool.query(`update approval_event set by_name = 'somebody else' where number = 5`)
  await database.pool.query('alter table approval_event enable trigger approval_event_append_only')
  expect((await viewer('GET', `${base}/approvals/verify`)).body).toMatchObject({ whole: false, brokenAt: 5 })
})

test('ten voices at once leave one whole chain', async () => {
  await database.pool.query('alter table approval_event disable trigger approval_event_append_only')
  await database.pool.query(`update approval_event set by_name = 'marketer' where number = 5`)
  await database.pool.query('alter table approval_event enable trigger approval_event_append_only')
  const posts = await Promise.all(Array.from({ length: 10 }, () => write()))
  const answers = await Promise.all(posts.map((post) => manager('POST', `${post.at}/approve`, { contentHash: post.contentHash })))
  expect(answers.map(({ status }) => status)).toEqual(posts.map(() => 200))
  const trail = (await viewer('GET', `${base}/approvals/trail?limit=500`)).body as { number: number }[]
  expect(trail.map(({ number }) => number)).toEqual(trail.map((_, index) => trail.length - index))
})
