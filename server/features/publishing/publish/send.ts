/** Sends one claimed publication: the attempt is stored, then sent once, then what the network said is written down. */
import type { PublishAnswer } from '../../../../channels/port.ts'
import { EgressError } from '../../../../channels/egress.ts'
import { PostContent } from '../../../../contract/content.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { callAccount, type Door, findAccount, updateAccount } from '../../accounts/index.ts'
import { hashOf } from '../content-hash.ts'
import { type Db, move, type PublicationRow, referenceOf } from '../store/publications.ts'
import { type AttemptRow, beginAttempt, endAttempt, findLastAttempt, finishPublished } from '../store/attempts.ts'
import { databaseIsAway } from '../store/work.ts'
import type { Timings } from './timings.ts'

export interface Worker {
  services: Services
  name: string
  timings: Timings
}

/** `attemptId`: an attempt whose end is still to be written down, together with what follows from it. */
type SendAnswer = (PublishAnswer & { attemptId?: string }) | { kind: 'not-begun' } | { kind: 'unprepared'; reason: Sentence; until?: Date }

/** After these outcomes the attempt may have gone out (or went), so that only the very same payload may be sent again. */
const mayHaveGoneOut = new Set<string | null>(['unknown', null])

const prepare = async (door: Door, content: PostContent, last: AttemptRow | null, graceMs: number) => {
  const write = door.channel.write
  if (write === undefined) return null
  if (last !== null && mayHaveGoneOut.has(last.outcome)) {
    // The same token and bytes once more can never make a second post there; a new payload could, while the last one can still arrive.
    if (write.resendIsSafe && last.contentHash === hashOf(content)) return { write, payload: last.payload }
    const settledAt = new Date(last.startedAt.getTime() + graceMs)
    if (door.world.now() < settledAt) return { settledAt }
  }
  return { write, payload: await write.prepare(door.world, door.access, content) }
}

/** How far it got, for whoever has to judge an error: once a byte may have left, nothing is a plain failure any more. */
interface Course {
  mayHaveLeft: boolean
}

const sendOnce = async (
  worker: Worker,
  row: PublicationRow,
  content: PostContent,
  door: Door,
  options: { tried: boolean; course: Course },
): Promise<SendAnswer> => {
  const { services, timings, name } = worker
  const db = services.database.db
  let prepared: Awaited<ReturnType<typeof prepare>>
  try {
    const last = options.tried ? await findLastAttempt(db, referenceOf(row)) : null
    prepared = await prepare(door, content, last, timings.absenceGraceMs)
  } catch (error) {
    // Nothing of the post has left the house yet: what is uploaded before it is invisible.
    if (error instanceof EgressError) return { kind: 'unprepared', reason: say('publishing:reason.unreachable', { host: error.host }) }
    throw error
  }
  if (prepared === null) return { kind: 'refused', reason: say('publishing:reason.cannotPublish'), raw: null }
  if ('settledAt' in prepared) return { kind: 'unprepared', reason: say('publishing:reason.earlierMayArrive'), until: prepared.settledAt }
  const { write, payload } = prepared
  const pausedSince = performance.now()
  const now = services.now()
  const leaseUntil = new Date(now.getTime() + timings.sendLeaseMs)
  const attempt = await beginAttempt(db, row, { worker: name, payload, approvedHash: hashOf(content), now, leaseUntil })
  if (attempt === null) return { kind: 'not-begun' }
  if (performance.now() - pausedSince > timings.pauseLimitMs) {
    // This process slept (a suspended machine, a long stop): somebody else may already be looking after the row.
    const reason = say('publishing:reason.paused')
    await endAttempt(db, row.workspace_id, attempt.id, { outcome: 'not-sent', reason, answer: null, now: services.now() })
    return { kind: 'unprepared', reason }
  }
  options.course.mayHaveLeft = true
  const answer = await sendAndCatch(worker, row, door, () => write.send(door.world, door.access, attempt.payload))
  // Refused for its credential, it may be called once more with a new one: this attempt is over before that one begins.
  if (answer.kind !== 'reconnect') return { ...answer, attemptId: attempt.id }
  await endAttempt(db, row.workspace_id, attempt.id, {
    outcome: answer.kind,
    reason: answer.reason,
    answer: answer.raw,
    now: services.now(),
  })
  options.course.mayHaveLeft = false
  return answer
}

