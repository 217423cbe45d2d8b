/** Clients with a link: only what it was made for, not a word more; ended, revoked, guessed and foreign links; PINs; letters and reminders. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../../contract/index.ts'
import { openMail } from '../../mail/mail.ts'
import { plainRoutes } from '../../plain.ts'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { addPicture } from '../media/index.ts'
import { remind, sendReminder, stageOf } from './jobs.ts'

const letters: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('nobody@') ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null),
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      letters.push(Buffer.concat(chunks).toString())
      done()
    })
  },
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`

let now = new Date('2026-03-10T09:00:00Z')
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  config: { smtpUrl, mailFrom: 'Athar <athar@example.com>', publicUrl: 'https://athar.example' },
})
const mail = openMail({ smtpUrl, mailFrom: 'Athar <athar@example.com>' })
app.services.mail = mail
afterAll(() => {
  mail.close()
  app.services.mail.close()
  server.close()
})
const team = await testTeam(app)
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const secondBrand = (
  await team.as.owner('POST', `/workspaces/${team.workspaceId}/brands`, { name: 'Second', timeZone: 'Asia/Riyadh', language: 'ar' })
).body.id as string
const places = [
  { call: team.as.owner, workspaceId: team.workspaceId, brandId: team.brandId },
  { call: team.as.owner, workspaceId: team.workspaceId, brandId: secondBrand },
  { call: team.stranger.call, workspaceId: team.stranger.workspaceId, brandId: team.stranger.brandId },
]

interface Planted {
  place: (typeof places)[number]
  at: string
  id: string
  versionId: string
  contentHash: string
  needle: string
}
let shades = 0
/** A deliverable whose every word carries a needle of its own. */
const plant = async (place: (typeof places)[number], needle: string): Promise<Planted> => {
  const room = `/workspaces/${place.workspaceId}/brands/${place.brandId}/creative`
  const bytes = await sharp({ create: { width: 20, height: 20 + ++shades, channels: 3, background: '#654' } })
    .png()
    .toBuffer()
  const added = await addPicture(app.services, place, { bytes: new Uint8Array(bytes), name: 'x.png', by: needle })
  if (added.kind === 'refused') throw new Error('refused')
  const brief = await place.call('POST', `${room}/briefs`, {
    title: `${needle} brief`,
    message: `${needle} message`,
    currency: 'USD',
    deliverables: [{ title: `${needle} title`, kind: 'picture', format: 'photo' }],
  })
  const { id } = brief.body.deliverables[0]
  const at = `${room}/deliverables/${id}`
  const { body } = await place.call('POST', `${at}/versions`, { mediaId: added.media.id, alt: `${needle} alt`, note: `${needle} note` })
  const { id: versionId, contentHash } = body.versionList[0]
  await place.call('POST', `${at}/comments`, { versionId, body: `${needle} remark` })
  await place.call('POST', `${at}/comments`, { versionId, body: `${needle}-inside`, internal: true })
  return { place, at, id, versionId, contentHash, needle }
}
const link = async (of: Planted, options: object = {}) => {
  const { body } = await of.place.call('POST', `${of.at}/review-links`, { reader: 'Salma', language: 'ar', days: 3, ...options })
  return { token: String(body.url).split('/').at(-1) as string, shareId: body.share.id as string, body }
}
const open = (token: string, pin?: string) => app.visitor()('POST', `/review/${token}`, pin === undefined ? {} : { pin })

const all: Planted[] = []
beforeAll(async () => {
  for (const [index, place] of places.entries()) for (const letter of ['a', 'b']) all.push(await plant(place, `needle${index}${letter}`))
})

