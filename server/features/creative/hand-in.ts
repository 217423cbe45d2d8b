/** Versions handed in, asked about, decided on and turned into drafts; what is approved is exactly what was seen. */
import type { RightInput } from '../../../contract/creative.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { ask, type Asked, askAgain, needsNobody, vote, type Voter } from '../approvals/index.ts'
import { createPost } from '../calendar/index.ts'
import { findMedia, findMediaHash } from '../media/index.ts'
import { hashOf } from '../publishing/index.ts'
import type { Changed } from './change.ts'
import { type DeliverableRow, findDeliverable, setBriefPost, setDelivered } from './store/briefs.ts'
import { type Db, type Scope, together } from './store/people.ts'
import { findRights, insertComment, insertVersion, keepRight, listVersions, settleComment } from './store/versions.ts'

type By = Pick<Voter, 'key' | 'name'>
const refused = (reason: Sentence, where?: string): Changed => ({ kind: 'refused', reason, ...(where === undefined ? {} : { where }) })

const askedOf = (row: DeliverableRow, contentHash: string, text: string): Asked => ({
  subject: { kind: 'deliverable', id: row.id },
  accountId: row.accountId,
  contentHash,
  title: row.title,
  excerpt: text === '' ? row.briefTitle : text,
  dueAt: row.dueOn === null ? null : new Date(`${row.dueOn}T12:00:00Z`),
})

export interface NewVersion {
  mediaId: string | null
  text: string
  url: string | null
  alt: string
  note: string
}

const findHole = (kind: DeliverableRow['kind'], version: NewVersion): Sentence | null => {
  if (kind === 'picture' && version.mediaId === null) return say('creative:problem.noPicture')
  if (kind === 'text' && version.text.trim() === '') return say('creative:problem.noText')
  if (kind === 'link' && version.url === null) return say('creative:problem.noUrl')
  return null
}

/** A new version; a question that is open is asked again about it. Where nobody has to approve, handing in is delivering. */
export const handIn = async (services: Services, scope: Scope, id: string, version: NewVersion, by: By): Promise<Changed> => {
  const now = services.now()
  return together(services.database.db, async (trx): Promise<Changed> => {
    const row = await findDeliverable(trx, scope, id)
    if (row === null) return { kind: 'missing' }
    const hole = findHole(row.kind, version)
    if (hole !== null) return refused(hole, row.kind === 'picture' ? 'mediaId' : row.kind === 'text' ? 'text' : 'url')
    const fileHash = version.mediaId === null ? null : await findMediaHash(trx, scope, version.mediaId)
    if (version.mediaId !== null && fileHash === null) return refused(say('media:problem.missing'), 'mediaId')
    // The file's own bytes, its words and what it shows: a change of any of them is another version.
    const contentHash = hashOf({ file: fileHash, text: version.text, url: version.url, alt: version.alt })
    if (contentHash === row.latestHash) return refused(say('creative:problem.sameVersion'), 'mediaId')
    await insertVersion(trx, scope.workspaceId, { ...version, deliverableId: id, contentHash, createdBy: by.name, now })
    const asked = askedOf(row, contentHash, version.text)
    if (await needsNobody(trx, scope, row.accountId)) await setDelivered(trx, scope, id, now)
    else await setDelivered(trx, scope, id, null)
    await askAgain(trx, scope, asked, by, now)
    return { kind: 'changed', id }
  })
}

const findSeen = async (db: Db, scope: Scope, row: DeliverableRow, contentHash: string) => {
  const versions = await listVersions(db, scope.workspaceId, row.id)
  const [latest] = versions
  return latest !== undefined && latest.contentHash === contentHash ? latest : null
}

export const askForApproval = async (services: Services, scope: Scope, id: string, contentHash: string, by: By): Promise<Changed> => {
  const { db } = services.database
  const row = await findDeliverable(db, scope, id)
  if (row === null) return { kind: 'missing' }
  const seen = await findSeen(db, scope, row, contentHash)
  if (seen === null) return refused(say('creative:problem.newerVersion'))
  await ask(db, scope, askedOf(row, contentHash, seen.text), by, services.now())
  return { kind: 'changed', id }
}

