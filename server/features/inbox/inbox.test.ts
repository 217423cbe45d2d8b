/** Conversations: each message once with its history, one answer at a time through publishing, a reading that goes on, and time that can be corrected. */
import { beforeAll, expect, test } from 'vitest'
import type { ObservedMessage } from '../../../channels/port.ts'
import { say } from '../../../contract/sentence.ts'
import { testApp, testPassword, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { findAccount } from '../accounts/index.ts'
import { sendClaimed } from '../publishing/publish/send.ts'
import { usualTimings } from '../publishing/publish/timings.ts'
import { claimDue } from '../publishing/store/work.ts'
import { readMessages, sumHours } from './index.ts'
import { sendApproved } from './publish.ts'
import { takeReply } from './store/answering.ts'
import { reopenRefused } from './store/messages.ts'

let now = new Date('2026-03-10T09:30:00Z')
const fake = fakeNetwork()
/** Pages of the network, newest first; null: it does not answer there. */
let pages: (ObservedMessage[] | null)[] = []
fake.channel = {
  ...fake.channel,
  write: { ...fake.channel.write!, replies: true },
  read: {
    posts: async () => ({ kind: 'read', items: [], cursor: null }),
    metrics: async () => ({ kind: 'read', items: [], cursor: null }),
    accountMetrics: async () => ({ kind: 'read', items: [], cursor: null }),
    messages: async (_world, _account, { cursor }) => {
      const index = Number(cursor ?? 0)
      const items = pages[index]
      if (items === null) return { kind: 'unreachable', reason: say('publishing:reason.broke') }
      return { kind: 'read', items: items ?? [], cursor: index + 1 < pages.length ? String(index + 1) : null }
    },
  },
}
/** The same pages on a second network. */
const elsewhere = { ...fake.channel, network: 'other' }
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: {
    find: async (network) => (network === 'fake' ? fake.channel : network === 'other' ? elsewhere : null),
    list: async () => [fake.channel, elsewhere],
  },
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const room = `${base}/inbox`
const { owner, marketer, creator } = team.as
let accountId = ''
const comment = (id: string, text: string, extra: Partial<ObservedMessage> = {}): ObservedMessage => ({
  networkMessageId: id,
  kind: 'comment',
  networkPostId: 'post-1',
  author: { id: 'lina', handle: 'lina', displayName: 'Lina', avatarUrl: null },
  text,
  sentAt: new Date('2026-03-10T09:00:00Z'),
  permalink: null,
  ...extra,
})
const read = async () => {
  const account = await findAccount(database.db, team.workspaceId, accountId)
  if (account === null) throw new Error('no account')
  return readMessages(app.services, account)
}
const list = async () => (await owner('GET', `${room}/conversations`)).body
const open = async (id: string) => (await owner('GET', `${room}/conversations/${id}`)).body

beforeAll(async () => {
  accountId = (await owner('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })).body.id
})

test('each message is kept once; an edit keeps the words before it, a deletion keeps them all', async () => {
  await owner('PUT', `${room}/rules`, { rules: [{ name: 'Questions', condition: { isQuestion: true }, action: { label: 'question' } }] })
  pages = [[comment('a', 'Do you have oat milk?'), comment('a', 'Do you have oat milk?')]]
  expect(await read()).toBe(1)
  expect(await read()).toBe(0)
  const { conversations, counts } = await list()
  expect(conversations).toMatchObject([{ state: 'new', isQuestion: true, labels: ['question'], excerpt: 'Do you have oat milk?' }])
  expect(counts.new).toBe(1)
  pages = [[comment('a', 'Do you have soy milk?')]]
  expect(await read()).toBe(0)
  const { messages } = await open(conversations[0].id)
  expect(messages).toMatchObject([{ text: 'Do you have soy milk?', earlier: [{ text: 'Do you have oat milk?' }], deletedAt: null }])
  pages = [[comment('b', 'second', { sentAt: new Date('2026-03-10T09:10:00Z'), networkPostId: 'post-2' })]]
  await read()
  pages = [[comment('b', '', { deleted: true, networkPostId: 'post-2' })]]
  await read()
  const second = (await list()).conversations.find((one: { excerpt: string }) => one.excerpt === 'second')
  expect((await open(second.id)).messages).toMatchObject([{ text: 'second', deletedAt: now.toISOString() }])
  expect(second.isRepeatAuthor).toBe(true)
  const [gone] = (await open(second.id)).messages
  const answer = await marketer('POST', `${room}/conversations/${second.id}/replies`, { messageId: gone.id, text: 'Hi', seenReplies: 0 })
  expect([answer.status, answer.body.data.sentence.key]).toEqual([422, 'inbox:problem.deleted'])
})

test('of two answers at once one goes out, with its proof, under the message', async () => {
  const [conversation] = (await list()).conversations.filter((one: { excerpt: string }) => one.excerpt.includes('soy'))
  const at = `${room}/conversations/${conversation.id}`
  const [message] = (await open(conversation.id)).messages
  expect((await marketer('POST', `${at}/hold`, {})).body.held).toBe(true)
  expect((await owner('POST', `${at}/hold`, {})).body).toMatchObject({ held: false })
  const held = await owner('POST', `${at}/replies`, { messageId: message.id, text: 'Yes!', seenReplies: 0 })
  expect([held.status, held.body.data.sentence.key]).toEqual([409, 'inbox:problem.collision'])
  await marketer('POST', `${at}/hold`, { release: true })
  expect((await creator('POST', `${at}/replies`, { messageId: message.id, text: 'Yes!', seenReplies: 0 })).status).toBe(403)
  const both = await Promise.all([
    marketer('POST', `${at}/replies`, { messageId: message.id, text: 'Yes, we do.', seenReplies: 0 }),
    owner('POST', `${at}/replies`, { messageId: message.id, text: 'Yes!', seenReplies: 0 }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { replies, conversation: after } = await open(conversation.id)
  expect(replies).toHaveLength(1)
  expect(after).toMatchObject({ state: 'waiting', replies: 1, waitingSince: null })
  // This brand asks for approval: the answer waits for it like any post.
  expect(replies[0].state).toBe('draft')

  const publication = (await owner('GET', `${base}/publications/${replies[0].publicationId}`)).body.publication
  const approved = await owner('POST', `${base}/publications/${publication.id}/approve`, { contentHash: publication.contentHash })
  expect(approved.status).toBe(200)
  // Whoever wrote it has pressed send already: approved, it goes out by itself, and only once.
  expect(await sendApproved(app.services)).toBe(1)
  expect(await sendApproved(app.services)).toBe(0)
  const worker = { services: app.services, timings: usualTimings, name: 'test' }
  const due = await claimDue(database.db, 'test', now, new Date(now.getTime() + 60_000), 10)
  for (const row of due) await sendClaimed(worker, row)
  expect(fake.posts).toHaveLength(1)
  expect((await open(conversation.id)).replies).toMatchObject([{ state: 'published', problem: null }])
  now = new Date(now.getTime() + 60_000)
  pages = [[comment('c', 'Thanks!', { sentAt: now })]]
  await read()
  expect((await open(conversation.id)).conversation).toMatchObject({ state: 'open', waitingSince: now.toISOString() })
})

test('a network that stops in the middle of its pages loses nothing', async () => {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  now = later(120)
  const page = (name: string, minutes: number) => [comment(name, name, { sentAt: later(minutes), networkPostId: 'post-3' })]
  pages = [page('p1', -1), page('p2', -2), null, page('p4', -4)]
  expect(await read()).toBe(2)
  pages = [page('p0', -0.5), page('p1', -1), page('p2', -2), page('p3', -3), page('p4', -4)]
  expect(await read()).toBe(2)
  expect(await read()).toBe(1)
  const [conversation] = (await list()).conversations
  expect((await open(conversation.id)).messages.map(({ text }: { text: string }) => text)).toEqual(['p4', 'p3', 'p2', 'p1', 'p0'])
})

test('a state, a note, a saved reply with its missing blank; another workspace sees nothing', async () => {
  const [conversation] = (await list()).conversations
  const at = `${room}/conversations/${conversation.id}`
  expect((await creator('PATCH', at, { state: 'done', assignee: 'Lina', labels: ['vip', 'vip'] })).body).toMatchObject({
    state: 'done',
    assignee: 'Lina',
    labels: ['vip'],
    waitingSince: null,
  })
  await creator('POST', `${at}/notes`, { text: 'A regular.' })
  const saved = (await creator('PUT', `${room}/saved-replies`, { name: 'Hello', text: 'Hi {name}, use {code}' })).body
  expect((await owner('GET', `${at}/fill/${saved.id}`)).body).toEqual({ text: 'Hi Lina, use {code}', missing: ['code'] })
  expect((await owner('POST', `${room}/rules/try`, { condition: { contains: 'milk' } })).body).toMatchObject({ met: 1 })
  const { stranger } = team
  expect((await stranger.call('GET', at)).status).toBe(404)
  const foreign = `/workspaces/${stranger.workspaceId}/brands/${stranger.brandId}/inbox/conversations/${conversation.id}`
  expect((await stranger.call('GET', foreign)).status).toBe(404)
})

test('time fills itself from what people do, by week, and can be corrected', async () => {
  const sessions = (await owner('GET', `${room}/sessions`)).body
  expect(sessions.length).toBeGreaterThan(0)
  for (const { id } of sessions) await owner('PATCH', `${room}/sessions/${id}`, { minutes: 30 })
  const hours = (await owner('GET', `${room}/hours?from=2026-03-01&to=2026-03-31`)).body
  const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
  expect(await sumHours(database.db, scope, { from: '2026-03-01', to: '2026-03-31' })).toEqual(hours)
  expect(hours).toEqual([{ accountId, weekStart: '2026-03-09', hours: sessions.length / 2, sessions: sessions.length }])
})

// The visitor’s address, as the Node server would hand it over.
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }

/** A live line of the events after `last`, as a browser opens it; reads until `until` events came, then hangs up. */
const watch = async (last: string | null, until: number, act: () => Promise<unknown> = async () => null) => {
  const signed = await app.app.request(
    'http://localhost/api/auth/sign-in/username',
    {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'marketer', password: testPassword }),
    },
    socket,
  )
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  const hangUp = new AbortController()
  const headers = { host: 'localhost', accept: 'text/event-stream', cookie, ...(last === null ? {} : { 'last-event-id': last }) }
  const answer = await app.app.request(`http://localhost/api${room}/live`, { headers, signal: hangUp.signal }, socket)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  const events = () =>
    said
      .split('\n\n')
      .filter((part) => part.includes('event: inbox'))
      .map((part) => ({
        id: /^id: (.*)$/m.exec(part)?.[1] ?? '',
        ...(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '{}') as { kind: string }),
      }))
  while (!said.includes('event: ready')) said += (await reader.read()).value ?? ''
  await act()
  while (events().length < until) said += (await reader.read()).value ?? ''
  await reader.cancel()
  hangUp.abort()
  return events()
}

test('whoever watches gets what happened, in order, and a broken line goes on where it stopped', async () => {
  const [conversation] = (await list()).conversations
  const at = `${room}/conversations/${conversation.id}`
  const seen = await watch(null, 1, () => creator('PATCH', at, { state: 'open' }))
  expect(seen.map(({ kind }) => kind)).toEqual(['changed'])
  // The line is broken: three things happen meanwhile.
  await creator('PATCH', at, { labels: ['a'] })
  await marketer('POST', `${at}/hold`, {})
  await marketer('POST', `${at}/hold`, { release: true })
  const missed = await watch(seen[0]!.id, 3)
  expect(missed.map(({ kind }) => kind)).toEqual(['changed', 'held', 'released'])
  expect(missed.map(({ id }) => Number(id))).toEqual(missed.map(({ id }) => Number(id)).toSorted((a, b) => a - b))
  expect((await owner('GET', `${room}/live`)).body).toEqual([])
})

test('two people in one conversation see each other, and who writes; somebody who is silent is gone', async () => {
  const [conversation] = (await list()).conversations
  const at = `${room}/conversations/${conversation.id}`
  expect((await marketer('POST', `${at}/here`, {})).body).toEqual({ others: [] })
  expect((await owner('POST', `${at}/here`, {})).body).toEqual({ others: [{ name: 'marketer', answering: false }] })
  await marketer('POST', `${at}/hold`, {})
  expect((await owner('POST', `${at}/here`, {})).body).toEqual({ others: [{ name: 'marketer', answering: true }] })
  await marketer('POST', `${at}/hold`, { release: true })
  await marketer('POST', `${at}/here`, { leave: true })
  expect((await owner('POST', `${at}/here`, {})).body).toEqual({ others: [] })
  await marketer('POST', `${at}/here`, {})
  now = new Date(now.getTime() + 60_000)
  expect((await owner('POST', `${at}/here`, {})).body).toEqual({ others: [] })
})

test('a rule gives a conversation in one language to a person; labels and people can be asked for', async () => {
  const rule = { name: 'Arabic', condition: { language: 'ar' }, action: { label: 'عربي', assignee: 'creator' } }
  await owner('PUT', `${room}/rules`, { rules: [rule] })
  now = new Date(now.getTime() + 60_000)
  pages = [[comment('ar', 'هل عندكم حليب الشوفان؟', { sentAt: now, networkPostId: 'post-ar' })]]
  await read()
  const mine = (await owner('GET', `${room}/conversations?assignee=creator`)).body.conversations
  expect(mine).toMatchObject([{ assignee: 'creator', labels: ['عربي'], language: 'ar' }])
  expect((await owner('GET', `${room}/conversations?label=${encodeURIComponent('عربي')}`)).body.conversations).toHaveLength(1)
  expect((await owner('GET', `${room}/labels`)).body).toContainEqual({ label: 'عربي', n: 1 })
})

test('an answer of which only half was handed over is told, and the person waits again', async () => {
  const [conversation] = (await list()).conversations
  const { messages } = await open(conversation.id)
  const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
  // A process took the words and died before it handed them over.
  const message = messages.at(-1)
  const reply = { conversationId: conversation.id, messageId: message.id, text: 'Half', seenReplies: conversation.replies }
  const id = await takeReply(database.db, scope, { ...reply, who: { id: 'x', name: 'Mona' }, now })
  expect(id).not.toBeNull()
  expect((await open(conversation.id)).conversation.state).toBe('waiting')
  now = new Date(now.getTime() + 5 * 60_000)
  await reopenRefused(database.db, now)
  const after = await open(conversation.id)
  expect(after.conversation.state).toBe('open')
  expect(after.replies.at(-1)).toMatchObject({ text: 'Half', problem: { key: 'inbox:problem.notHandedOver' } })
})

test('an answer that waits for approval is no draft of the calendar', async () => {
  const from = encodeURIComponent('2026-01-01T00:00:00Z')
  const calendar = (await owner('GET', `${base}/calendar?from=${from}&to=${encodeURIComponent('2026-12-31T00:00:00Z')}`)).body
  expect(calendar.drafts).toEqual([])
})

test('answers have a target in working hours; what is late stands first, in the room and in Today', async () => {
  const settings = { targets: [{ accountId: null, minutes: 60 }], hours: [], holidays: [] }
  expect((await creator('PUT', `${room}/settings`, { settings })).body).toEqual(settings)
  const wrong = { ...settings, hours: [{ weekday: 1, from: '17:00', to: '09:00' }] }
  expect((await creator('PUT', `${room}/settings`, { settings: wrong })).body.data.sentence.key).toBe('inbox:problem.hours')
  now = new Date(now.getTime() + 60_000)
  pages = [[comment('late', 'Are you open?', { sentAt: now, networkPostId: 'post-late' })]]
  await read()
  const opened = (await list()).conversations.find((one: { excerpt: string }) => one.excerpt === 'Are you open?')
  expect(opened).toMatchObject({ dueAt: new Date(now.getTime() + 60 * 60_000).toISOString(), dueBy: 'target' })
  now = new Date(now.getTime() + 61 * 60_000)
  const { conversations, late } = (await owner('GET', `${room}/lapsing`)).body
  expect(late).toBeGreaterThan(0)
  expect(conversations.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual(
    conversations.map(({ dueAt }: { dueAt: string }) => dueAt).toSorted(),
  )
  const { items } = (await owner('GET', `${base}/today`)).body
  expect(items.map(({ id }: { id: string }) => id)).toContain(`inbox/${opened.id}`)
  // Given to the marketer, it stands in nobody else's list; given to somebody without an account, in everybody's.
  const lists = async (assignee: string | null) => {
    await creator('PATCH', `${room}/conversations/${opened.id}`, { assignee })
    const has = async (as: typeof owner) =>
      ((await as('GET', `${base}/today`)).body.items as { id: string }[]).some(({ id }) => id === `inbox/${opened.id}`)
    return [await has(owner), await has(marketer)]
  }
  expect([await lists('marketer'), await lists('Mona who helps'), await lists(null)]).toEqual([
    [false, true],
    [true, true],
    [true, true],
  ])
  const [message] = (await open(opened.id)).messages
  await marketer('POST', `${room}/conversations/${opened.id}/replies`, { messageId: message.id, text: 'Until ten.', seenReplies: 0 })
  const [responses] = (await owner('GET', `${room}/responses?from=2026-03-01&to=2026-03-31`)).body
  expect(responses).toMatchObject({ accountId, target: 60 })
  expect(responses.within.evidence.rows.cells.map(([, minutes]: [string, number]) => minutes)).toContain(61)
})

test('coverage says what is read, how fresh, and what is not', async () => {
  const [row] = (await owner('GET', `${room}/coverage`)).body
  expect(row).toMatchObject({ accountId, readable: true, lastReadAt: expect.any(String), canReply: true, replyWindowHours: null })
})

test('a person is joined by hand across networks, shown whole, and parted again; nobody is joined by their handle alone', async () => {
  const other = (await owner('POST', `${base}/accounts`, { network: 'other', input: { handle: 'cafe' } })).body.id
  const account = await findAccount(database.db, team.workspaceId, other)
  now = new Date(now.getTime() + 60_000)
  const author = { id: 'did:plc:lina', handle: 'lina.example.com', displayName: 'Lina there', avatarUrl: null }
  pages = [[comment('there', 'Hello from there', { sentAt: now, author })]]
  await readMessages(app.services, account!)
  const alone = (await owner('GET', `${room}/person?network=fake&authorId=lina`)).body
  expect(alone.identities).toHaveLength(1)
  expect(alone.alike).toMatchObject([{ network: 'other', authorId: 'did:plc:lina', messages: 1 }])
  const both = { one: { network: 'fake', authorId: 'lina' }, other: { network: 'other', authorId: 'did:plc:lina' } }
  expect((await creator('POST', `${room}/people/join`, { ...both, other: both.one })).status).toBe(422)
  expect((await creator('POST', `${room}/people/join`, { ...both, other: { network: 'other', authorId: 'nobody' } })).status).toBe(404)
  expect((await creator('POST', `${room}/people/join`, both)).status).toBe(200)
  const joined = (await owner('GET', `${room}/person?network=other&authorId=${encodeURIComponent('did:plc:lina')}`)).body
  expect(joined.identities.map(({ network }: { network: string }) => network).toSorted()).toEqual(['fake', 'other'])
  expect(joined.messages.map(({ text }: { text: string }) => text)).toEqual(expect.arrayContaining(['Hello from there', 'Are you open?']))
  expect(joined.alike).toEqual([])
  expect((await owner('GET', `${room}/people?query=${encodeURIComponent('Lina th')}`)).body).toHaveLength(1)
  expect((await creator('POST', `${room}/people/part`, both.other)).body).toEqual({ parted: true })
  expect((await owner('GET', `${room}/person?network=fake&authorId=lina`)).body).toMatchObject({ personId: null })
})

test('the outward list says why, and an entry that was settled is gone until it is brought back', async () => {
  const mona = { id: 'mona', handle: 'mona', displayName: 'Mona', avatarUrl: null }
  pages = [
    [1, 2, 3].map((i) =>
      comment(`m${i}`, `again ${i}`, { author: mona, networkPostId: null, sentAt: new Date(now.getTime() - i * 60_000) }),
    ),
  ]
  await read()
  const keys = async () => (await owner('GET', `${room}/outward`)).body.items.map(({ key }: { key: string }) => key)
  expect(await keys()).toContain('person/fake/mona')
  await creator('POST', `${room}/outward`, { key: 'person/fake/mona', as: 'done' })
  expect(await keys()).not.toContain('person/fake/mona')
  await creator('POST', `${room}/outward`, { key: 'person/fake/mona', as: 'back' })
  expect(await keys()).toContain('person/fake/mona')
  // Answered, she is no longer somebody whom nobody answers.
  const [hers] = (await owner('GET', `${room}/conversations?authorId=mona`)).body.conversations
  const messages = (await open(hers.id)).messages
  await marketer('POST', `${room}/conversations/${hers.id}/replies`, { messageId: messages.at(-1).id, text: 'Hello Mona', seenReplies: 0 })
  expect(await keys()).not.toContain('person/fake/mona')
})

test('blocks stand on days, a trial switches them by chance, and neither takes what cannot be', async () => {
  const block = { accountId, weekday: 2, start: '10:00', minutes: 30, person: 'Mona' }
  const made = (await creator('POST', `${room}/blocks`, block)).body
  const span = (from: string, to: string) => `${room}/block-times?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
  const times = (await owner('GET', span('2026-03-16T00:00:00Z', '2026-03-23T00:00:00Z'))).body
  expect(times).toMatchObject([{ at: '2026-03-17T07:00:00.000Z', minutes: 30, off: false }])
  const trial = { name: 'Mornings', accountId, metric: 'people', startsOn: '2026-03-16', blockDays: 3, carryDays: 1, blocks: 8 }
  const start = (change: object) => marketer('POST', `${room}/trials`, { ...trial, ...change })
  expect((await start({ startsOn: '2026-03-01' })).body.data.sentence.key).toBe('inbox:problem.trialPast')
  expect((await start({ carryDays: 3 })).body.data.sentence.key).toBe('inbox:problem.trialCarry')
  expect((await start({ blocks: 9 })).status).toBe(400)
  expect((await creator('POST', `${room}/trials`, trial)).status).toBe(403)
  const drawn = (await start({})).body
  expect(drawn).toMatchObject({ state: 'planned', endsOn: '2026-04-08', effect: null })
  expect((await start({ name: 'Again' })).status).toBe(409)
  const month = (await owner('GET', span('2026-03-16T00:00:00Z', '2026-04-09T00:00:00Z'))).body
  // Four Tuesdays; what the coin says of each day is what the calendar shows.
  const coins = (await database.db.selectFrom('engagement_trial').select('coins').executeTakeFirstOrThrow()).coins
  expect(month.map(({ off }: { off: boolean }) => off)).toEqual([1, 8, 15, 22].map((index) => coins[index] === '0'))
  now = new Date('2026-04-09T09:00:00Z')
  pages = [[]]
  await read()
  const [done] = (await owner('GET', `${room}/trials`)).body
  expect(done.days).toHaveLength(24)
  expect(done.answer.key).toBe('inbox:trial.tooLittle.spread')
  expect((await marketer('POST', `${room}/trials/${drawn.id}/stop`, {})).body).toEqual({ stopped: true })
  expect((await marketer('POST', `${room}/trials/${drawn.id}/stop`, {})).status).toBe(404)
  expect((await creator('DELETE', `${room}/blocks/${made.id}`)).body).toEqual({ removed: true })
})
