/** A real mail server on loopback that keeps what it is handed, for tests of letters. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

export interface Mailbox {
  /** For the configuration of an app. */
  smtpUrl: string
  /** Whole letters as they came, oldest first. */
  letters: string[]
}

/** Opens a server that takes every letter but those to nobody@…, which it refuses for good. Closed after the file's tests. Cost: a socket. */
export const openMailbox = async (): Promise<Mailbox> => {
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
  afterAll(() => server.close())
  return { smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, letters }
}

/** The plain words of a letter, whatever they were packed in. Cost: O(size). */
export const wordsOf = (letter: string): string => {
  const packed = /base64\r\n\r\n([\s\S]+?)\r\n-/.exec(letter)?.[1]
  if (packed !== undefined) return Buffer.from(packed, 'base64').toString()
  const bytes = letter
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
