/** The guard over the API: in the composer, over plans, and when the same answer goes to many. */
import { expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'

const database = await testDatabase()
const app = await testApp(database)
const team = await testTeam(app)
const { marketer, viewer, owner } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const begun = await owner('POST', `${base}/accounts/begin`, { network: 'playground', seed: 7 })
const accountId = begun.body.id as string
const content = (text: string, more: object = {}) => ({ text, language: null, format: 'text', link: null, media: [], ...more })
const write = (text: string, more: object = {}) =>
  marketer('POST', `${base}/posts`, { title: '', versions: [{ accountId: null, content: content(text, more) }], accountIds: [accountId] })

test('the composer shows the reason and a source, and nothing is refused for it', async () => {
  const { body } = await marketer('POST', `${base}/check`, { contents: [{ accountId, content: content('Tag a friend who needs coffee') }] })
  const [problem] = body[0].problems.filter(({ reason }: { reason: { key: string } }) => reason.key.startsWith('guard:'))
  expect(problem).toMatchObject({
    severity: 'warning',
    reason: { key: 'guard:remark.engagement-bait', values: { excerpt: 'Tag a friend' } },
  })
  expect(problem.sources[0].url).toMatch(/^https:\/\//)
  const post = await write('Tag a friend who needs coffee')
  const approved = await marketer('POST', `${base}/publications/${post.body.publications[0].id}/approve`, {
    contentHash: post.body.checks[0].contentHash,
  })
  expect(approved.status).toBe(200)
})

test('a text is looked at, and the rules name whose they are', async () => {
  const { body } = await viewer('POST', `${base}/guard/check`, { text: 'شراء ١٠٠٠ متابع', network: 'x' })
  expect(body).toMatchObject([{ kind: 'bought-reach', excerpt: 'شراء ١٠٠٠ متابع' }])
  expect(body[0].sources[0].url).toContain('x.com')
  const rules = (await viewer('GET', `${base}/guard/rules`)).body
  expect(rules).toHaveLength(6)
  for (const { sources } of rules) expect(sources.length).toBeGreaterThan(0)
  expect((await viewer('POST', `${base}/guard/check`, { text: '' })).status).toBe(400)
})

test('plans of every room are looked through, and what will never be done is no plan', async () => {
  await write('Our buns are warm from seven.')
  await marketer('PUT', `${base}/strategy`, {
    base: 0,
    content: {
      personas: [],
      positioning: 'We grow by engagement pods and follow for follow.',
      voice: '',
      pillars: [],
      cadence: [],
      budget: { money: null, currency: null, hours: null },
      never: ['buy 1000 followers'],
    },
  })
  await marketer('POST', `${base}/creative/briefs`, {
    title: 'Winter',
    objective: 'GIVEAWAY: follow us and tag three friends to win',
    currency: 'USD',
    deliverables: [{ title: 'Words', kind: 'text', format: 'text' }],
  })
  const { body } = await viewer('GET', `${base}/guard/plans`)
  expect(body.answer).toMatchObject({ key: 'guard:answer.found', values: { count: 3 } })
  expect(body.found.map(({ what, findings }: { what: string; findings: { kind: string }[] }) => [what, findings[0]?.kind])).toEqual([
    ['draft', 'engagement-bait'],
    ['strategy', 'follow-for-follow'],
    ['brief', 'giveaway-for-follows'],
  ])
  expect(body.looked).toBeGreaterThan(3)
})

test('the same answer to many people within a day is warned of, then refused; a short thank-you is not', async () => {
  const same = 'Thank you, have a look at our new shop page'
  const problems = async (text: string) => {
    const { body } = await marketer('POST', `${base}/check`, { contents: [{ accountId, content: content(text, { replyTo: 'm' }) }] })
    return body[0].problems
      .filter(({ reason }: { reason: { key: string } }) => reason.key.startsWith('guard:'))
      .map(({ severity, reason }: { severity: string; reason: { key: string; values: { count: number } } }) => [
        severity,
        reason.key,
        reason.values.count,
      ])
  }
  const answer = async (text: string) => {
    const post = await write(text, { replyTo: 'm' })
    await marketer('POST', `${base}/publications/${post.body.publications[0].id}/approve`, { contentHash: post.body.checks[0].contentHash })
  }
  expect(await problems(same)).toEqual([])
  for (let turn = 0; turn < 3; turn++) await answer(turn === 1 ? `  ${same.toUpperCase()} ` : same)
  expect(await problems(same)).toEqual([['warning', 'guard:same.warned', 3]])
  for (let turn = 0; turn < 7; turn++) await answer(same)
  expect(await problems(same)).toEqual([['error', 'guard:same.refused', 10]])
  for (let turn = 0; turn < 3; turn++) await answer('Thank you!')
  expect(await problems('Thank you!')).toEqual([])
  // Another brand's answers are nobody's business here.
  expect(await problems('Something written to this one person alone')).toEqual([])
})