/** Every route that takes a link's token, of the contract and beside it. */
const tokenRoutes = (() => {
  const collect = (node: object): { method: string; path: string }[] => {
    const inner = (node as { '~orpc'?: { route: { method?: string; path?: string } } })['~orpc']
    if (inner === undefined) return Object.values(node).flatMap((child) => collect(child as object))
    return [{ method: inner.route.method ?? 'POST', path: inner.route.path ?? '' }]
  }
  const plain = plainRoutes.flatMap(({ routes }) =>
    routes.map(({ method, path }) => ({ method, path: path.replace(/^\/api/, '').replaceAll(/:(\w+)/g, '{$1}') })),
  )
  return [...collect(contract), ...plain].filter(({ path }) => path.includes('{token}'))
})()

test('every review link on every route that takes one, with everybody’s ids: not a word of anything else', async () => {
  expect(tokenRoutes.length).toBeGreaterThanOrEqual(6)
  const links = await Promise.all(all.map((of) => link(of)))
  let looked = 0
  for (const [index, { token }] of links.entries()) {
    const mine = all[index] as Planted
    for (const { method, path } of tokenRoutes) {
      for (const other of all) {
        const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          name === 'token' ? token : name === 'versionId' ? other.versionId : other.id,
        )
        const body = {
          versionId: other.versionId,
          contentHash: other.contentHash,
          deliverableId: other.id,
          body: 'probe',
          name: 'Probe',
          vote: 'changes',
          comment: 'probe',
        }
        const answer = await app.visitor()(method, filled, method === 'GET' ? undefined : body)
        const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
        looked += 1
        for (const { needle } of all) if (needle !== mine.needle) expect(text, `${filled} for ${mine.needle}`).not.toContain(needle)
        expect(text).not.toContain('-inside')
        expect(text).not.toContain(`${mine.needle} brief`)
        if (path.includes('pictures') && other !== mine) expect(answer.status).toBe(404)
      }
    }
  }
  expect(looked).toBe(links.length * tokenRoutes.length * all.length)
  // The probes left nothing on what was not theirs.
  for (const of of all) {
    const { comments } = (await of.place.call('GET', of.at)).body
    expect(comments.filter(({ body }: { body: string }) => body === 'probe').length, of.needle).toBeLessThanOrEqual(all.length)
    expect(comments.every(({ versionId }: { versionId: string }) => versionId === of.versionId)).toBe(true)
  }
})

test('a link guessed, ended or taken back says the same sentence and shows nothing', async () => {
  const of = await plant(places[0] as (typeof places)[number], 'needle-gone')
  const [ended, revoked] = [await link(of, { days: 1 }), await link(of)]
  await team.as.marketer('POST', `${base}/shares/${revoked.shareId}/revoke`)
  now = new Date(now.getTime() + 86_400_000)
  const guessed = `${ended.token.slice(0, -2)}zz`
  for (const token of [ended.token, revoked.token, guessed]) {
    expect((await open(token)).body).toEqual({ kind: 'gone' })
    const said = { versionId: of.versionId, body: 'x', name: 'x', contentHash: of.contentHash, vote: 'approve' }
    expect((await app.visitor()('POST', `/review/${token}/comments`, said)).body).toEqual({ kind: 'gone' })
    expect((await app.visitor()('POST', `/review/${token}/decide`, said)).body).toEqual({ kind: 'gone' })
    const picture = await app.visitor()('GET', `/review/${token}/pictures/${of.versionId}`)
    expect([picture.status, picture.body.data.sentence.key]).toEqual([404, 'creative:link.gone'])
  }
  expect((await team.as.viewer('GET', of.at)).body.comments).toHaveLength(2)
})

