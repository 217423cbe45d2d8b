/** What creative has to say today: what is due or late, what clients said, and rights that are about to end. */
import { Temporal } from 'temporal-polyfill'
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { todayOf } from './read.ts'
import { endOf, standingOn } from './rights.ts'
import { listClientComments, listDue } from './store/links.ts'
import type { Scope } from './store/people.ts'
import { listRights } from './store/versions.ts'

const noticeDays = 3

export const creativeEntries = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const { db } = services.database
  const today = await todayOf(services, scope)
  const until = Temporal.PlainDate.from(today).add({ days: noticeDays }).toString()
  const [due, comments, rights] = await Promise.all([listDue(db, until, scope), listClientComments(db, scope), listRights(db, scope)])
  const ending = rights.filter((right) => standingOn(right, today) === 'expiring')
  const [firstEnding] = ending
  return [
    ...due.slice(0, 8).map((one): TodayEntry => {
      const late = one.dueOn < today
      return {
        id: `creative-due-${one.subjectId}`,
        kind: 'act',
        urgency: late ? 'missed' : 'lapsing',
        what: say(`creative:today.${one.kind}.${late ? 'late' : 'due'}`, { title: one.title, day: one.dueOn }),
        why: say('creative:today.brief', { brief: one.briefTitle, name: one.personName ?? '—' }),
        ...(one.userId === null ? {} : { people: [one.userId] }),
        place: { page: 'creative', id: one.kind === 'deliverable' ? `deliverables/${one.subjectId}` : `briefs/${one.briefId}` },
        estimate: null,
        occurredAt: null,
      }
    }),
    ...comments.map(
      (one): TodayEntry => ({
        id: `creative-said-${one.deliverableId}`,
        kind: 'act',
        urgency: 'messages',
        what: say('creative:today.said', { count: one.count, title: one.title }),
        why: say('creative:today.saidBy', { name: one.by }),
        place: { page: 'creative', id: `deliverables/${one.deliverableId}` },
        estimate: null,
        occurredAt: one.at.toISOString(),
      }),
    ),
    ...(firstEnding === undefined
      ? []
      : [
          {
            id: 'creative-rights-ending',
            kind: 'changed' as const,
            urgency: 'expiring' as const,
            what: say('creative:today.rights', { count: ending.length, day: endOf(firstEnding) ?? today }),
            why: say('creative:today.rightsWhy'),
            place: { page: 'creative' as const, id: 'rights' },
            estimate: null,
            occurredAt: null,
          },
        ]),
  ]
}
