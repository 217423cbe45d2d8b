/** A client's review by a link: only what it was made for, comments and decisions under the client's name, and a letter with the link. */
import type { ClientReview, ReviewAnswer } from '../../../contract/creative.ts'
import type { Report } from '../../../contract/report.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { MadeShare, ShareOptions } from '../../../contract/shares.ts'
import { renderMail } from '../../documents/mail.ts'
import { MailProblem } from '../../mail/mail.ts'
import type { Services } from '../../services.ts'
import { standings, type Voter } from '../approvals/index.ts'
import { type Admitted, admit, makeShare, noteOpened } from '../shares/index.ts'
import { findBrand } from '../team/index.ts'
import { addComment, askForApproval, decide } from './hand-in.ts'
import { findDeliverable } from './store/briefs.ts'
import { findReview, insertReview, type ReviewRow } from './store/links.ts'
import type { Scope } from './store/people.ts'
import { listComments, listVersions } from './store/versions.ts'
import { findMedia } from '../media/index.ts'

export type Made =
  | { kind: 'made'; made: MadeShare & { mailed: boolean; mailProblem: Sentence | null } }
  | { kind: 'missing' }
  | { kind: 'refused'; reason: Sentence }

/** Makes the link, asks for the client's decision where it is wanted, and mails the link. The letter goes out at once: no job may hold a token. */
export const makeReview = async (
  services: Services,
  by: Scope & { userId: string; name: string },
  deliverableId: string,
  wish: { reader: string; mayDecide: boolean; mailTo?: string; options: ShareOptions },
): Promise<Made> => {
  const { db } = services.database
  const row = await findDeliverable(db, by, deliverableId)
  const brand = await findBrand(db, by.workspaceId, by.brandId)
  if (row === null || brand === null) return { kind: 'missing' }
  if (row.latestHash === null) return { kind: 'refused', reason: say('creative:problem.nothingYet') }
  if (wish.mayDecide) {
    const asked = await askForApproval(services, by, deliverableId, row.latestHash, { key: `user:${by.userId}`, name: by.name })
    if (asked.kind === 'refused') return asked
  }
  const report: Report = {
    title: say('creative:letter.title', { title: row.title }),
    answer: say(wish.mayDecide ? 'creative:letter.decide' : 'creative:letter.look', { name: by.name, brand: brand.name }),
    brand: brand.name,
    period: null,
    madeAt: services.now().toISOString(),
    blocks: [
      { kind: 'paragraph', words: say('creative:letter.noAccount', { count: wish.options.days }) },
      ...(wish.options.pin === undefined ? [] : [{ kind: 'paragraph' as const, words: say('creative:letter.pin') }]),
    ],
  }
  const made = await makeShare(services, by, {
    kind: 'deliverable',
    subjectId: deliverableId,
    report,
    options: wish.options,
    page: 'review',
  })
  await insertReview(db, by, { shareId: made.share.id, deliverableId, reader: wish.reader, mayDecide: wish.mayDecide })
  if (wish.mailTo === undefined) return { kind: 'made', made: { ...made, mailed: false, mailProblem: null } }
  try {
    await services.mail.send({ to: wish.mailTo, ...renderMail(report, wish.options.language, made.url) })
    return { kind: 'made', made: { ...made, mailed: true, mailProblem: null } }
  } catch (error) {
    // The link is made all the same: it can be handed over another way.
    if (!(error instanceof MailProblem)) throw error
    return { kind: 'made', made: { ...made, mailed: false, mailProblem: error.sentence } }
  }
}

type Entered =
  | { kind: 'entered'; share: Admitted; review: ReviewRow; scope: Scope; voter: Voter }
  | { kind: 'needs-pin'; wrong: boolean }
  | { kind: 'gone' }

/** Lets a holder in. A link to anything else than a deliverable looks like one that never was. */
const enter = async (services: Services, token: string, pin: string | undefined, name?: string): Promise<Entered> => {
  const answer = await admit(services, token, pin)
  if (answer.kind !== 'admitted') return answer
  const { share } = answer
  if (share.kind !== 'deliverable') return { kind: 'gone' }
  const scope = { workspaceId: share.workspaceId, brandId: share.brandId }
  const review = await findReview(services.database.db, scope, share.id)
  if (review === null || review.deliverableId !== share.subjectId) return { kind: 'gone' }
  return { kind: 'entered', share, review, scope, voter: { key: `link:${share.id}`, name: name ?? review.reader, role: 'link' } }
}

