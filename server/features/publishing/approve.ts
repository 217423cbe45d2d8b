/** Approving: exactly the version that was seen, by everybody whom the policy asks for, as long as no room has anything against it. */
import { limitsOf } from '../../../channels/limits-registry.ts'
import { PostContent } from '../../../contract/content.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { ask, type Asked, needsNobody, standings, vote } from '../approvals/index.ts'
import { askedOf } from './asked.ts'
import { type Decider, type Decision, elsewhere, load, nothingApproved, type Reference } from './decider.ts'
import { findContent, move, type PublicationRow, together } from './store/publications.ts'

type Checked =
  | { kind: 'fine'; row: PublicationRow; content: PostContent; hash: string; asked: Asked }
  | { kind: 'refused'; reason: Sentence; where?: string }
  | { kind: 'elsewhere'; reason: Sentence }
  | { kind: 'missing' }

/** Reads the version that the person saw, and whether its network and the rooms would let it out. */
const check = async (decider: Decider, reference: Reference, seenHash: string | null): Promise<Checked> => {
  const { services } = decider
  const db = services.database.db
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const version = await findContent(db, { workspaceId: row.workspace_id, postId: row.post_id, accountId: row.account_id })
  if (version === null) return { kind: 'refused', reason: say('publishing:reason.noContent') }
  if (seenHash !== null && version.hash !== seenHash) return { kind: 'elsewhere', reason: say('publishing:problem.changed') }
  const account = await findAccount(db, row.workspace_id, row.account_id)
  if (account === null || account.state === 'removed' || account.state === 'archive') {
    return { kind: 'refused', reason: say(`accounts:reason.${account?.state ?? 'missing'}`, { account: account?.handle ?? '' }) }
  }
  const problem = limitsOf(account.network)
    ?.problems(version.content, account.limits ?? undefined)
    .find(({ severity }) => severity === 'error')
  if (problem !== undefined) return { kind: 'refused', reason: problem.reason, where: problem.field }
  const blocked = await findBlock(services, row, account, version.content, undefined)
  if (blocked !== null) return { kind: 'refused', ...blocked }
  return { kind: 'fine', row, content: version.content, hash: version.hash, asked: askedOf(row, account.handle, version) }
}

/** What a room has against this content going out at this moment; null when nothing. */
const findBlock = async (
  services: Services,
  row: PublicationRow,
  account: { id: string; network: string },
  content: PostContent,
  at: Date | undefined,
): Promise<{ reason: Sentence; where: string } | null> => {
  const draft = { workspaceId: row.workspace_id, brandId: row.brand_id, account, content, postId: row.post_id, at }
  const blocked = (await services.checkDraft(draft)).find(({ severity }) => severity === 'error')
  return blocked === undefined ? null : { reason: blocked.reason, where: blocked.field }
}

/** The approved version once more, at the moment it shall go out: what has run out since (a right to a picture) stops it here. */
export const findBlockAt = async (
  services: Services,
  row: PublicationRow,
  at: Date,
): Promise<{ reason: Sentence; where: string } | null> => {
  const content = PostContent.safeParse(row.approved_content)
  if (!content.success) return null
  const account = await findAccount(services.database.db, row.workspace_id, row.account_id)
  return account === null ? null : findBlock(services, row, account, content.data, at)
}

/** Opens the question to those who have to approve, without deciding. */
export const askForApproval = async (decider: Decider, reference: Reference, seenHash: string): Promise<Decision> => {
  const checked = await check(decider, reference, seenHash)
  if (checked.kind !== 'fine') return checked
  await ask(decider.services.database.db, reference, checked.asked, decider.who, decider.services.now())
  return { kind: 'decided' }
}

