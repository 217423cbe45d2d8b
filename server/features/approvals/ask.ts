/** Asking, deciding, asking again after an edit, and taking back; each with its entry in the trail, in one transaction. */
import { type Sentence, say } from '../../../contract/sentence.ts'
import { type CastVote, goesUnasked, isStepDone, stepsOf, type Voter, waitsFor, whyNot } from './decide.ts'
import {
  type Db,
  insertRequest,
  keepVote,
  listVotes,
  lockOpen,
  policyFor,
  type RequestRow,
  type Scope,
  type Subject,
  together,
  updateRequest,
} from './store/requests.ts'
import { addEntry } from './store/trail.ts'

/** The exact version that is asked about. `accountId`: whose policy holds; null is the brand's. */
export interface Asked {
  subject: Subject
  accountId: string | null
  contentHash: string
  title: string
  excerpt: string
  dueAt?: Date | null
}
type By = Pick<Voter, 'key' | 'name'>

/** Opens a question about this version; one about another version is closed by it, one about the same stays. */
export const ask = (db: Db, scope: Scope, asked: Asked, by: By, now: Date): Promise<RequestRow> =>
  together(db, async (trx) => {
    const open = await lockOpen(trx, scope, asked.subject)
    if (open !== null && open.contentHash === asked.contentHash) return open
    if (open !== null) await close(trx, scope, open, 'superseded', by, now)
    const request = await insertRequest(trx, scope, {
      subject: asked.subject,
      contentHash: asked.contentHash,
      title: asked.title.slice(0, 200),
      excerpt: asked.excerpt.slice(0, 300),
      policy: await policyFor(trx, scope, asked.accountId),
      askedBy: by.name,
      askedByKey: by.key,
      askedAt: now,
      dueAt: asked.dueAt ?? open?.dueAt ?? null,
    })
    await addEntry(trx, scope, entryOf(request, 'asked', by, now))
    return request
  })

const entryOf = (
  request: RequestRow,
  act: 'asked' | 'approve' | 'changes' | 'approved' | 'superseded' | 'withdrawn',
  by: By,
  at: Date,
  note = '',
) => ({ at, act, by, requestId: request.id, subject: request.subject, contentHash: request.contentHash, step: request.step, note })

const close = async (
  trx: Parameters<typeof addEntry>[0],
  scope: Scope,
  request: RequestRow,
  state: 'superseded' | 'withdrawn',
  by: By,
  now: Date,
) => {
  await updateRequest(trx, scope, request.id, { state, closedAt: now })
  await addEntry(trx, scope, entryOf(request, state, by, now))
}

export type Voted =
  | { kind: 'approved'; request: RequestRow }
  /** The voice counts; another step or voice is still missing. */
  | { kind: 'waits'; request: RequestRow; reason: Sentence }
  | { kind: 'changes'; request: RequestRow }
  | { kind: 'refused'; reason: Sentence }

/**
 * Adds a voice for exactly this version; without an open question about it, one is opened first. A voice for another version than the one asked about
 * cannot happen: the question is about `contentHash` or it is asked anew.
 */
export const vote = (
  db: Db,
  scope: Scope,
  asked: Asked,
  voice: { voter: Voter; vote: 'approve' | 'changes'; comment: string; now: Date },
): Promise<Voted> =>
  together(db, async (trx): Promise<Voted> => {
    const { voter, now } = voice
    const open = await lockOpen(trx, scope, asked.subject)
    const policy = open?.policy ?? (await policyFor(trx, scope, asked.accountId))
    // With four eyes a question must come from somebody else, so nobody may open it by answering it.
    if (open === null && policy.fourEyes && voice.vote === 'approve') return { kind: 'refused', reason: say('approvals:problem.askFirst') }
    const before = open !== null && open.contentHash === asked.contentHash ? open : { policy, step: 0, askedByKey: open?.askedByKey ?? '' }
    const fault = whyNot(before, voter, voice.vote)
    if (fault !== null) return { kind: 'refused', reason: fault }
    const request = await ask(trx, scope, asked, voter, now)
    await keepVote(trx, scope, { requestId: request.id, step: request.step, voter, vote: voice.vote, comment: voice.comment, now })
    await addEntry(trx, scope, entryOf(request, voice.vote, voter, now, voice.comment))
    if (voice.vote === 'changes') {
      await updateRequest(trx, scope, request.id, { state: 'changes', closedAt: now })
      return { kind: 'changes', request: { ...request, state: 'changes' } }
    }
    const steps = stepsOf(request.policy)
    const votes: CastVote[] = await listVotes(trx, scope.workspaceId, [request.id])
    const step = steps[request.step]
    const next = step !== undefined && isStepDone(step, request.step, votes) ? request.step + 1 : request.step
    if (next < steps.length) {
      await updateRequest(trx, scope, request.id, { step: next })
      const standing = { ...request, step: next }
      return { kind: 'waits', request: standing, reason: waitsFor(standing) ?? say('approvals:waits.anyone') }
    }
    await updateRequest(trx, scope, request.id, { step: next, state: 'approved', closedAt: now })
    await addEntry(trx, scope, entryOf({ ...request, step: next }, 'approved', voter, now))
    return { kind: 'approved', request: { ...request, step: next, state: 'approved' } }
  })

/** After an edit: a question that is open about the old version is asked again about the new one. Does nothing where none is open. */
export const askAgain = (db: Db, scope: Scope, asked: Asked, by: By, now: Date): Promise<void> =>
  together(db, async (trx) => {
    const open = await lockOpen(trx, scope, asked.subject)
    if (open === null || open.contentHash === asked.contentHash) return
    // Whoever asked first still is the one who asks; the editor stands in the trail.
    await close(trx, scope, open, 'superseded', by, now)
    const request = await insertRequest(trx, scope, {
      ...open,
      contentHash: asked.contentHash,
      title: asked.title.slice(0, 200),
      excerpt: asked.excerpt.slice(0, 300),
      policy: await policyFor(trx, scope, asked.accountId),
      askedAt: now,
    })
    await addEntry(trx, scope, entryOf(request, 'asked', by, now))
  })

/** An approval (or a question) is taken back. */
export const withdraw = (db: Db, scope: Scope, approved: { subject: Subject; contentHash: string | null }, by: By, now: Date) =>
  together(db, async (trx) => {
    const open = await lockOpen(trx, scope, approved.subject)
    if (open !== null) {
      await close(trx, scope, open, 'withdrawn', by, now)
      return
    }
    await addEntry(trx, scope, {
      at: now,
      act: 'withdrawn',
      by,
      subject: approved.subject,
      ...(approved.contentHash === null ? {} : { contentHash: approved.contentHash }),
    })
  })

/** Whether a version of this account may go out without anybody having approved it. */
export const needsNobody = async (db: Db, scope: Scope, accountId: string | null): Promise<boolean> =>
  goesUnasked(await policyFor(db, scope, accountId))
