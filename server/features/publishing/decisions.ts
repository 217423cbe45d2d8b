/** What people decide about a publication: approve, schedule, publish now, cancel, and how an unknown one ended. */
import { limitsOf } from '../../../channels/limits-registry.ts'
import type { TimeResolution } from '../../../contract/publishing.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { findBrand } from '../team/index.ts'
import { resolveWallTime } from './plan.ts'
import { findContent, findPublication, move, type PublicationReference, type PublicationRow } from './store/publications.ts'

export type Decision<Extra = object> =
  | ({ kind: 'decided' } & Extra)
  | { kind: 'refused'; reason: Sentence; where?: string }
  | { kind: 'elsewhere'; reason: Sentence }
  | { kind: 'missing' }

export interface Decider {
  services: Services
  by: string
}
type Reference = PublicationReference & { brandId: string }

const load = async ({ services }: Decider, reference: Reference): Promise<PublicationRow | null> => {
  const row = await findPublication(services.database.db, reference)
  return row === null || row.brand_id !== reference.brandId ? null : row
}
const elsewhere = (row: PublicationRow): Decision<never> => ({ kind: 'elsewhere', reason: say(`publishing:problem.state.${row.state}`) })

/** Approves exactly the version that the person saw, when its network would take it. */
export const approve = async (decider: Decider, reference: Reference, seenHash: string): Promise<Decision> => {
  const { services, by } = decider
  const db = services.database.db
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const version = await findContent(db, { workspaceId: row.workspace_id, postId: row.post_id, accountId: row.account_id })
  if (version === null) return { kind: 'refused', reason: say('publishing:reason.noContent') }
  if (version.hash !== seenHash) return { kind: 'elsewhere', reason: say('publishing:problem.changed') }
  const account = await findAccount(db, row.workspace_id, row.account_id)
  if (account === null || account.state === 'removed' || account.state === 'archive') {
    return { kind: 'refused', reason: say(`accounts:reason.${account?.state ?? 'missing'}`, { account: account?.handle ?? '' }) }
  }
  const problem = limitsOf(account.network)
    ?.problems(version.content, account.limits ?? undefined)
    .find(({ severity }) => severity === 'error')
  if (problem !== undefined) return { kind: 'refused', reason: problem.reason, where: problem.field }
  const draft = {
    workspaceId: row.workspace_id,
    brandId: row.brand_id,
    account,
    content: version.content,
    postId: row.post_id,
    at: undefined,
  }
  const blocked = (await services.checkDraft(draft)).find(({ severity }) => severity === 'error')
  if (blocked !== undefined) return { kind: 'refused', reason: blocked.reason, where: blocked.field }
  const at = services.now()
  const moved = await move(db, reference, {
    from: ['draft', 'approved', 'failed', 'missed', 'canceled'],
    to: 'approved',
    by,
    at,
    set: {
      approved_hash: version.hash,
      approved_content: JSON.stringify(version.content),
      approved_by: by,
      approved_at: at,
      scheduled_at: null,
      local_time: null,
      window_ends_at: null,
      not_before: null,
    },
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** Takes an approval back. */
export const unapprove = async (decider: Decider, reference: Reference, reason: Sentence | null = null): Promise<Decision> => {
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const moved = await move(decider.services.database.db, reference, {
    from: ['approved', 'scheduled'],
    to: 'draft',
    by: decider.by,
    at: decider.services.now(),
    reason,
    set: {
      approved_hash: null,
      approved_content: null,
      approved_by: null,
      approved_at: null,
      scheduled_at: null,
      local_time: null,
      window_ends_at: null,
      not_before: null,
    },
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
  if (row.approved_hash === null) return { kind: 'refused', reason: say('publishing:problem.notApproved') }
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
  if (row.approved_hash === null) return { kind: 'refused', reason: say('publishing:problem.notApproved') }
  if (row.approved_hash !== seenHash) return { kind: 'elsewhere', reason: say('publishing:problem.changed') }
  const brand = await findBrand(services.database.db, row.workspace_id, row.brand_id)
  if (brand === null) return { kind: 'missing' }
  const at = services.now()
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
