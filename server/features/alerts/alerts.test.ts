/** Alerts over the API, a real SMTP server and a real receiver: told once, quiet when muted, known by their signature, never mailed twice. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testApp, testTeam } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { isSigned } from '../../webhooks/signed.ts'
import { checkAlerts } from './check.ts'
import { deliver } from './deliver.ts'
import { alertsJobs } from './jobs.ts'
import { takeDelivery } from './store/deliveries.ts'

const letters: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    stream.on('end', () => {
      letters.push(text)
      done()
    })
  },
})
const got: { signature: string; body: string; delivery: string }[] = []
let answerWith = 204
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => {
    got.push({ signature: String(request.headers['x-athar-signature']), delivery: String(request.headers['x-athar-delivery']), body })
    response.statusCode = answerWith
    response.end()
  })
})
await Promise.all([
  new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)),
  new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)),
])
const receiverHost = `127.0.0.1:${(receiver.address() as AddressInfo).port}`

let now = new Date('2026-03-11T04:30:00Z')
const app = await testApp(await testDatabase(), {
  now: () => now,
  config: {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    mailFrom: 'Athar <athar@example.com>',
    allowPrivateHosts: [receiverHost],
    publicUrl: 'https://athar.example.com',
  },
})
const { services } = app
afterAll(() => {
  services.mail.close()
  smtp.close()
  receiver.close()
})
const team = await testTeam(app)
const { owner, viewer, marketer } = team.as
const base = `/workspaces/${team.workspaceId}/brands/${team.brandId}/alerts`
const wish = (change: object = {}) => ({ steps: ['start'], mode: 'at-once', hour: 8, language: 'en', ...change })

/** The one thing a letter may throw: the queue's sign to try again. */
const expectAgain = (error: Error) => expect(error.message).toContain('could not be handed over yet')

/** Hands over everything that waits, as the queue would. */
const handOver = async () => {
  const rows = await services.database.db
    .selectFrom('alert_delivery')
    .select(['id', 'state'])
    .where('state', 'in', ['waiting', 'sending'])
    .execute()
  for (const { id } of rows) await deliver(services, { workspaceId: team.workspaceId, deliveryId: id }).catch(expectAgain)
}
const tick = async () => {
  await checkAlerts(services)
  await handOver()
}
beforeEach(async () => {
  letters.length = 0
  got.length = 0
  answerWith = 204
  await services.database.db.deleteFrom('alert').execute()
})

test('an entry is told once by mail, with its reason and the way to it, and again when the mute is over and it still stands', async () => {
  const { body: alert } = await owner('POST', `${base}/mail`, { address: 'mona@example.com', wish: wish() })
  await tick()
  await tick()
  expect(letters).toHaveLength(1)
  expect(letters[0]).toContain('To: mona@example.com')
  expect(letters[0]).toContain('Connect an account')
  expect(letters[0]?.replaceAll('=\r\n', '')).toContain(`https://athar.example.com/b/${team.brandId}/accounts`)
  const { body } = await owner('GET', base)
  expect(body.deliveries).toMatchObject([{ alertId: alert.id, state: 'sent', attempts: 1 }])
})

test('what is somebody else’s is not in one’s own letter, and a muted alert says nothing until its moment', async () => {
  await viewer('POST', `${base}/mail`, { address: 'v@example.com', wish: wish() })
  const { body: alert } = await marketer('POST', `${base}/mail`, { address: 'm@example.com', wish: wish() })
  await marketer('POST', `${base}/${alert.id}/mute`, { until: '2026-03-11T06:00:00Z' })
  await tick()
  expect(letters).toHaveLength(0)
  now = new Date('2026-03-11T06:00:01Z')
  await tick()
  expect(letters.map((text) => /To: (\S+)/.exec(text)?.[1])).toEqual(['m@example.com'])
})

test('one letter a day, at its hour in the brand’s zone', async () => {
  // 08:00 in Riyadh is 05:00 UTC.
  await owner('POST', `${base}/mail`, { address: 'd@example.com', wish: wish({ mode: 'digest', language: 'ar' }) })
  const sent: number[] = []
  for (const at of [
    '2026-03-12T04:59:00Z',
    '2026-03-12T05:01:00Z',
    '2026-03-12T15:00:00Z',
    '2026-03-13T04:00:00Z',
    '2026-03-13T05:00:00Z',
  ]) {
    now = new Date(at)
    await tick()
    sent.push(letters.length)
  }
  expect(sent).toEqual([0, 1, 1, 1, 2])
})