/** A channel that breaks while sending has said nothing: that is `unknown`. */
const sendAndCatch = async (
  { services }: Worker,
  row: PublicationRow,
  door: Door,
  send: () => Promise<PublishAnswer>,
): Promise<PublishAnswer> => {
  try {
    return await send()
  } catch (error) {
    services.log.error({ err: error, publication: row.id, network: door.channel.network }, 'a channel threw while sending')
    return { kind: 'unknown', reason: say('publishing:reason.broke'), raw: null }
  }
}

export interface SendOptions {
  /** There may be earlier attempts to look at (default true). */
  tried?: boolean
  /** Takes the writing down of a success, so that the account's next publication need not wait for the disk. */
  writeLater?: (writing: Promise<void>) => void
}

/**
 * What has run out since the approval: the right to a picture ends on its day, whoever approved it before. Where an earlier attempt may have gone out,
 * nobody may call this one a failure, so the question is not asked again. Cost: nothing for a text.
 */
const findBlock = async ({ services }: Worker, row: PublicationRow, content: PostContent, tried: boolean): Promise<Sentence | null> => {
  if (content.media.length === 0) return null
  const db = services.database.db
  const last = tried ? await findLastAttempt(db, referenceOf(row)) : null
  if (last !== null && mayHaveGoneOut.has(last.outcome)) return null
  const account = await findAccount(db, row.workspace_id, row.account_id)
  if (account === null) return null
  const draft = { workspaceId: row.workspace_id, brandId: row.brand_id, account, content, postId: row.post_id, at: services.now() }
  return (await services.checkDraft(draft)).find(({ severity }) => severity === 'error')?.reason ?? null
}

/** Publishes a row that this worker has claimed. Every way out leaves the row in a state that says what to do next. */
export const sendClaimed = async (worker: Worker, row: PublicationRow, { tried = true, writeLater }: SendOptions = {}): Promise<void> => {
  const content = PostContent.safeParse(row.approved_content)
  if (!content.success) {
    await settle(worker, row, { kind: 'refused', reason: say('publishing:reason.noContent'), raw: null })
    return
  }
  if (hashOf(content.data) !== row.approved_hash) {
    await settle(worker, row, { kind: 'refused', reason: say('publishing:reason.notAsApproved'), raw: null })
    return
  }
  const blocked = await findBlock(worker, row, content.data, tried)
  if (blocked !== null) {
    await settle(worker, row, { kind: 'refused', reason: blocked, raw: null })
    return
  }
  const course: Course = { mayHaveLeft: false }
  try {
    const answer = await callAccount(worker.services, { workspaceId: row.workspace_id, accountId: row.account_id }, (door) =>
      sendOnce(worker, row, content.data, door, { tried, course }),
    )
    const writing = settle(worker, row, answer)
    // A success changes nothing for the account's next one; anything else (a limit, a lost connection) does.
    if (answer.kind === 'done' && writeLater !== undefined)
      writeLater(writing.catch((error: unknown) => leaveBehind(worker, row, course, error)))
    else await writing
  } catch (error) {
    await leaveBehind(worker, row, course, error)
  }
}

/** Leaves a row whose publishing broke in a state that says what to do next. */
const leaveBehind = async ({ services, name }: Worker, row: PublicationRow, course: Course, error: unknown): Promise<void> => {
  // The database went away: the row is as it was left, its lease ends, and whoever comes next looks after it.
  if (databaseIsAway(error)) throw error
  services.log.error({ err: error, publication: row.id }, 'publishing broke')
  const at = services.now()
  const fault = { by: name, at, heldBy: name }
  const reference = referenceOf(row)
  // Our own fault. Before anything was sent a person may simply try again; after that it has to be looked up first.
  if (course.mayHaveLeft)
    await move(services.database.db, reference, {
      ...fault,
      from: ['sending'],
      to: 'unknown',
      reason: say('publishing:reason.broke'),
      set: { check_at: at, checks: 0 },
    })
  else
    await move(services.database.db, reference, {
      ...fault,
      from: ['claimed', 'sending'],
      to: 'failed',
      reason: say('publishing:reason.fault'),
    })
}

