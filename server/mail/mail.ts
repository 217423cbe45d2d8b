/** Sends mail over the operator's SMTP server; without one, says so. */
import { createTransport, type Transporter } from 'nodemailer'
import { say, type Sentence } from '../../contract/sentence.ts'
import type { Config } from '../config.ts'
import { sayIn } from '../say.ts'

/** Mail that cannot be sent: `sentence` says why and what to do; `again` when a later try may work. */
export class MailProblem extends Error {
  readonly sentence: Sentence
  readonly again: boolean
  constructor(sentence: Sentence, again: boolean, options?: ErrorOptions) {
    super(sayIn('en', sentence), options)
    this.name = 'MailProblem'
    this.sentence = sentence
    this.again = again
  }
}

export interface Letter {
  to: string
  subject: string
  html: string
  text: string
  /** Its name among letters, "<id@host>"; the same name for the same letter. */
  messageId?: string
  attachments?: { filename: string; content: Uint8Array; contentType: string }[]
}

export interface Mailer {
  /** False when SMTP_URL is not set: pages then offer no mail. */
  ready: boolean
  /** Hands a letter to the SMTP server. Throws MailProblem. Cost: one conversation with the server. */
  send: (letter: Letter) => Promise<void>
  close: () => void
}

/** Opens the way to the SMTP server of the configuration; nothing is connected until the first letter. */
export const openMail = ({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer => {
  const transport: Transporter | null =
    smtpUrl === null
      ? null
      : createTransport({ url: smtpUrl, pool: true, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as never)
  return {
    ready: transport !== null,
    send: async (letter) => {
      if (transport === null) throw new MailProblem(say('report:mail.notSet'), false)
      try {
        await transport.sendMail({
          from: mailFrom ?? `Athar <athar@${new URL(smtpUrl as string).hostname}>`,
          ...letter,
          attachments: (letter.attachments ?? []).map(({ content, ...rest }) => ({ ...rest, content: Buffer.from(content) })),
        })
      } catch (error) {
        const { responseCode, message } = error as Error & { responseCode?: number }
        // 5xx: the server has refused for good. No code: it was not reached.
        const forGood = responseCode !== undefined && responseCode >= 500
        throw new MailProblem(
          say(forGood ? 'report:mail.refused' : 'report:mail.unreachable', { to: letter.to, reason: message }),
          !forGood,
          { cause: error },
        )
      }
    },
    close: () => transport?.close(),
  }
}
