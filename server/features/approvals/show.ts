/** Questions as people see them: who is waited for, who said what, and whether the reader may decide. */
import type { ApprovalRequest, ApprovalSubject } from '../../../contract/approvals.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listMembers } from '../team/index.ts'
import { decidersOf, stepsOf, type Voter, waitsFor, whyNot } from './decide.ts'
import { type Db, findLatest, listRequests, listVotes, type RequestRow, type Scope } from './store/requests.ts'

/** `reader` null: somebody who may not approve at all. */
export const show = async (db: Db, scope: Scope, rows: RequestRow[], reader: Voter | null): Promise<ApprovalRequest[]> => {
  const votes = await listVotes(
    db,
    scope.workspaceId,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    subjectKind: row.subject.kind,
    subjectId: row.subject.id,
    contentHash: row.contentHash,
    title: row.title,
    excerpt: row.excerpt,
    state: row.state,
    steps: stepsOf(row.policy),
    step: row.step,
    waitsFor: waitsFor(row),
    votes: votes
      .filter(({ requestId }) => requestId === row.id)
      .map(({ step, voter, voterKey, vote, comment, at }) => ({ step, voter, voterKey, vote, comment, at })),
    askedBy: row.askedBy,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    mayDecide: row.state === 'open' && reader !== null && whyNot(row, reader) === null,
  }))
}

/** How each of these subjects stands: its newest question. */
export const standings = async (
  db: Db,
  scope: Scope,
  kind: ApprovalSubject,
  ids: string[],
  reader: Voter | null,
): Promise<ApprovalRequest[]> => show(db, scope, await findLatest(db, scope, kind, ids), reader)

/** What approvals have to say today: the questions that are open, one entry for each circle of people who can decide them. */
export const approvalEntries = async ({ database: { db } }: Services, scope: Scope): Promise<TodayEntry[]> => {
  const open = await listRequests(db, scope, { state: 'open', limit: 500 })
  if (open.length === 0) return []
  const ids = open.map(({ id }) => id)
  const [members, votes] = await Promise.all([listMembers(db, scope.workspaceId), listVotes(db, scope.workspaceId, ids)])
  const circles = Map.groupBy(open, (one) =>
    decidersOf(
      one,
      votes.filter(({ requestId }) => requestId === one.id),
      members,
    ).join(' '),
  )
  return [...circles].flatMap(([people, waiting]): TodayEntry[] => {
    const oldest = waiting.at(-1)
    if (oldest === undefined) return []
    return [
      {
        id: `approvals-open-${oldest.id}`,
        kind: 'act',
        urgency: 'unapproved',
        what: say('approvals:today.what', { count: waiting.length, title: oldest.title }),
        why: say('approvals:today.why', { name: oldest.askedBy, when: oldest.askedAt.toISOString() }),
        place: { page: 'creative', id: 'approvals' },
        estimate: null,
        people: people === '' ? [] : people.split(' '),
        needs: 'approve',
        occurredAt: oldest.askedAt.toISOString(),
      },
    ]
  })
}
