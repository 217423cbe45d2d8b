/** Looks after what was left behind: late rows, rows of dead workers, accepted ones, and unknown ones, which are read back and never sent again blindly. */
import { type Sentence, say } from '../../../../contract/sentence.ts'
import { EgressError } from '../../../../channels/egress.ts'
import type { ReadBackAnswer } from '../../../../channels/port.ts'
import { callAccount, findAccount } from '../../accounts/index.ts'
import { recordPosts } from '../../results/index.ts'
import { PostContent } from '../../../../contract/content.ts'
import { resolveWallTime } from '../plan.ts'
import { endAttempt, findLastAttempt } from '../store/attempts.ts'
import { move, type PublicationRow, referenceOf } from '../store/publications.ts'
import { listMovedZones, listPast, listUnrecorded, markRecorded, takeCheck } from '../store/work.ts'
import { markPublished, settle, type Worker } from './send.ts'

/** One round over everything whose time has come. Any number of workers may do this at once. */
export const sweep = async (worker: Worker): Promise<void> => {
  await keepWallTimes(worker)
  await markMissed(worker)
  await freeLeftBehind(worker)
  await lookAfterChecks(worker)
  await recordPublished(worker)
}

/** What went out joins the results, many at once: sending need not wait for it, and a crash in between only makes it later. */
const recordPublished = async ({ services }: Worker) => {
  const db = services.database.db
  const rows = await listUnrecorded(db)
  for (const account of new Set(rows.map((row) => row.account_id))) {
    const own = rows.filter((row) => row.account_id === account)
    const [first] = own
    if (first === undefined) continue
    const posts = own.flatMap((row) => {
      const content = PostContent.safeParse(row.approved_content)
      if (!content.success || row.network_post_id === null || row.published_at === null) return []
      // A reply belongs to its conversation: among the posts it would count as one of the brand's own.
      if (content.data.replyTo !== undefined) return []
      const { format, text, language } = content.data
      return [
        {
          networkPostId: row.network_post_id,
          permalink: row.permalink,
          publishedAt: row.published_at,
          format,
          text,
          language,
          publicationId: row.id,
        },
      ]
    })
    const from = {
      workspaceId: first.workspace_id,
      brandId: first.brand_id,
      accountId: account,
      network: first.network,
      origin: 'publication' as const,
    }
    await recordPosts(db, from, posts, services.now())
    await markRecorded(db, own)
  }
}

/** A brand that moved to another zone keeps its wall times. */
const keepWallTimes = async ({ services, name }: Worker) => {
  const db = services.database.db
  for (const { row, timeZone, windowMinutes } of await listMovedZones(db)) {
    if (row.local_time === null) continue
    const time = resolveWallTime(row.local_time, timeZone)
    const scheduledAt = new Date(time.scheduledAt)
    await move(db, referenceOf(row), {
      from: ['scheduled'],
      to: 'scheduled',
      by: name,
      at: services.now(),
      reason: say('publishing:reason.zoneChanged', { zone: timeZone }),
      set: {
        scheduled_at: scheduledAt,
        time_zone: timeZone,
        local_time: time.localTime,
        window_ends_at: new Date(scheduledAt.getTime() + windowMinutes * 60_000),
      },
    })
  }
}

/** Late is never silent: past its window a publication asks a person. */
const markMissed = async ({ services, name }: Worker) => {
  const db = services.database.db
  const now = services.now()
  for (const row of await listPast(db, 'scheduled', 'window_ends_at', now)) {
    const account = await findAccount(db, row.workspace_id, row.account_id)
    const reason: Sentence =
      account?.state === 'reconnect'
        ? say('publishing:reason.missedReconnect', { account: account.handle })
        : (row.reason ?? say('publishing:reason.missed'))
    if (account?.state === 'removed')
      await move(db, referenceOf(row), {
        from: ['scheduled'],
        to: 'canceled',
        by: name,
        at: now,
        reason: say('accounts:reason.removed', { account: account.handle }),
      })
    else await move(db, referenceOf(row), { from: ['scheduled'], to: 'missed', by: name, at: now, reason })
  }
}

/** Rows whose worker died: a claimed one was not sent; a sending one may have been. */
const freeLeftBehind = async ({ services, name }: Worker) => {
  const db = services.database.db
  const now = services.now()
  for (const row of await listPast(db, 'claimed', 'lease_until', now)) {
    await move(db, referenceOf(row), {
      from: ['claimed'],
      to: 'scheduled',
      by: name,
      at: now,
      reason: say('publishing:reason.workerDied'),
      ...heldBy(row),
    })
  }
  for (const row of await listPast(db, 'sending', 'lease_until', now)) {
    if (row.handle !== null) continue
    await move(db, referenceOf(row), {
      from: ['sending'],
      to: 'unknown',
      by: name,
      at: now,
      reason: say('publishing:reason.workerDiedSending'),
      set: { check_at: now, checks: 0 },
      ...heldBy(row),
    })
  }
}