/** A voice about the newest version; one about an older version is refused, since it is not what would go out. */
export const decide = async (
  services: Services,
  scope: Scope,
  id: string,
  voice: { voter: Voter; contentHash: string; vote: 'approve' | 'changes'; comment: string },
): Promise<Changed> => {
  const now = services.now()
  return together(services.database.db, async (trx): Promise<Changed> => {
    const row = await findDeliverable(trx, scope, id)
    if (row === null) return { kind: 'missing' }
    const seen = await findSeen(trx, scope, row, voice.contentHash)
    if (seen === null) return refused(say('creative:problem.newerVersion'))
    if (voice.vote === 'changes' && voice.comment === '') return refused(say('creative:problem.sayWhat'), 'comment')
    const voted = await vote(trx, scope, askedOf(row, voice.contentHash, seen.text), { ...voice, now })
    if (voted.kind === 'refused') return voted
    if (voted.kind === 'approved') await setDelivered(trx, scope, id, now)
    if (voted.kind === 'changes') await setDelivered(trx, scope, id, null)
    return { kind: 'changed', id }
  })
}

export const addComment = async (
  services: Services,
  scope: Scope,
  id: string,
  comment: { versionId: string; x: number | null; y: number | null; body: string; internal: boolean; by: By; fromLink: boolean },
): Promise<Changed> => {
  const { db } = services.database
  if ((await findDeliverable(db, scope, id)) === null) return { kind: 'missing' }
  if (!(await listVersions(db, scope.workspaceId, id)).some((version) => version.id === comment.versionId)) return { kind: 'missing' }
  if ((comment.x === null) !== (comment.y === null)) return refused(say('creative:problem.halfPlace'), 'x')
  await insertComment(db, scope.workspaceId, { ...comment, deliverableId: id, now: services.now() })
  return { kind: 'changed', id }
}

export const settle = async (
  services: Services,
  scope: Scope,
  id: string,
  commentId: string,
  resolved: boolean,
  by: string,
): Promise<Changed> => {
  const { db } = services.database
  if ((await findDeliverable(db, scope, id)) === null) return { kind: 'missing' }
  const done = await settleComment(db, scope.workspaceId, id, commentId, resolved ? { at: services.now(), by } : null)
  return done ? { kind: 'changed', id } : { kind: 'missing' }
}

/** Writes down whose a file is; the file must be one of the brand's own. */
export const setRight = async (services: Services, scope: Scope, mediaId: string, right: RightInput, by: string) => {
  const { db } = services.database
  if ((await findMedia(db, scope, mediaId)) === null) return null
  await keepRight(db, scope, mediaId, right, by, services.now())
  const [kept] = await findRights(db, scope, [mediaId])
  return kept ?? null
}

/** A draft on the calendar with the newest version in it; the brief remembers the post, so that what it earns is found again. */
export const toDraft = async (services: Services, scope: Scope, id: string, by: string): Promise<Changed> => {
  const { db } = services.database
  const row = await findDeliverable(db, scope, id)
  if (row === null) return { kind: 'missing' }
  const [latest] = await listVersions(db, scope.workspaceId, id)
  if (latest === undefined) return refused(say('creative:problem.nothingYet'))
  const media = latest.mediaId === null ? null : await findMedia(db, scope, latest.mediaId)
  const content = {
    text: latest.text,
    language: null,
    format: row.format,
    link: row.kind === 'link' ? latest.url : null,
    media: media === null ? [] : [{ ...media, alt: latest.alt }],
  }
  const created = await createPost(
    services,
    scope,
    { title: row.title, versions: [{ accountId: null, content }], accountIds: row.accountId === null ? [] : [row.accountId] },
    by,
  )
  if (created.kind === 'refused') return created
  await setBriefPost(db, scope, row.briefId, created.postId, services.now())
  return { kind: 'changed', id: created.postId }
}
