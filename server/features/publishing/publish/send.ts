/** Sends one claimed publication: the attempt is stored, then sent once, then what the network said is written down. */
import type { PublishAnswer } from '../../../../channels/port.ts'
import { EgressError } from '../../../../channels/egress.ts'
import { PostContent } from '../../../../contract/content.ts'
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { callAccount, type Door, findAccount, updateAccount } from '../../accounts/index.ts'
import { recordPosts } from '../../results/index.ts'
import { hashOf } from '../content-hash.ts'
import { move, type PublicationRow } from '../store/publications.ts'
import { type AttemptRow, beginAttempt, databaseIsAway, endAttempt, findLastAttempt, referenceOf } from '../store/work.ts'
import type { Timings } from './timings.ts'

export interface Worker {
  services: Services
  name: string
  timings: Timings
}

type SendAnswer = PublishAnswer | { kind: 'not-begun' } | { kind: 'unprepared'; reason: Sentence }

/** After these outcomes the attempt may have gone out (or went), so that only the very same payload may be sent again. */
const mayHaveGoneOut = new Set<string | null>(['unknown', null])

const prepare = async (door: Door, content: PostContent, last: AttemptRow | null) => {
  const write = door.channel.write
  if (write === undefined) return null
  // The same token and bytes once more can never make a second post there; a new payload could.
  if (write.resendIsSafe && last !== null && mayHaveGoneOut.has(last.outcome)) return { write, payload: last.payload }
  return { write, payload: await write.prepare(door.world, door.access, content) }
}

const sendOnce = async (worker: Worker, row: PublicationRow, content: PostContent, door: Door): Promise<SendAnswer> => {
  const { services, timings, name } = worker
  const db = services.database.db
  let prepared: Awaited<ReturnType<typeof prepare>>
  try {
    prepared = await prepare(door, content, await findLastAttempt(db, referenceOf(row)))
  } catch (error) {
    // Nothing of the post has left the house yet: what is uploaded before it is invisible.
    if (error instanceof EgressError) return { kind: 'unprepared', reason: say('publishing:reason.unreachable', { host: error.host }) }
    throw error
  }
  if (prepared === null) return { kind: 'refused', reason: say('publishing:reason.cannotPublish'), raw: null }
  const pausedSince = performance.now()
  const now = services.now()
  const attempt = await beginAttempt(db, row, {
    worker: name,
    payload: prepared.payload,
    approvedHash: hashOf(content),
    now,
    leaseUntil: new Date(now.getTime() + timings.sendLeaseMs),
  })
  if (attempt === null) return { kind: 'not-begun' }
  if (performance.now() - pausedSince > timings.pauseLimitMs) {
    // This process slept (a suspended machine, a long stop): somebody else may already be looking after the row.
    await endAttempt(db, row.workspace_id, attempt.id, {
      outcome: 'not-sent',
      reason: say('publishing:reason.paused'),
      answer: null,
      now: services.now(),
    })
    return { kind: 'unprepared', reason: say('publishing:reason.paused') }
  }
  let answer: PublishAnswer
  try {
    answer = await prepared.write.send(door.world, door.access, attempt.payload)
  } catch (error) {
    services.log.error({ err: error, publication: row.id, network: door.channel.network }, 'a channel threw while sending')
    answer = { kind: 'unknown', reason: say('publishing:reason.broke'), raw: null }
  }
  await endAttempt(db, row.workspace_id, attempt.id, {
    outcome: answer.kind,
    reason: 'reason' in answer ? answer.reason : null,
    answer: answer.raw,
    now: services.now(),
  })
  return answer
}

/** Publishes a row that this worker has claimed. Every way out leaves the row in a state that says what to do next. */
export const sendClaimed = async (worker: Worker, row: PublicationRow): Promise<void> => {
  const { services, name } = worker
  const content = PostContent.safeParse(row.approved_content)
  if (!content.success) {
    await settle(worker, row, { kind: 'refused', reason: say('publishing:reason.noContent'), raw: null })
    return
  }
  try {
    const answer = await callAccount(services, { workspaceId: row.workspace_id, accountId: row.account_id }, (door) =>
      sendOnce(worker, row, content.data, door),
    )
    await settle(worker, row, answer)
  } catch (error) {
    // The database went away: the row is as it was left, its lease ends, and whoever comes next looks after it.
    if (databaseIsAway(error)) throw error
    // Our own fault, before anything was sent (a failing send is an answer): say so, and let a person try again.
    services.log.error({ err: error, publication: row.id }, 'publishing failed before sending')
    await move(services.database.db, referenceOf(row), {
      from: ['claimed', 'sending'],
      to: 'failed',
      by: name,
      at: services.now(),
      reason: say('publishing:reason.fault'),
      heldBy: name,
    })
  }
}

type Answer = Awaited<ReturnType<typeof callAccount<SendAnswer>>>

/** Turns what the network said into the publication's next state. Also used after looking again (`accepted` that has become something else). */
export const settle = async (worker: Worker, row: PublicationRow, answer: Answer): Promise<void> => {
  const { services, name, timings } = worker
  const db = services.database.db
  const at = services.now()
  const reference = referenceOf(row)
  const later = (ms: number) => new Date(at.getTime() + ms)
  const held = { by: name, at, heldBy: name }
  switch (answer.kind) {
    case 'done':
      await markPublished(worker, row, answer)
      return
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
        set: { not_before: later(timings.unreachableRetryMs) },
      })
      return
    case 'reconnect':
      // It waits for the account; its window decides how long.
      await move(db, reference, { ...held, from: ['claimed', 'sending'], to: 'scheduled', reason: answer.reason })
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

/** The network has it: the state, the address, and the post itself among the results. A late answer also ends a wait or an unknown. */
export const markPublished = async (
  worker: Worker,
  row: PublicationRow,
  found: { networkPostId: string; permalink: string | null; publishedAt: Date },
  reason: Sentence | null = null,
): Promise<void> => {
  const { services, name } = worker
  const db = services.database.db
  const moved = await move(db, referenceOf(row), {
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
  if (moved === null) return
  const content = PostContent.parse(row.approved_content)
  const account = await findAccount(db, row.workspace_id, row.account_id)
  if (account === null) return
  await recordPosts(
    db,
    { workspaceId: row.workspace_id, brandId: row.brand_id, accountId: row.account_id, network: account.network, origin: 'publication' },
    [
      {
        networkPostId: found.networkPostId,
        permalink: found.permalink,
        publishedAt: found.publishedAt,
        format: content.format,
        text: content.text,
        language: content.language,
        publicationId: row.id,
      },
    ],
    services.now(),
  )
}
