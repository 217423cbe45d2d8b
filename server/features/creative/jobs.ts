/** Reminders of what is due: three days ahead, on the day, and once when it is late; written down before they are sent. */
import { Temporal } from 'temporal-polyfill'
import type { Report } from '../../../contract/report.ts'
import { say } from '../../../contract/sentence.ts'
import { renderMail } from '../../documents/mail.ts'
import { appAddress } from '../../http/address.ts'
import { defineJob, type JobDefinition } from '../../jobs/jobs.ts'
import { MailProblem } from '../../mail/mail.ts'
import { type DueRow, listDue, noteReminder } from './store/links.ts'

/** How near it is; null where nothing is to be said today. */
export const stageOf = (dueOn: string, today: string): 'ahead' | 'today' | 'late' | null => {
  const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(dueOn)).total({ unit: 'day' })
  return days < 0 ? 'late' : days === 0 ? 'today' : days <= 3 ? 'ahead' : null
}

type Reminder = Pick<DueRow, 'kind' | 'brandId' | 'brandName' | 'briefId' | 'briefTitle' | 'subjectId' | 'title' | 'dueOn' | 'language'> & {
  email: string
  stage: 'ahead' | 'today' | 'late'
}

/** Sends one letter; the queue tries again while the mail server is away. */
export const sendReminder = defineJob<Reminder>({
  name: 'creative.send-reminder',
  retryLimit: 5,
  run: async (services, one) => {
    const values = { title: one.title, day: one.dueOn, brief: one.briefTitle }
    const report: Report = {
      title: say('creative:reminder.title', values),
      answer: say(one.kind === 'payment' ? `creative:reminder.payment.${one.stage}` : `creative:reminder.${one.stage}`, values),
      brand: one.brandName,
      period: null,
      madeAt: services.now().toISOString(),
      blocks: [{ kind: 'paragraph', words: say('creative:reminder.brief', values) }],
    }
    try {
      const place = one.kind === 'payment' ? `briefs/${one.briefId}` : `deliverables/${one.subjectId}`
      const link = `${appAddress(services.config)}/b/${one.brandId}/creative/${place}`
      await services.mail.send({ to: one.email, ...renderMail(report, one.language, link) })
    } catch (error) {
      if (!(error instanceof MailProblem) || error.again) throw error
      // Refused for good (no such mailbox): trying again would not help. Today says the same to the team.
      services.log.warn({ reason: error.message, subject: one.subjectId }, 'a reminder was refused')
    }
  },
})

/** Looks for what is due in every brand, by the brand's own calendar. */
export const remind = defineJob<object>({
  name: 'creative.remind',
  schedule: '7 * * * *',
  run: async (services) => {
    const now = services.now()
    if (!services.mail.ready) return
    const furthest = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO('UTC').toPlainDate().add({ days: 4 }).toString()
    const { db } = services.database
    for (const row of await listDue(db, furthest)) {
      const here = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(row.timeZone)
      const stage = stageOf(row.dueOn, here.toPlainDate().toString())
      // Letters come in the morning of whoever gets them, not at night.
      if (stage === null || row.email === null || here.hour < 8) continue
      const { email } = row
      await db.transaction().execute(async (trx) => {
        const isNew = await noteReminder(trx, { ...row, stage, now })
        if (!isNew) return
        const { kind, brandId, brandName, briefId, briefTitle, subjectId, title, dueOn, language } = row
        const reminder = { kind, brandId, brandName, briefId, briefTitle, subjectId, title, dueOn, language, email, stage }
        await services.jobs.enqueue(sendReminder, reminder, { on: trx as never })
      })
    }
  },
})

export const creativeJobs: JobDefinition<never>[] = [remind, sendReminder] as JobDefinition<never>[]