test('a client decides as the step that names clients, once it is their turn, and an edit asks them again', async () => {
  await team.as.manager('PUT', `${base}/approvals/policies`, {
    accountId: null,
    policy: {
      mode: 'steps',
      steps: [
        { name: 'House', need: 'any', who: [{ kind: 'role', role: 'marketer' }] },
        { name: 'Client', need: 'any', who: [{ kind: 'client' }] },
      ],
    },
  })
  const of = await plant(places[0] as (typeof places)[number], 'needle-steps')
  const { token } = await link(of)
  const decide = (vote: string, contentHash = of.contentHash, comment = '') =>
    app.visitor()('POST', `/review/${token}/decide`, { vote, contentHash, comment, name: 'Salma H.' })
  expect((await open(token)).body.standing).toEqual({ state: 'open', yourTurn: false, yourVote: null })
  expect((await decide('approve')).status).toBe(422)
  await team.as.marketer('POST', `${of.at}/decide`, { contentHash: of.contentHash, vote: 'approve' })
  expect((await open(token)).body.standing.yourTurn).toBe(true)
  expect((await decide('changes')).body.data.sentence.key).toBe('creative:problem.sayWhat')
  expect((await decide('changes', of.contentHash, 'Warmer')).body.standing).toMatchObject({ state: 'changes', yourVote: 'changes' })
  const { body: next } = await team.as.creator('POST', `${of.at}/versions`, {
    mediaId: (await team.as.viewer('GET', of.at)).body.versionList[0].media.id,
    alt: 'Warm now',
  })
  await team.as.creator('POST', `${of.at}/ask-approval`, { contentHash: next.versionList[0].contentHash })
  expect((await decide('approve')).body.data.sentence.key).toBe('creative:problem.newerVersion')
  await team.as.marketer('POST', `${of.at}/decide`, { contentHash: next.versionList[0].contentHash, vote: 'approve' })
  expect((await decide('approve', next.versionList[0].contentHash)).body.standing).toMatchObject({ state: 'approved', yourVote: 'approve' })
  expect((await team.as.viewer('GET', of.at)).body).toMatchObject({ state: 'approved' })
  const trail = (await team.as.viewer('GET', `${base}/approvals/trail?subjectId=${of.id}`)).body
  expect(trail[0]).toMatchObject({ act: 'approved', by: 'Salma H.' })
  expect((await team.as.viewer('GET', `${base}/approvals/verify`)).body.whole).toBe(true)
  // A link for looking only decides nothing.
  const looking = await link(of, { mayDecide: false })
  const refused = await app.visitor()('POST', `/review/${looking.token}/decide`, {
    vote: 'approve',
    contentHash: of.contentHash,
    name: 'X',
  })
  expect(refused.body.data.sentence.key).toBe('creative:problem.onlyLook')
})