test('a webhook is signed, tried again while the receiver is away, under the same id, and its secret is shown once', async () => {
  const { body: alert } = await owner('POST', `${base}/webhooks`, { address: `http://${receiverHost}/in`, wish: wish() })
  answerWith = 503
  await tick()
  answerWith = 204
  await handOver()
  await handOver()
  expect(got).toHaveLength(2)
  expect(got[0]?.delivery).toBe(got[1]?.delivery)
  expect(isSigned(alert.secret, got[1]!.body, got[1]!.signature, now)).toBe(true)
  expect(JSON.parse(got[1]!.body).entries[0]).toMatchObject({
    id: 'start',
    address: `https://athar.example.com/b/${team.brandId}/accounts`,
  })
  const listed = await owner('GET', base)
  expect(listed.body.deliveries[0]).toMatchObject({ state: 'sent', attempts: 2 })
  expect(JSON.stringify(listed.body)).not.toContain(alert.secret)
  answerWith = 410
  await owner('POST', `${base}/${alert.id}/test`, {})
  await handOver()
  expect((await owner('GET', base)).body.deliveries[0]).toMatchObject({
    mode: 'test',
    state: 'refused',
    reason: { key: 'alerts:problem.answered' },
  })
})

test('a mail that was in hand when the process ended is unknown, and not sent again', async () => {
  const { body: alert } = await owner('POST', `${base}/mail`, { address: 'u@example.com', wish: wish() })
  const { body: trial } = await owner('POST', `${base}/${alert.id}/test`, {})
  await takeDelivery(services.database.db, team.workspaceId, trial.id)
  await handOver()
  await handOver()
  expect(letters).toHaveLength(0)
  expect((await owner('GET', base)).body.deliveries[0]).toMatchObject({ state: 'unknown', reason: { key: 'alerts:problem.unknown' } })
})

test('mail is its person’s alone, webhooks are for who runs the brand, and a wish that cannot be is refused', async () => {
  const { body: mine } = await marketer('POST', `${base}/mail`, { address: 'm@example.com', wish: wish() })
  const { body: hook } = await owner('POST', `${base}/webhooks`, { address: `http://${receiverHost}/in`, wish: wish() })
  expect((await owner('GET', base)).body.alerts.map(({ id }: { id: string }) => id)).toEqual([hook.id])
  expect((await marketer('GET', base)).body.alerts.map(({ id }: { id: string }) => id)).toEqual([mine.id])
  expect((await owner('DELETE', `${base}/${mine.id}`)).status).toBe(404)
  expect((await marketer('DELETE', `${base}/${hook.id}`)).status).toBe(404)
  expect((await marketer('POST', `${base}/webhooks`, { address: 'https://example.com', wish: wish() })).status).toBe(403)
  expect((await marketer('PUT', `${base}/${mine.id}`, { wish: wish({ steps: [] }) })).status).toBe(400)
  expect((await marketer('PUT', `${base}/${mine.id}`, { wish: wish({ hour: 6 }) })).body.hour).toBe(6)
  expect((await marketer('DELETE', `${base}/${mine.id}`)).body).toEqual({ removed: true })
})

test('a new key seals the secrets again', async () => {
  const { body: hook } = await owner('POST', `${base}/webhooks`, { address: `http://${receiverHost}/in`, wish: wish() })
  const before = await services.database.db.selectFrom('alert').select(['secret', 'key_id']).executeTakeFirstOrThrow()
  await services.database.db.updateTable('alert').set({ key_id: 'older' }).execute()
  const tidy = alertsJobs.find(({ name }) => name === 'alerts.tidy')!
  await tidy.run(services, {} as never, new AbortController().signal)
  const after = await services.database.db.selectFrom('alert').select(['secret', 'key_id']).executeTakeFirstOrThrow()
  expect([after.key_id, after.secret?.equals(before.secret as Buffer)]).toEqual([before.key_id, false])
  await tick()
  expect(isSigned(hook.secret, got[0]!.body, got[0]!.signature, now)).toBe(true)
})