type Answer = Awaited<ReturnType<typeof callAccount<SendAnswer>>>

/**
 * Turns what the network said into the publication's next state, together with the end of the attempt: both are kept or neither. Also used after
 * looking again (`accepted` that has become something else).
 */
export const settle = async (worker: Worker, row: PublicationRow, answer: Answer): Promise<void> => {
  const { services } = worker
  if (answer.kind === 'done' && answer.attemptId !== undefined) {
    await finishPublished(services.database.db, row, {
      ...answer,
      attemptId: answer.attemptId,
      by: worker.name,
      now: services.now(),
      answer: answer.raw,
    })
    return
  }
  await services.database.db.transaction().execute(async (trx) => {
    if ('attemptId' in answer && answer.attemptId !== undefined) {
      const reason = 'reason' in answer ? answer.reason : null
      await endAttempt(trx, row.workspace_id, answer.attemptId, { outcome: answer.kind, reason, answer: answer.raw, now: services.now() })
    }
    if (answer.kind === 'done') await markPublished(worker, row, answer, null, trx)
    else await moveOn(worker, row, answer, trx)
  })
}

const moveOn = async (
  { services, name, timings }: Worker,
  row: PublicationRow,
  answer: Exclude<Answer, { kind: 'done' }>,
  db: Db,
): Promise<void> => {
  const at = services.now()
  const reference = referenceOf(row)
  const later = (ms: number) => new Date(at.getTime() + ms)
  const held = { by: name, at, heldBy: name }
  switch (answer.kind) {
    case 'accepted':
      await move(db, reference, {
        ...held,
        from: ['sending'],
        to: 'sending',
        set: { handle: answer.handle, check_at: later(answer.checkAfterMs), lease_until: later(answer.checkAfterMs + timings.sendLeaseMs) },
      })
      return
    case 'refused':
      await move(db, reference, { ...held, from: ['claimed', 'sending'], to: 'failed', reason: answer.reason })
      return
    case 'wait':
      await updateAccount(db, { workspaceId: row.workspace_id, id: row.account_id }, { rateLimitedUntil: answer.until })
      await move(db, reference, { ...held, from: ['sending'], to: 'scheduled', reason: answer.reason, set: { not_before: answer.until } })
      return
    case 'unprepared':
      await move(db, reference, {
        ...held,
        from: ['claimed', 'sending'],
        to: 'scheduled',
        reason: answer.reason,
        set: { not_before: answer.until ?? later(timings.unreachableRetryMs) },
      })
      return
    case 'reconnect':
      // It waits for the account; its window decides how long. Where only our key is missing the account is not marked: no turning in circles.
      await move(db, reference, {
        ...held,
        from: ['claimed', 'sending'],
        to: 'scheduled',
        reason: answer.reason,
        set: { not_before: later(timings.unreachableRetryMs) },
      })
      return
    case 'closed':
      await move(db, reference, { ...held, from: ['claimed', 'sending'], to: 'canceled', reason: answer.reason })
      return
    case 'not-begun':
      await move(db, reference, { ...held, from: ['claimed'], to: 'scheduled' })
      return
    case 'unknown':
      await move(db, reference, {
        ...held,
        from: ['sending'],
        to: 'unknown',
        reason: answer.reason,
        set: { check_at: later(timings.lookAfterMs[0] ?? 0), checks: 0 },
      })
      return
  }
}

/** The network has it: its state and its address. A late answer also ends a wait or an unknown. The post joins the results with the next sweep. */
export const markPublished = async (
  { services, name }: Worker,
  row: PublicationRow,
  found: { networkPostId: string; permalink: string | null; publishedAt: Date },
  reason: Sentence | null,
  db: Db,
): Promise<void> => {
  await move(db, referenceOf(row), {
    from: ['sending', 'unknown', 'claimed', 'scheduled', 'missed'],
    to: 'published',
    by: name,
    at: services.now(),
    reason,
    set: {
      network_post_id: found.networkPostId,
      permalink: found.permalink,
      published_at: found.publishedAt,
      check_at: null,
      handle: null,
    },
  })
}
