/** Answers a message through the publishing engine: once, with proof, and never two people at the same time. */
import type { InboxReply } from '../../../contract/inbox-shapes.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { needsNobody } from '../approvals/index.ts'
import { findAccount } from '../accounts/index.ts'
import { createPost } from '../calendar/index.ts'
import { askForApproval, type Decider, listShown, publishNow } from '../publishing/index.ts'
import { listApprovedReplies, listReplies, noteActivity } from './store/around.ts'
import { endReply, reopen, takeReply } from './store/answering.ts'
import type { Scope } from './store/conversations.ts'
import { findMessage } from './store/messages.ts'

export type Answered =
  | { kind: 'sent'; reply: InboxReply }
  | { kind: 'missing' }
  | { kind: 'refused'; reason: Sentence }
  | { kind: 'elsewhere'; reason: Sentence }

/**
 * Hands an answer to publishing. The words are stored with the one conditional update that lets them out; whatever happens afterwards is told by the
 * publication's state. Where the brand asks for approval, the answer waits for it as any post does.
 */
export const sendReply = async (
  decider: Decider,
  scope: Scope,
  input: { conversationId: string; messageId: string; text: string; seenReplies: number },
  who: { id: string; name: string },
): Promise<Answered> => {
  const { services } = decider
  const db = services.database.db
  const message = await findMessage(db, scope, input.conversationId, input.messageId)
  if (message === undefined) return { kind: 'missing' }
  if (message.deleted_at !== null) return { kind: 'refused', reason: say('inbox:problem.deleted') }
  const account = await findAccount(db, scope.workspaceId, message.account_id)
  if (account === null) return { kind: 'missing' }
  const channel = await services.channels.find(account.network)
  if (channel?.write?.replies !== true) return { kind: 'refused', reason: say('inbox:problem.cannotReply') }
  const now = services.now()
  const replyId = await takeReply(db, scope, { ...input, who, now })
  if (replyId === null) return { kind: 'elsewhere', reason: say('inbox:problem.collision') }
  const handed = await handOver(decider, scope, account.id, message.network_message_id, input.text)
  await endReply(db, scope.workspaceId, replyId, { postId: handed.postId, problem: handed.problem })
  await noteActivity(db, scope, { accountId: account.id, person: who.name, now })
  if (handed.problem !== null) {
    await reopen(db, scope, input.conversationId, now)
    return { kind: 'refused', reason: handed.problem }
  }
  const reply = (await listReplies(db, scope.workspaceId, input.conversationId)).find(({ id }) => id === replyId)
  return reply === undefined ? { kind: 'missing' } : { kind: 'sent', reply }
}

const handOver = async (
  decider: Decider,
  scope: Scope,
  accountId: string,
  replyTo: string,
  text: string,
): Promise<{ postId: string | null; problem: Sentence | null }> => {
  const db = decider.services.database.db
  const content = { text, language: null, format: 'text' as const, link: null, media: [], replyTo }
  const post = { title: '', versions: [{ accountId: null, content }], accountIds: [accountId] }
  const created = await createPost(decider.services, scope, post, decider.by)
  if (created.kind === 'refused') return { postId: null, problem: created.reason }
  const { postId } = created
  const [publication] = await listShown(db, scope, { postId, limit: 1 })
  if (publication === undefined) return { postId, problem: say('inbox:problem.notHandedOver') }
  const reference = { ...scope, publicationId: publication.id }
  const act = (await needsNobody(db, scope, accountId)) ? publishNow : askForApproval
  const decision = await act(decider, reference, publication.contentHash)
  if (decision.kind === 'decided') return { postId, problem: null }
  return { postId, problem: decision.kind === 'missing' ? say('inbox:problem.notHandedOver') : decision.reason }
}

/**
 * Lets out the answers that were approved in the meantime: whoever wrote them has already pressed send. What no longer stands as it was approved is left for a
 * person. Answers how many went to sending. Cost: one query, and a few more for each answer.
 */
export const sendApproved = async (services: Services): Promise<number> => {
  let sent = 0
  for (const { workspaceId, brandId, publicationId, approvedHash, by } of await listApprovedReplies(services.database.db)) {
    const decider = { services, by, who: { key: 'inbox', name: by, role: 'link' as const } }
    const decision = await publishNow(decider, { workspaceId, brandId, publicationId }, approvedHash)
    if (decision.kind === 'decided') sent += 1
    else services.log.info({ publicationId, decision: decision.kind }, 'an approved answer did not go out')
  }
  return sent
}
