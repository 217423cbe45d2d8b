/** Briefs, money, versions, rights and capacity: what is kept, what is refused, and what a right's end stops. */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fakeNetwork } from '../../../testing/fake-network.ts'
import { playgroundLimits } from '../../../channels/playground/limits.ts'
import { addPicture } from '../media/index.ts'
import { sendClaimed } from '../publishing/publish/send.ts'
import { usualTimings } from '../publishing/publish/timings.ts'
import { claimDue } from '../publishing/store/work.ts'

let now = new Date('2026-03-10T09:00:00Z')
const fake = fakeNetwork()
const database = await testDatabase()
const app = await testApp(database, {
  now: () => now,
  channels: { find: async (network) => (network === 'fake' ? fake.channel : null), list: async () => [fake.channel] },
})
const team = await testTeam(app)
const scope = { workspaceId: team.workspaceId, brandId: team.brandId }
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}`
const room = `${base}/creative`
const { owner, marketer, creator, client, viewer } = team.as
let account = ''
let person = ''
const picture = async (shade: number) => {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: { r: shade, g: 80, b: 60 } } })
    .png()
    .toBuffer()
  const added = await addPicture(app.services, scope, { bytes: new Uint8Array(bytes), name: `${shade}.png`, by: 'creator' })
  if (added.kind === 'refused') throw new Error('refused')
  return added.media
}
const sentence = (answer: { body: { data?: { sentence: { key: string } } } }) => answer.body.data?.sentence.key
const brief = { title: 'Winter drink', currency: 'SAR', budget: '1000' }
const work = { title: 'Photo', kind: 'picture', format: 'photo' }

beforeAll(async () => {
  account = (await owner('POST', `${base}/accounts`, { network: 'fake', input: { handle: 'cafe' } })).body.id
  expect((await marketer('PUT', `${room}/settings`, { currencies: ['SAR', 'EUR'], expectedHours: {} })).status).toBe(200)
  person = (
    await marketer('POST', `${room}/people`, {
      name: 'Karim',
      place: 'in-house',
      skills: ['photography'],
      hoursPerWeek: 10,
      rate: { amount: '133.33', currency: 'SAR' },
    })
  ).body.id
})

test('a brief keeps exact money in each currency, and what is left of its budget', async () => {
  const { body } = await creator('POST', `${room}/briefs`, { ...brief, deliverables: [work] })
  const one = `${room}/briefs/${body.id}`
  expect(body.budget).toBeNull()
  const cost = { kind: 'payment', label: 'First half', currency: 'SAR', state: 'paid', paidOn: '2026-03-01' }
  for (let count = 0; count < 3; count++) await marketer('POST', `${one}/costs`, { ...cost, amount: '0.10' })
  await marketer('POST', `${one}/costs`, { ...cost, amount: '20', currency: 'EUR', state: 'planned' })
  await marketer('POST', `${one}/costs`, { kind: 'quote', label: 'All', amount: '500', currency: 'SAR', state: 'accepted' })
  const { body: full } = await creator('POST', `${one}/hours`, { personId: person, day: '2026-03-09', hours: 1.25 })
  expect([full.costs, full.money, full.hours[0].cost]).toEqual([[], [], null])
  const { money } = (await marketer('GET', one)).body
  expect(money).toEqual([
    {
      currency: 'SAR',
      budget: '1000',
      quoted: '500.00',
      accepted: '500.00',
      planned: '0.00',
      paid: '0.30',
      work: '166.6625',
      left: '833.0375',
    },
    { currency: 'EUR', budget: null, quoted: '0.00', accepted: '0.00', planned: '20.00', paid: '0.00', work: '0.00', left: null },
  ])
  // A later rate does not change what was worked.
  await marketer('PUT', `${room}/people/${person}`, {
    name: 'Karim',
    place: 'in-house',
    skills: ['photography'],
    hoursPerWeek: 10,
    rate: null,
  })
  expect((await marketer('GET', one)).body.money[0].work).toBe('166.6625')
})

test('a quote in an unknown currency, or one the brand does not use, is refused with a sentence and nothing is kept', async () => {
  const { body } = await creator('POST', `${room}/briefs`, brief)
  const quote = { kind: 'quote', label: 'Photo', amount: '500', state: 'asked' }
  const unknown = await marketer('POST', `${room}/briefs/${body.id}/costs`, { ...quote, currency: 'RIYAL' })
  expect([unknown.status, sentence(unknown), unknown.body.data.where]).toEqual([422, 'creative:problem.unknownCurrency', 'amount'])
  expect(sentence(await marketer('POST', `${room}/briefs/${body.id}/costs`, { ...quote, currency: 'USD' }))).toBe(
    'creative:problem.otherCurrency',
  )
  expect(sentence(await marketer('PUT', `${room}/settings`, { currencies: ['SAR', 'XQZ'], expectedHours: {} }))).toBe(
    'creative:problem.unknownCurrency',
  )
  expect((await marketer('POST', `${room}/briefs/${body.id}/costs`, { ...quote, amount: '-5', currency: 'SAR' })).status).toBe(400)
  expect((await marketer('GET', `${room}/briefs/${body.id}`)).body.costs).toEqual([])
  expect(sentence(await creator('POST', `${room}/briefs`, { ...brief, deliverables: [work, { ...work, personId: team.brandId }] }))).toBe(
    'creative:problem.noPerson',
  )
  expect((await viewer('GET', `${room}/briefs`)).body.briefs).toHaveLength(2)
})

test('a deliverable takes the limits of its channel, and says what its channel would say', async () => {
  const { body } = await creator('POST', `${room}/briefs`, {
    ...brief,
    deliverables: [{ title: 'Words', kind: 'text', format: 'text', accountId: account }],
  })
  const [{ id, limits }] = body.deliverables
  expect(Array.isArray(limits)).toBe(true)
  const { body: shown } = await creator('POST', `${room}/deliverables/${id}/versions`, { text: 'Warm' })
  expect(shown.versionList[0].problems).toEqual([])
  expect(playgroundLimits.limits.every(({ since, source }) => since !== '' && source !== '')).toBe(true)
})

const deliver = async () => {
  const { body } = await creator('POST', `${room}/briefs`, { ...brief, deliverables: [{ ...work, personId: person }] })
  return { briefId: body.id as string, id: body.deliverables[0].id as string, at: `${room}/deliverables/${body.deliverables[0].id}` }
}

test('versions stay, a decision is about the one that was seen, and a new one asks again', async () => {
  const { at } = await deliver()
  expect(sentence(await creator('POST', `${at}/versions`, { text: 'no picture' }))).toBe('creative:problem.noPicture')
  const first = (await creator('POST', `${at}/versions`, { mediaId: (await picture(10)).id, alt: 'A cup' })).body
  expect(sentence(await creator('POST', `${at}/versions`, { mediaId: first.versionList[0].media.id, alt: 'A cup' }))).toBe(
    'creative:problem.sameVersion',
  )
  const hash = first.versionList[0].contentHash
  expect((await creator('POST', `${at}/ask-approval`, { contentHash: hash })).body.state).toBe('in-review')
  const second = (await creator('POST', `${at}/versions`, { mediaId: (await picture(20)).id, alt: 'A cup' })).body
  expect(second).toMatchObject({ state: 'in-review', approval: { contentHash: second.versionList[0].contentHash, votes: [] } })
  expect(sentence(await client('POST', `${at}/decide`, { contentHash: hash, vote: 'approve' }))).toBe('creative:problem.newerVersion')
  expect(sentence(await client('POST', `${at}/decide`, { contentHash: second.versionList[0].contentHash, vote: 'changes' }))).toBe(
    'creative:problem.sayWhat',
  )
  const approved = (await client('POST', `${at}/decide`, { contentHash: second.versionList[0].contentHash, vote: 'approve' })).body
  expect(approved).toMatchObject({ state: 'approved', deliveredAt: now.toISOString() })
  // The same picture with other words for people who cannot see it is another version: it has to be looked at again.
  const third = (await creator('POST', `${at}/versions`, { mediaId: second.versionList[0].media.id, alt: 'A cup with steam' })).body
  expect(third).toMatchObject({ state: 'waiting', deliveredAt: null, versions: 3 })
  await expect(database.pool.query(`update creative_version set alt = 'x'`)).rejects.toThrow('stays as it was')
})

test('remarks are pinned to a place, and what the team says among themselves is not for the client', async () => {
  const { at } = await deliver()
  const { body } = await creator('POST', `${at}/versions`, { mediaId: (await picture(30)).id })
  const versionId = body.versionList[0].id
  await marketer('POST', `${at}/comments`, { versionId, x: 0.25, y: 0.75, body: 'Too dark here' })
  await marketer('POST', `${at}/comments`, { versionId, body: 'The client always says that', internal: true })
  expect((await creator('GET', at)).body.comments).toMatchObject([{ x: 0.25, y: 0.75, by: 'marketer' }, { internal: true }])
  expect((await client('GET', at)).body.comments).toHaveLength(1)
  expect(sentence(await marketer('POST', `${at}/comments`, { versionId, x: 0.5, body: 'half' }))).toBe('creative:problem.halfPlace')
  const [{ id }] = (await creator('GET', at)).body.comments
  expect((await creator('PUT', `${at}/comments/${id}`, { resolved: true })).body.comments[0].resolvedBy).toBe('creator')
  const other = await deliver()
  expect((await creator('PUT', `${other.at}/comments/${id}`, { resolved: true })).status).toBe(404)
  expect((await creator('POST', `${other.at}/comments`, { versionId, body: 'elsewhere' })).status).toBe(404)
})

const right = { license: 'licensed', holder: 'Agency', consent: 'nobody' }
const post = async (mediaId: string, format = 'photo') => {
  const media = [{ id: mediaId, kind: 'image', mime: 'image/png', bytes: 100, width: 60, height: 40, alt: 'A cup' }]
  const content = { text: 'Look', language: 'en', format, link: null, media }
  const { body } = await marketer('POST', `${base}/posts`, { versions: [{ accountId: null, content }], accountIds: [account] })
  const { id, contentHash } = body.publications[0]
  return { at: `${base}/publications/${id}`, contentHash, checks: body.checks as { problems: { reason: { key: string } }[] }[] }
}

test('a right that has ended, and a missing consent, keep a picture from being approved', async () => {
  const media = await picture(40)
  expect((await viewer('PUT', `${room}/rights/${media.id}`, right)).status).toBe(403)
  expect((await creator('PUT', `${room}/rights/${media.id}`, { ...right, expiresOn: '2026-03-09' })).body.standing).toBe('expired')
  const ended = await post(media.id)
  expect(ended.checks[0]?.problems.map(({ reason }) => reason.key)).toContain('creative:block.expired')
  expect(sentence(await marketer('POST', `${ended.at}/approve`, { contentHash: ended.contentHash }))).toBe('creative:block.expired')
  await creator('PUT', `${room}/rights/${media.id}`, { ...right, consent: 'missing' })
  expect(sentence(await marketer('POST', `${ended.at}/approve`, { contentHash: ended.contentHash }))).toBe('creative:block.noConsent')
  // On its last day, by the brand's calendar, it still holds.
  await creator('PUT', `${room}/rights/${media.id}`, { ...right, expiresOn: '2026-03-10' })
  expect((await marketer('POST', `${ended.at}/approve`, { contentHash: ended.contentHash })).body.state).toBe('approved')
})

test('a right that ends between approval and the day stops it at scheduling, and in the engine before a byte leaves', async () => {
  const media = await picture(50)
  await creator('PUT', `${room}/rights/${media.id}`, { ...right, expiresOn: '2026-03-12' })
  const one = await post(media.id)
  await marketer('POST', `${one.at}/approve`, { contentHash: one.contentHash })
  const late = await marketer('POST', `${one.at}/schedule`, { localTime: '2026-03-13T09:00' })
  expect([late.status, sentence(late)]).toEqual([422, 'creative:block.expired'])
  expect((await marketer('POST', `${one.at}/schedule`, { localTime: '2026-03-12T09:00' })).status).toBe(200)
  // The licence is withdrawn while it waits.
  await creator('PUT', `${room}/rights/${media.id}`, { ...right, expiresOn: '2026-03-11' })
  now = new Date('2026-03-12T06:00:30Z')
  const worker = { services: app.services, name: 'worker', timings: usualTimings }
  for (const row of await claimDue(database.db, 'worker', now, new Date(now.getTime() + 60_000), 10)) await sendClaimed(worker, row)
  const proof = (await viewer('GET', one.at)).body
  expect(proof.publication).toMatchObject({
    state: 'failed',
    reason: { key: 'creative:block.expired', values: { place: 1, until: '2026-03-11' } },
  })
  expect([proof.attempts, fake.posts]).toEqual([[], []])
  // Renewed, it goes out, once.
  await creator('PUT', `${room}/rights/${media.id}`, { ...right, expiresOn: null })
  expect((await marketer('POST', `${one.at}/publish`, { contentHash: one.contentHash })).status).toBe(200)
  for (const row of await claimDue(database.db, 'worker', now, new Date(now.getTime() + 60_000), 10)) await sendClaimed(worker, row)
  expect(fake.posts).toHaveLength(1)
})

test('capacity names the weeks that cannot work out and the skills that nobody has', async () => {
  const { body: before } = await viewer('GET', `${room}/capacity?weeks=4`)
  expect(before.weeks).toHaveLength(4)
  await creator('POST', `${room}/briefs`, {
    ...brief,
    deliverables: [
      { title: 'Film', kind: 'link', format: 'video', dueOn: '2026-03-20' },
      ...Array.from({ length: 20 }, (_, index) => ({ ...work, title: `Photo ${index}`, dueOn: '2026-03-26' })),
    ],
  })
  const { body } = await viewer('GET', `${room}/capacity?weeks=4`)
  expect(body.beyond.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['creative:beyond.skill.video', 'creative:beyond.hours', 'creative:beyond.undated']),
  )
  expect(body.answer.key).toBe('creative:answer.short')
  expect(body.weeks.map(({ standing }: { standing: string }) => standing)).toEqual(['nothing', 'tight', 'short', 'nothing'])
  const { needed } = body.weeks[2]
  expect(needed.interval[0]).toBeLessThan(needed.value)
  expect(needed.evidence.rows.total).toBe(20)
})

test('nobody learns a rate, a quote or another brand’s work that is not theirs to see', async () => {
  expect((await client('GET', `${room}/people`)).body).toEqual([])
  expect((await creator('GET', `${room}/people`)).body[0].rate).toBeNull()
  expect((await creator('GET', `${room}/results`)).status).toBe(403)
  const { id } = await deliver()
  const foreign = `/workspaces/${team.stranger.workspaceId}/brands/${team.stranger.brandId}/creative`
  expect((await team.stranger.call('GET', `${foreign}/deliverables/${id}`)).status).toBe(404)
  const media = await picture(60)
  expect((await team.stranger.call('PUT', `${foreign}/rights/${media.id}`, right)).status).toBe(404)
  const theirs = (await team.stranger.call('POST', `${foreign}/briefs`, { ...brief, currency: 'USD', deliverables: [work] })).body
    .deliverables[0].id
  expect(sentence(await team.stranger.call('POST', `${foreign}/deliverables/${theirs}/versions`, { mediaId: media.id }))).toBe(
    'media:problem.missing',
  )
})
