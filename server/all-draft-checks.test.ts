/** A room that objects to a draft is heard while it is written, and before it is approved. */
import { expect, test } from 'vitest'
import { say } from '../contract/sentence.ts'
import { testApp, testTeam } from '../testing/app.ts'
import { testDatabase } from '../testing/database.ts'
import { checkDraftWith } from './all-draft-checks.ts'

const database = await testDatabase()
const app = await testApp(database)
const objection = { severity: 'error' as const, field: 'text', reason: say('calendar:problem.empty') }
const asked: string[] = []
app.services.checkDraft = checkDraftWith(
  () => app.services,
  [
    async () => [],
    async (_services, { content, account }) => {
      asked.push(account.network)
      return content.text.includes('forbidden') ? [objection] : []
    },
  ],
)
const team = await testTeam(app)
const at = `/workspaces/${team.workspaceId}/brands/${team.brandId}`

test('what a room objects to is shown in the composer and keeps the version from being approved', async () => {
  const begun = await team.as.owner('POST', `${at}/accounts/begin`, { network: 'playground', seed: 7 })
  expect(begun.status).toBe(200)
  const write = (text: string) => ({
    title: '',
    versions: [{ accountId: null, content: { text, language: null, format: 'text', link: null, media: [] } }],
    accountIds: [begun.body.id],
  })
  const check = await team.as.marketer('POST', `${at}/check`, {
    contents: [{ accountId: begun.body.id, content: write('a forbidden word').versions[0]?.content }],
  })
  expect(check.body[0].problems).toContainEqual(objection)
  expect(asked).toContain('playground')

  const post = await team.as.marketer('POST', `${at}/posts`, write('a forbidden word'))
  const publication = post.body.publications[0]
  const seenHash = post.body.checks[0].contentHash
  const refused = await team.as.marketer('POST', `${at}/publications/${publication.id}/approve`, { contentHash: seenHash })
  expect(refused.status).toBe(422)
  expect(refused.body.data.sentence).toEqual(objection.reason)

  const better = await team.as.marketer('PUT', `${at}/posts/${post.body.id}`, write('a kind word'))
  const approved = await team.as.marketer('POST', `${at}/publications/${publication.id}/approve`, {
    contentHash: better.body.checks[0].contentHash,
  })
  expect(approved.status).toBe(200)
})