const show = async (services: Services, { share, review, scope, voter }: Extract<Entered, { kind: 'entered' }>): Promise<ReviewAnswer> => {
  const { db } = services.database
  const [row, brand] = await Promise.all([
    findDeliverable(db, scope, review.deliverableId),
    findBrand(db, scope.workspaceId, scope.brandId),
  ])
  if (row === null || brand === null) return { kind: 'gone' }
  const [versions, comments, [standing]] = await Promise.all([
    listVersions(db, scope.workspaceId, row.id),
    listComments(db, scope.workspaceId, row.id),
    standings(db, scope, 'deliverable', [row.id], review.mayDecide ? voter : null),
  ])
  const about = standing !== undefined && standing.contentHash === row.latestHash ? standing : null
  const mine = about?.votes.findLast((vote) => vote.voterKey === voter.key)
  const state: ClientReview['standing']['state'] =
    about === null || about.state === 'superseded' || about.state === 'withdrawn' ? 'none' : about.state
  return {
    kind: 'review',
    brand: brand.name,
    title: row.title,
    workKind: row.kind,
    reader: review.reader,
    language: share.language,
    expiresAt: share.expiresAt.toISOString(),
    mayDecide: review.mayDecide,
    versions: await Promise.all(
      versions.map(async ({ id, number, text, url, alt, note, contentHash, createdAt, mediaId }) => {
        const media = mediaId === null ? null : await findMedia(db, scope, mediaId)
        const picture = media === null ? null : { width: media.width, height: media.height }
        return { id, number, text, url, alt, note, contentHash, createdAt: createdAt.toISOString(), picture }
      }),
    ),
    comments: comments
      .filter(({ internal }) => !internal)
      .map(({ id, versionId, versionNumber, x, y, body, by, at, resolvedAt }) => ({
        id,
        versionId,
        versionNumber,
        x,
        y,
        body,
        by,
        at,
        resolvedAt,
      })),
    standing: { state, yourTurn: review.mayDecide && about !== null && about.mayDecide, yourVote: mine?.vote ?? null },
  }
}

/** What the link was made for; counts the reader. */
export const openReview = async (services: Services, token: string, pin: string | undefined): Promise<ReviewAnswer> => {
  const entered = await enter(services, token, pin)
  if (entered.kind !== 'entered') return entered
  await noteOpened(services.database.db, entered.scope.workspaceId, entered.share.id, services.now())
  return show(services, entered)
}

export type Said = { kind: 'said'; answer: ReviewAnswer } | { kind: 'refused'; reason: Sentence } | { kind: 'missing' }

export const commentByLink = async (
  services: Services,
  token: string,
  pin: string | undefined,
  comment: { versionId: string; x: number | null; y: number | null; body: string; name: string },
): Promise<Said> => {
  const entered = await enter(services, token, pin, comment.name)
  if (entered.kind !== 'entered') return { kind: 'said', answer: entered }
  const added = await addComment(services, entered.scope, entered.review.deliverableId, {
    ...comment,
    internal: false,
    fromLink: true,
    by: entered.voter,
  })
  return added.kind === 'changed' ? { kind: 'said', answer: await show(services, entered) } : added
}

export const decideByLink = async (
  services: Services,
  token: string,
  pin: string | undefined,
  voice: { contentHash: string; vote: 'approve' | 'changes'; comment: string; name: string },
): Promise<Said> => {
  const entered = await enter(services, token, pin, voice.name)
  if (entered.kind !== 'entered') return { kind: 'said', answer: entered }
  if (!entered.review.mayDecide) return { kind: 'refused', reason: say('creative:problem.onlyLook') }
  const decided = await decide(services, entered.scope, entered.review.deliverableId, { ...voice, voter: entered.voter })
  return decided.kind === 'changed' ? { kind: 'said', answer: await show(services, entered) } : decided
}

/** The picture of a version of this link's deliverable; null for anything else, whoever's it is. */
export const pictureByLink = async (services: Services, token: string, pin: string | undefined, versionId: string) => {
  const entered = await enter(services, token, pin)
  if (entered.kind !== 'entered') return entered
  const { db } = services.database
  const version = (await listVersions(db, entered.scope.workspaceId, entered.review.deliverableId)).find(({ id }) => id === versionId)
  const mediaId = version?.mediaId ?? null
  const media = mediaId === null ? null : await findMedia(db, entered.scope, mediaId)
  return media === null ? { kind: 'gone' as const } : { kind: 'picture' as const, media, workspaceId: entered.scope.workspaceId }
}
