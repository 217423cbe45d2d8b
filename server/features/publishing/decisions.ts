/** What people decide about a publication: schedule, publish now, cancel, take back, and how an unknown one ended. */
import type { TimeResolution } from '../../../contract/publishing.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { withdraw } from '../approvals/index.ts'
import { findBrand } from '../team/index.ts'
import { findBlockAt, standForIt } from './approve.ts'
import { type Decider, type Decision, elsewhere, load, nothingApproved, type Reference } from './decider.ts'
import { resolveWallTime } from './plan.ts'
import { move, together } from './store/publications.ts'

/** Takes an approval back. */
export const unapprove = async (decider: Decider, reference: Reference, reason: Sentence | null = null): Promise<Decision> => {
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const at = decider.services.now()
  const moved = await together(decider.services.database.db, async (trx) => {
    const change = { from: ['approved', 'scheduled'] as const, to: 'draft' as const, by: decider.by, at, reason, set: nothingApproved }
    const back = await move(trx, reference, change)
    if (back !== null)
      await withdraw(trx, reference, { subject: { kind: 'publication', id: row.id }, contentHash: row.approved_hash }, decider.who, at)
    return back
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** Reads a wall time of the person's; a date that is none, or a time that has passed, is refused. */
export const readTime = async (
  decider: Decider,
  scope: { workspaceId: string; brandId: string },
  localTime: string,
  choose?: 'earlier' | 'later',
): Promise<Decision<{ time: TimeResolution; timeZone: string; windowMinutes: number }>> => {
  const brand = await findBrand(decider.services.database.db, scope.workspaceId, scope.brandId)
  if (brand === null) return { kind: 'missing' }
  try {
    const time = resolveWallTime(localTime, brand.timeZone, choose)
    return { kind: 'decided', time, timeZone: brand.timeZone, windowMinutes: brand.publishWindowMinutes }
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: 'refused', reason: say('publishing:problem.noSuchTime', { time: localTime.replace('T', ' ') }), where: 'localTime' }
    throw error
  }
}

/** Schedules, or moves, an approved publication to a wall time in the brand's zone. */
export const schedule = async (
  decider: Decider,
  reference: Reference,
  localTime: string,
  choose?: 'earlier' | 'later',
): Promise<Decision<{ time: TimeResolution }>> => {
  const { services, by } = decider
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const read = await readTime(decider, { workspaceId: row.workspace_id, brandId: row.brand_id }, localTime, choose)
  if (read.kind !== 'decided') return read
  const at = services.now()
  const scheduledAt = new Date(read.time.scheduledAt)
  if (scheduledAt.getTime() < at.getTime() - 60_000)
    return {
      kind: 'refused',
      reason: say('publishing:problem.past', { time: localTime.replace('T', ' '), zone: read.timeZone }),
      where: 'localTime',
    }
  if (row.approved_hash === null) {
    const stood = await standForIt(decider, reference, row, null)
    if (stood.kind !== 'decided') return stood
  }
  const approved = (await load(decider, reference)) ?? row
  const blocked = await findBlockAt(services, approved, scheduledAt)
  if (blocked !== null) return { kind: 'refused', ...blocked }
  const moved = await move(services.database.db, reference, {
    from: ['approved', 'scheduled', 'missed', 'failed', 'canceled'],
    to: 'scheduled',
    by,
    at,
    reason: read.time.note,
    set: {
      scheduled_at: scheduledAt,
      local_time: read.time.localTime,
      time_zone: read.timeZone,
      window_ends_at: new Date(scheduledAt.getTime() + read.windowMinutes * 60_000),
      not_before: null,
    },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided', time: read.time }
}

/** Publishes now; an approval of another version than the one seen does not count. */
export const publishNow = async (decider: Decider, reference: Reference, seenHash: string): Promise<Decision> => {
  const { services, by } = decider
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  if (row.approved_hash === null) {
    const stood = await standForIt(decider, reference, row, seenHash)
    if (stood.kind !== 'decided') return stood
  }
  const approved = (await load(decider, reference)) ?? row
  if (approved.approved_hash !== seenHash) return { kind: 'elsewhere', reason: say('publishing:problem.changed') }
  const brand = await findBrand(services.database.db, row.workspace_id, row.brand_id)
  if (brand === null) return { kind: 'missing' }
  const at = services.now()
  const blocked = await findBlockAt(services, approved, at)
  if (blocked !== null) return { kind: 'refused', ...blocked }
  const moved = await move(services.database.db, reference, {
    from: ['approved', 'scheduled', 'missed', 'failed', 'canceled'],
    to: 'scheduled',
    by,
    at,
    set: {
      scheduled_at: at,
      local_time: null,
      time_zone: brand.timeZone,
      window_ends_at: new Date(at.getTime() + brand.publishWindowMinutes * 60_000),
      not_before: null,
    },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** Cancels unless a worker holds it; what is being sent cannot be called back. */
export const cancel = async (decider: Decider, reference: Reference): Promise<Decision> => {
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const moved = await move(decider.services.database.db, reference, {
    from: ['draft', 'approved', 'scheduled', 'claimed', 'missed', 'failed'],
    to: 'canceled',
    by: decider.by,
    at: decider.services.now(),
    set: { not_before: null },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** A person looked on the network and says how an unknown publication ended. */
export const resolve = async (
  decider: Decider,
  reference: Reference,
  decision: 'it-is-there' | 'it-is-not-there' | 'give-up',
  permalink?: string,
): Promise<Decision> => {
  const { services, by } = decider
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const at = services.now()
  const ends = {
    'it-is-there': {
      to: 'published',
      reason: say('publishing:reason.personSawIt', { name: by }),
      set: { permalink: permalink ?? null, published_at: at },
    },
    'it-is-not-there': { to: 'failed', reason: say('publishing:reason.personSawNothing', { name: by }), set: {} },
    'give-up': { to: 'canceled', reason: say('publishing:reason.personGaveUp', { name: by }), set: {} },
  } as const
  const end = ends[decision]
  const moved = await move(services.database.db, reference, {
    from: ['unknown'],
    to: end.to,
    by,
    at,
    reason: end.reason,
    set: { ...end.set, check_at: null, handle: null },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** Asks the worker to look again at an unknown publication now. */
export const lookAgain = async (decider: Decider, reference: Reference): Promise<Decision> => {
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const at = decider.services.now()
  const moved = await move(decider.services.database.db, reference, {
    from: ['unknown'],
    to: 'unknown',
    by: decider.by,
    at,
    reason: row.reason,
    set: { check_at: at, checks: 0 },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}
