/** Letters to whoever asked for an approval once it is decided; taken in hand in the database before they are sent, so that nobody gets one twice. */
import { addressOf } from '../../../contract/place.ts'
import type { Report } from '../../../contract/report.ts'
import { say } from '../../../contract/sentence.ts'
import { renderMail } from '../../documents/mail.ts'
import { appAddress } from '../../http/address.ts'
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import { MailProblem } from '../../mail/mail.ts'
import { findDecision, takeUntold } from './store/told.ts'

interface Reference {
  workspaceId: string
  requestId: string
}

/** Sends one letter; the queue tries again while the mail server is away. */
export const sendDecision = defineJob<Reference>({
  name: 'approvals.send-decision',
  retryLimit: 5,
  run: async (services, { workspaceId, requestId }) => {
    const one = await findDecision(services.database.db, workspaceId, requestId)
    if (one === null || one.email === null) return
    const values = { title: one.title, name: one.by }
    const report: Report = {
      title: say(`approvals:letter.title.${one.state}`, values),
      answer: say(`approvals:letter.${one.state}`, values),
      brand: one.brandName,
      period: null,
      madeAt: services.now().toISOString(),
      blocks: one.comment === '' ? [] : [{ kind: 'paragraph', words: say('approvals:letter.words', { words: one.comment }) }],
    }
    const place =
      one.subjectKind === 'publication'
        ? { page: 'publication' as const, id: one.subjectId }
        : { page: 'creative' as const, id: `deliverables/${one.subjectId}` }
    const letter = renderMail(report, one.language, `${appAddress(services.config)}${addressOf(one.brandId, place)}`)
    try {
      // The same name in every try: a reader of mail shows it once even where a server took it and did not say so.
      await services.mail.send({ to: one.email, messageId: `<approval-${requestId}@athar>`, ...letter })
    } catch (error) {
      if (!(error instanceof MailProblem) || error.again) throw error
      // Refused for good (no such mailbox): trying again would not help. The page of what was asked says the same.
      services.log.warn({ reason: error.message, requestId }, 'the letter about a decision was refused')
    }
  },
})

const dayMs = 86_400_000

/** Looks each minute for decisions of the last day; what was decided while there was no way to mail is not told days later. */
export const tellDecisions = defineJob<object>({
  name: 'approvals.tell',
  schedule: '* * * * *',
  run: async (services) => {
    if (!services.mail.ready) return
    const now = services.now()
    await services.database.db.transaction().execute(async (trx) => {
      for (const reference of await takeUntold(trx, new Date(now.getTime() - dayMs), now))
        await services.jobs.enqueue(sendDecision, reference, { on: trx as never })
    })
  },
})

export const approvalsJobs: JobDefinition<never>[] = [tellDecisions, sendDecision] as JobDefinition<never>[]
