/** The API of the inbox. */
import { inboxContract } from '../../../contract/inbox.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { describeNetworks, listAccounts } from '../accounts/index.ts'
import { countUnseen, findReading, listMessages, markSeen } from './store.ts'

const api = implement(inboxContract).$context<RequestContext>().use(access)

/** A cursor is the last message's time and id; anything else is refused. */
const readCursor = (cursor: string): { sentAt: Date; id: string } | null => {
  const [time = '', id = ''] = cursor.split('_')
  const sentAt = new Date(Number(time))
  return Number.isNaN(sentAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? null : { sentAt, id }
}

export const inboxRoutes = api.router({
  list: api.list.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const before = input.cursor === undefined ? undefined : readCursor(input.cursor)
    if (before === null) throw errors.BAD_INPUT(refusal(say('inbox:problem.cursor'), 'cursor'))
    const messages = await listMessages(db, input, { ...input, before, limit: input.limit + 1 })
    const page = messages.slice(0, input.limit)
    const last = page.at(-1)
    const [accounts, networks] = await Promise.all([listAccounts(db, input), describeNetworks(context.services)])
    const coverage = await Promise.all(
      accounts.map(async (account) => {
        const reading = await findReading(db, account.workspaceId, account.id)
        const readable = account.state === 'connected' && (networks.find(({ network }) => network === account.network)?.canRead ?? false)
        return { accountId: account.id, readable, lastReadAt: reading.lastReadAt?.toISOString() ?? null, lastProblem: reading.lastProblem }
      }),
    )
    return {
      messages: page,
      nextCursor: messages.length > input.limit && last !== undefined ? `${Date.parse(last.sentAt)}_${last.id}` : null,
      unseen: await countUnseen(db, input),
      coverage,
    }
  }),
  markSeen: api.markSeen.handler(async ({ context, input }) => ({
    seen: await markSeen(context.services.database.db, input, input.messageIds, context.services.now()),
  })),
})