const heldBy = (row: PublicationRow) => (row.worker === null ? {} : { heldBy: row.worker })

const lookAfterChecks = async (worker: Worker) => {
  const { services, timings } = worker
  const db = services.database.db
  for (const state of ['unknown', 'sending'] as const) {
    for (const row of await listPast(db, state, 'check_at', services.now())) {
      const now = services.now()
      if (!(await takeCheck(db, row, now, new Date(now.getTime() + timings.sendLeaseMs)))) continue
      if (state === 'unknown') await readBack(worker, row)
      else if (row.handle !== null) await checkAccepted(worker, row, row.handle)
    }
  }
}

/** Asks how an accepted publication went on. */
const checkAccepted = async (worker: Worker, row: PublicationRow, handle: string) => {
  const answer = await callAccount(worker.services, { workspaceId: row.workspace_id, accountId: row.account_id }, async (door) => {
    const check = door.channel.write?.check
    if (check === undefined) return { kind: 'unknown' as const, reason: say('publishing:reason.cannotCheck'), raw: null }
    return check(door.world, door.access, handle)
  })
  // The row is held by the worker that sent it; whoever checks takes it over first.
  await settle({ ...worker, name: row.worker ?? worker.name }, row, answer)
}

type Look = ReadBackAnswer | { kind: 'only-a-person'; resendIsSafe: boolean }

/** Reads back one unknown publication and draws the conclusion. */
export const readBack = async (worker: Worker, row: PublicationRow): Promise<void> => {
  const { services, timings, name } = worker
  const db = services.database.db
  const reference = referenceOf(row)
  const attempt = await findLastAttempt(db, reference)
  if (attempt === null) {
    await move(db, reference, { from: ['unknown'], to: 'scheduled', by: name, at: services.now(), set: { check_at: null } })
    return
  }
  let resendIsSafe = false
  const answer = await callAccount(services, { workspaceId: row.workspace_id, accountId: row.account_id }, async (door): Promise<Look> => {
    resendIsSafe = door.channel.write?.resendIsSafe ?? false
    const read = door.channel.write?.readBack
    if (read === undefined) return { kind: 'only-a-person', resendIsSafe }
    try {
      return await read(door.world, door.access, { payload: attempt.payload, startedAt: attempt.startedAt, handle: row.handle })
    } catch (error) {
      if (error instanceof EgressError)
        return { kind: 'cannot-tell', reason: say('publishing:reason.unreachable', { host: error.host }), raw: null }
      throw error
    }
  })
  const now = services.now()
  const settledAt = new Date(attempt.startedAt.getTime() + timings.absenceGraceMs)
  const waitUntil = async (checkAt: Date | null, reason: Sentence | null, checks = row.checks) => {
    await move(db, reference, { from: ['unknown'], to: 'unknown', by: name, at: now, reason, set: { check_at: checkAt, checks } })
  }
  switch (answer.kind) {
    case 'present':
      await endAttempt(db, row.workspace_id, attempt.id, { outcome: 'found', reason: null, answer: answer.raw, now })
      await markPublished(worker, row, answer, say('publishing:reason.found'), db)
      return
    case 'absent': {
      // Also where sending again is safe: what can still arrive must not be canceled, edited or called missed as if it could not.
      if (now < settledAt) return waitUntil(settledAt, row.reason)
      if (!resendIsSafe) await endAttempt(db, row.workspace_id, attempt.id, { outcome: 'absent', reason: null, answer: answer.raw, now })
      return sendAgainOrMiss(worker, row, say('publishing:reason.notThere'))
    }
    case 'only-a-person':
      if (answer.resendIsSafe && now < settledAt) return waitUntil(settledAt, row.reason)
      if (answer.resendIsSafe) return sendAgainOrMiss(worker, row, say('publishing:reason.safeToRepeat'))
      return waitUntil(null, say('publishing:reason.onlyAPerson'))
    case 'cannot-tell': {
      const checks = row.checks + 1
      const pause = timings.lookAfterMs[checks]
      return pause === undefined
        ? waitUntil(null, say('publishing:reason.couldNotTell'), checks)
        : waitUntil(new Date(now.getTime() + pause), answer.reason, checks)
    }
    case 'reconnect':
      return waitUntil(new Date(now.getTime() + 10 * 60_000), answer.reason)
    case 'closed':
      return waitUntil(null, answer.reason)
  }
}

/** It is not there, or may be repeated without harm: within its window it goes out, after it a person is asked. */
const sendAgainOrMiss = async ({ services, name }: Worker, row: PublicationRow, reason: Sentence) => {
  const now = services.now()
  const inTime = row.window_ends_at === null || row.window_ends_at >= now
  await move(services.database.db, referenceOf(row), {
    from: ['unknown'],
    to: inTime ? 'scheduled' : 'missed',
    by: name,
    at: now,
    reason,
    set: { check_at: null, not_before: null },
  })
}
