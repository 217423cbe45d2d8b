/** Mail over a real SMTP server, and the sentence where there is none. */
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { type MailProblem, openMail } from './mail.ts'

const received: string[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) =>
    done(address.startsWith('nobody@') ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null),
  onData: (stream, _session, done) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    stream.on('end', () => {
      received.push(text)
      done()
    })
  },
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
const mail = openMail({ smtpUrl: address, mailFrom: 'Athar <athar@example.com>' })
afterAll(() => {
  mail.close()
  server.close()
})
const letter = { to: 'layla@example.com', subject: 'المراجعة', html: '<p>مرحبًا</p>', text: 'مرحبًا' }

test('a letter arrives with its attachment', async () => {
  await mail.send({ ...letter, attachments: [{ filename: 'r.pdf', content: new Uint8Array([37, 80]), contentType: 'application/pdf' }] })
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('From: Athar <athar@example.com>')
  expect(received[0]).toContain('To: layla@example.com')
  expect(received[0]).toContain('application/pdf')
})

test('a refusal for good is told apart from a server that is away', async () => {
  const refused = await mail.send({ ...letter, to: 'nobody@example.com' }).catch((error: unknown) => error as MailProblem)
  expect(refused).toMatchObject({ name: 'MailProblem', again: false, sentence: { key: 'report:mail.refused' } })
  const away = openMail({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: null })
  const unreachable = await away.send(letter).catch((error: unknown) => error as MailProblem)
  expect(unreachable).toMatchObject({ name: 'MailProblem', again: true, sentence: { key: 'report:mail.unreachable' } })
  away.close()
})

test('without a server it says what to set', async () => {
  const none = openMail({ smtpUrl: null, mailFrom: null })
  expect(none.ready).toBe(false)
  await expect(none.send(letter)).rejects.toThrow('Set SMTP_URL')
})