/** Sends a version back to whoever wrote it, with what should change. */
export const askForChanges = async (decider: Decider, reference: Reference, seenHash: string, comment: string): Promise<Decision> => {
  const { services, by, who } = decider
  const row = await load(decider, reference)
  if (row === null) return { kind: 'missing' }
  const version = await findContent(services.database.db, { workspaceId: row.workspace_id, postId: row.post_id, accountId: row.account_id })
  if (version === null || version.hash !== seenHash) return { kind: 'elsewhere', reason: say('publishing:problem.changed') }
  const account = await findAccount(services.database.db, row.workspace_id, row.account_id)
  const now = services.now()
  return together(services.database.db, async (trx): Promise<Decision> => {
    const asked = askedOf(row, account?.handle ?? '', version)
    const voted = await vote(trx, reference, asked, { voter: who, vote: 'changes', comment, now })
    if (voted.kind === 'refused') return voted
    // Whatever had been approved of it may not go out now.
    await move(trx, reference, {
      from: ['approved', 'scheduled'],
      to: 'draft',
      by,
      at: now,
      reason: say('publishing:reason.changesAsked', { name: by }),
      set: nothingApproved,
    })
    return { kind: 'decided' }
  })
}

const setApproved = (content: PostContent, hash: string, by: string, at: Date) => ({
  ...nothingApproved,
  approved_hash: hash,
  approved_content: JSON.stringify(content),
  approved_by: by,
  approved_at: at,
})

const approvable = ['draft', 'approved', 'failed', 'missed', 'canceled'] as const

/** What a move that came too late throws, so that the voice is not kept either. */
class StandsElsewhere extends Error {}

/**
 * Adds the person's approval of exactly the version that they saw. The publication is approved with the last voice its policy asks for; until then the
 * voice is kept and it stays a draft.
 */
export const approve = async (decider: Decider, reference: Reference, seenHash: string): Promise<Decision> => {
  const { services, by, who } = decider
  const checked = await check(decider, reference, seenHash)
  if (checked.kind !== 'fine') return checked
  const { row, content, hash, asked } = checked
  if (!approvable.includes(row.state as (typeof approvable)[number])) return elsewhere(row)
  const at = services.now()
  try {
    return await together(services.database.db, async (trx): Promise<Decision> => {
      const voted = await vote(trx, reference, asked, { voter: who, vote: 'approve', comment: '', now: at })
      if (voted.kind === 'refused') return voted
      if (voted.kind !== 'approved') return { kind: 'decided' }
      const moved = await move(trx, reference, { from: approvable, to: 'approved', by, at, set: setApproved(content, hash, by, at) })
      if (moved === null) throw new StandsElsewhere()
      return { kind: 'decided' }
    })
  } catch (error) {
    if (error instanceof StandsElsewhere) return elsewhere((await load(decider, reference)) ?? row)
    throw error
  }
}

/** Where the brand asks for nobody's approval, whoever sends it out stands for the version as it reads now. */
export const standForIt = async (
  decider: Decider,
  reference: Reference,
  row: PublicationRow,
  seenHash: string | null,
): Promise<Decision> => {
  const { services, by } = decider
  if (!(await needsNobody(services.database.db, reference, row.account_id))) return notApproved(decider, reference, row)
  const checked = await check(decider, reference, seenHash)
  if (checked.kind !== 'fine') return checked
  const at = services.now()
  const moved = await move(services.database.db, reference, {
    from: approvable,
    to: 'approved',
    by,
    at,
    reason: say('publishing:reason.nobodyAsked', { name: by }),
    set: setApproved(checked.content, checked.hash, by, at),
  })
  return moved === null ? elsewhere(row) : { kind: 'decided' }
}

/** Says who is still missing. */
const notApproved = async ({ services }: Decider, reference: Reference, row: PublicationRow): Promise<Decision<never>> => {
  const [standing] = await standings(services.database.db, reference, 'publication', [row.id], null)
  if (standing?.state === 'open' && standing.waitsFor !== null) return { kind: 'refused', reason: standing.waitsFor }
  return { kind: 'refused', reason: say('publishing:problem.notApproved') }
}