test('a hundred guesses at a PIN at once are five guesses, and ten pictures at once are none', async () => {
  const of = await plant(places[0] as (typeof places)[number], 'needle-pin')
  const { token } = await link(of, { pin: '4711' })
  const pictures = await Promise.all(
    Array.from({ length: 10 }, async () =>
      app.app.request(`http://localhost/api/review/${token}/pictures/${of.versionId}`, { headers: { host: 'localhost', 'x-pin': '4711' } }),
    ),
  )
  expect(pictures.map(({ status }) => status)).toEqual(pictures.map(() => 200))
  expect(pictures[0]?.headers.get('content-type')).toMatch(/^image\//)
  expect((await app.visitor()('GET', `/review/${token}/pictures/${of.versionId}`)).status).toBe(401)
  // The right one is among them, as the thirtieth: too late.
  const guesses = Array.from({ length: 100 }, (_, index) => (index === 29 ? '4711' : String(1000 + index)))
  const answers = await Promise.all(guesses.map((pin) => open(token, pin)))
  expect(answers.filter(({ body }) => body.kind === 'review')).toEqual([])
  const { rows } = await database.pool.query('select pin_failures from share where pin_locked_until > $1 and pin_hash is not null', [now])
  expect(rows).toEqual([{ pin_failures: 5 }])
  now = new Date(now.getTime() + 16 * 60_000)
  expect((await open(token, '4711')).body.kind).toBe('review')
})

test('the link goes out by mail in the client’s language, and a letter that is refused leaves the link', async () => {
  const of = await plant(places[0] as (typeof places)[number], 'needle-mail')
  const sent = await link(of, { mailTo: 'salma@example.com', pin: '4711' })
  expect(sent.body).toMatchObject({ mailed: true, mailProblem: null })
  const letter = letters.at(-1) ?? ''
  expect(letter).toContain('To: salma@example.com')
  const words = Buffer.from(/base64\r\n\r\n([\s\S]+?)\r\n-/.exec(letter)?.[1] ?? '', 'base64').toString() || letter
  expect(words).toContain(`https://athar.example/review/${sent.token}`)
  expect(words).toMatch(/[؀-ۿ]/)
  expect(words).not.toContain('4711')
  const refused = await link(of, { mailTo: 'nobody@example.com' })
  expect(refused.body).toMatchObject({ mailed: false, mailProblem: { key: 'report:mail.refused' } })
  expect((await open(refused.token)).body.kind).toBe('review')
})

test('reminders go out once for each stage, in the morning, to whoever makes it', async () => {
  expect([
    stageOf('2026-03-20', '2026-03-10'),
    stageOf('2026-03-13', '2026-03-10'),
    stageOf('2026-03-10', '2026-03-10'),
    stageOf('2026-03-09', '2026-03-10'),
  ]).toEqual([null, 'ahead', 'today', 'late'])
  const room = `${base}/creative`
  const { body: person } = await team.as.owner('POST', `${room}/people`, {
    name: 'Karim',
    place: 'outside',
    email: 'karim@example.com',
    language: 'ar',
    skills: [],
    hoursPerWeek: 1,
  })
  const today = now.toISOString().slice(0, 10)
  await team.as.owner('POST', `${room}/briefs`, {
    title: 'Spring',
    currency: 'USD',
    deliverables: [{ title: 'غلاف الربيع', kind: 'picture', format: 'photo', personId: person.id, dueOn: today }],
  })
  const queued: object[] = []
  const services = {
    ...app.services,
    jobs: { ...app.services.jobs, enqueue: async (_job: object, data: object) => (queued.push(data), 'id') },
  } as typeof app.services
  const signal = new AbortController().signal
  now = new Date(`${today}T02:00:00Z`)
  await remind.run(services, {}, signal)
  expect(queued).toHaveLength(0)
  now = new Date(`${today}T09:07:00Z`)
  await remind.run(services, {}, signal)
  await remind.run(services, {}, signal)
  expect(queued).toMatchObject([{ title: 'غلاف الربيع', stage: 'today', email: 'karim@example.com' }])
  const before = letters.length
  await sendReminder.run(app.services, queued[0] as never, signal)
  expect(letters).toHaveLength(before + 1)
  expect(letters.at(-1)).toContain('karim@example.com')
  const entries = (await team.as.viewer('GET', `${base}/today`)).body.items as { what: { key: string } }[]
  expect(entries.map(({ what }) => what.key)).toContain('creative:today.deliverable.due')
})

test('a payment that is due is written to whoever runs the workspace, once a stage, and leads to its brief', async () => {
  const room = `${base}/creative`
  const today = now.toISOString().slice(0, 10)
  const { body: brief } = await team.as.owner('POST', `${room}/briefs`, {
    title: 'Spring film',
    currency: 'USD',
    deliverables: [{ title: 'Film', kind: 'text', format: 'text' }],
  })
  const cost = { kind: 'payment', label: 'Second half', amount: '300.00', currency: 'USD', state: 'planned', dueOn: today }
  expect((await team.as.owner('POST', `${room}/briefs/${brief.id}/costs`, cost)).status).toBe(200)
  const queued: object[] = []
  const services = {
    ...app.services,
    jobs: { ...app.services.jobs, enqueue: async (_job: object, data: object) => (queued.push(data), 'id') },
  } as typeof app.services
  const signal = new AbortController().signal
  await remind.run(services, {}, signal)
  await remind.run(services, {}, signal)
  // The owner here has no address; the manager has.
  expect(queued).toMatchObject([{ kind: 'payment', title: 'Second half', email: 'manager@example.com', stage: 'today' }])
  await sendReminder.run(app.services, queued[0] as never, signal)
  expect(letters.at(-1)).toContain(`creative/briefs/${brief.id}`)
})
