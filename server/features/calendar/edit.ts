/** Writes and changes posts; a change takes back the approval of every version that it touches, in the same transaction. */
import type { Version } from '../../../contract/calendar.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { findMedia } from '../media/index.ts'
import { dropDrafts, ensurePublications, hashOf, listShown, move, noteEdited } from '../publishing/index.ts'
import { versionFor } from './check.ts'
import { findPost, insertPost, replaceVersions, type Scope, together, touchPost } from './store.ts'

export interface PostInput {
  title: string
  versions: Version[]
  accountIds: string[]
}
type Refused = { kind: 'refused'; reason: Sentence; where?: string }

/** On its way or over: what such a publication says can no longer be changed. */
const settled = new Set(['claimed', 'sending', 'published', 'unknown'])
const tried = new Set(['failed', 'missed'])
/** An approval that still stands may not cover words that were written after it, wherever the publication stands. */
const unsent = ['approved', 'scheduled', 'failed', 'missed', 'canceled'] as const

const findFault = async (services: Services, scope: Scope, input: PostInput): Promise<Refused | null> => {
  const known = new Set((await listAccounts(services.database.db, scope)).map(({ id }) => id))
  const accountIds = [...input.accountIds, ...input.versions.flatMap(({ accountId }) => accountId ?? [])]
  if (accountIds.some((id) => !known.has(id))) return { kind: 'refused', reason: say('calendar:problem.account'), where: 'accountIds' }
  const owners = input.versions.map(({ accountId }) => accountId ?? 'base')
  if (new Set(owners).size !== owners.length) return { kind: 'refused', reason: say('calendar:problem.twoVersions'), where: 'versions' }
  if (input.accountIds.some((id) => versionFor(input.versions, id) === null))
    return { kind: 'refused', reason: say('calendar:problem.noVersion'), where: 'versions' }
  for (const media of input.versions.flatMap(({ content }) => content.media)) {
    if ((await findMedia(services.database.db, scope, media.id)) === null)
      return { kind: 'refused', reason: say('media:problem.missing'), where: 'media' }
  }
  return null
}

export const createPost = async (
  services: Services,
  scope: Scope,
  input: PostInput,
  by: string,
): Promise<{ kind: 'created'; postId: string } | Refused> => {
  const fault = await findFault(services, scope, input)
  if (fault !== null) return fault
  const now = services.now()
  const postId = await together(services.database.db, async (trx) => {
    const id = await insertPost(trx, scope, input.title, by, now)
    await replaceVersions(trx, scope.workspaceId, id, input.versions, hashOf, by, now)
    await ensurePublications(trx, { ...scope, postId: id }, input.accountIds, by, now)
    return id
  })
  return { kind: 'created', postId }
}

/** Changes a post. Versions that went out, or are on their way, stay as they were sent: their accounts cannot be dropped or rewritten. */
export const changePost = async (
  services: Services,
  scope: Scope,
  postId: string,
  input: PostInput,
  by: { key: string; name: string },
): Promise<{ kind: 'changed' } | Refused | { kind: 'missing' }> => {
  const fault = await findFault(services, scope, input)
  if (fault !== null) return fault
  const now = services.now()
  return together(services.database.db, async (trx) => {
    const post = await findPost(trx, scope, postId)
    if (post === null || post.removedAt !== null) return { kind: 'missing' }
    const before = await listShown(trx, scope, { postId, limit: 100 })
    for (const publication of before) {
      const content = versionFor(input.versions, publication.accountId)
      const changed = content === null || hashOf(content) !== publication.contentHash
      if (changed && settled.has(publication.state))
        return { kind: 'refused', reason: say('calendar:problem.alreadyOut', { account: publication.accountHandle }), where: 'versions' }
    }
    await replaceVersions(trx, scope.workspaceId, postId, input.versions, hashOf, by.name, now)
    await touchPost(trx, scope, postId, { title: input.title }, now)
    for (const publication of before) {
      const content = versionFor(input.versions, publication.accountId)
      const dropped = !input.accountIds.includes(publication.accountId)
      const changed = content === null || hashOf(content) !== publication.approvedHash
      if (!changed && !dropped) continue
      // What was tried keeps its attempts as proof, so a dropped one is only called off.
      const to = dropped && tried.has(publication.state) ? 'canceled' : 'draft'
      // An approval is for the version that was read; anything else asks again. Losing the race to a worker is caught by the hash it compares.
      await move(
        trx,
        { workspaceId: scope.workspaceId, publicationId: publication.id },
        {
          from: to === 'canceled' ? ['failed', 'missed'] : dropped ? ['approved', 'scheduled'] : unsent,
          to,
          by: by.name,
          at: now,
          reason: say('publishing:reason.edited', { name: by.name }),
          set: {
            approved_hash: null,
            approved_content: null,
            approved_by: null,
            approved_at: null,
            scheduled_at: null,
            local_time: null,
            window_ends_at: null,
          },
        },
      )
      if (content !== null && !dropped)
        await noteEdited(trx, scope, {
          id: publication.id,
          accountId: publication.accountId,
          accountHandle: publication.accountHandle,
          content,
          by,
          now,
        })
    }
    await dropDrafts(trx, { workspaceId: scope.workspaceId, postId }, input.accountIds)
    await ensurePublications(trx, { ...scope, postId }, input.accountIds, by.name, now)
    return { kind: 'changed' }
  })
}

/** Removes a post that has not gone out; what was scheduled is canceled. */
export const removePost = async (
  services: Services,
  scope: Scope,
  postId: string,
  by: string,
): Promise<{ kind: 'removed' } | Refused | { kind: 'missing' }> => {
  const now = services.now()
  return together(services.database.db, async (trx) => {
    const post = await findPost(trx, scope, postId)
    if (post === null || post.removedAt !== null) return { kind: 'missing' }
    const publications = await listShown(trx, scope, { postId, limit: 100 })
    const out = publications.find(({ state }) => settled.has(state))
    if (out !== undefined) return { kind: 'refused', reason: say('calendar:problem.alreadyOut', { account: out.accountHandle }) }
    for (const { id } of publications) {
      await move(
        trx,
        { workspaceId: scope.workspaceId, publicationId: id },
        {
          from: ['approved', 'scheduled', 'missed', 'failed'],
          to: 'canceled',
          by,
          at: now,
          reason: say('publishing:reason.postRemoved', { name: by }),
        },
      )
    }
    await touchPost(trx, scope, postId, { removedAt: now }, now)
    return { kind: 'removed' }
  })
}

/** Undoes a removal; its publications come back as canceled, to be approved again. */
export const restorePost = async (services: Services, scope: Scope, postId: string): Promise<boolean> => {
  const db = services.database.db
  if ((await findPost(db, scope, postId)) === null) return false
  await touchPost(db, scope, postId, { removedAt: null }, services.now())
  return true
}
