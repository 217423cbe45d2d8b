/** The inbox’s part of the contract, behind the one rule of who may do what. */
import { inboxContract } from '../../../contract/inbox.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { readDue } from './lapsing.ts'
import { listConversations, type Scope } from './store/conversations.ts'

export const api = implement(inboxContract).$context<RequestContext>().use(access)

/** The conversation, if it is in this brand. */
export const findOne = async (context: RequestContext, input: Scope & { conversationId: string }) => {
  const { database, now } = context.services
  const [found] = await listConversations(database.db, input, now(), { id: input.conversationId, limit: 1 })
  return found === undefined ? null : ((await readDue(context.services, input, [found]))[0] ?? null)
}
