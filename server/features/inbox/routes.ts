/** The API of the inbox. */
import { say } from '../../../contract/sentence.ts'
import { refusal } from '../../say.ts'
import { api, findOne } from './api.ts'
import { readCoverage } from './coverage.ts'
import { readDue } from './lapsing.ts'
import { peopleHandlers } from './people-routes.ts'
import { sendReply } from './publish.ts'
import * as around from './store/around.ts'
import { hold, release } from './store/answering.ts'
import { changeConversation, countStates, listConversations } from './store/conversations.ts'
import { countUnseen, listEarlier, listMessages, markSeen } from './store/messages.ts'
import { settingsHandlers } from './settings-routes.ts'
import { teamHandlers } from './team-routes.ts'
import { timeHandlers } from './time-routes.ts'

/** A cursor is the last message's time and id; anything else is refused. */
const readCursor = (cursor: string): { sentAt: Date; id: string } | null => {
  const [time = '', id = ''] = cursor.split('_')
  const sentAt = new Date(Number(time))
  return Number.isNaN(sentAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? null : { sentAt, id }
}

export const inboxRoutes = api.router({
  conversations: api.conversations.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const read = input.cursor === undefined ? undefined : readCursor(input.cursor)
    if (read === null) throw errors.BAD_INPUT(refusal(say('inbox:problem.cursor'), 'cursor'))
    const before = read === undefined ? undefined : { at: read.sentAt, id: read.id }
    const [found, counts] = await Promise.all([
      listConversations(database.db, input, now(), { ...input, before, limit: input.limit + 1 }),
      countStates(database.db, input),
    ])
    const page = found.slice(0, input.limit)
    const last = page.at(-1)
    const lastTime = input.waiting ? last?.waitingSince : last?.newestAt
    const more = found.length > input.limit && last !== undefined && lastTime !== null && lastTime !== undefined
    return {
      conversations: await readDue(context.services, input, page),
      nextCursor: more ? `${Date.parse(lastTime)}_${last.id}` : null,
      counts,
    }
  }),
  conversation: api.conversation.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const conversation = await findOne(context, input)
    if (conversation === null) throw errors.NOT_FOUND()
    const messages = (await listMessages(db, input, { conversationId: input.conversationId, limit: 500 })).toReversed()
    const [earlier, replies, notes] = await Promise.all([
      listEarlier(
        db,
        input.workspaceId,
        messages.map(({ id }) => id),
      ),
      around.listReplies(db, input.workspaceId, input.conversationId),
      around.listNotes(db, input.workspaceId, input.conversationId),
    ])
    const withEarlier = messages.map((message) => ({
      ...message,
      earlier: earlier.filter(({ messageId }) => messageId === message.id).map(({ text, replacedAt }) => ({ text, replacedAt })),
    }))
    return { conversation, messages: withEarlier, replies, notes }
  }),
  change: api.change.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    if (!(await changeConversation(database.db, input, input.conversationId, input, now()))) throw errors.NOT_FOUND()
    const changed = await findOne(context, input)
    if (changed === null) throw errors.NOT_FOUND()
    await around.noteActivity(database.db, input, { accountId: changed.accountId, person: context.user.name, now: now() })
    return changed
  }),
  note: api.note.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    if ((await findOne(context, input)) === null) throw errors.NOT_FOUND()
    return { id: await around.addNote(database.db, input.workspaceId, { ...input, by: context.user.name, now: now() }) }
  }),
  hold: api.hold.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const before = await findOne(context, input)
    if (before === null) throw errors.NOT_FOUND()
    if (input.release) await release(database.db, input, input.conversationId, context.user, now())
    const held = !input.release && (await hold(database.db, input, input.conversationId, context.user, now()))
    if (held) await around.noteActivity(database.db, input, { accountId: before.accountId, person: context.user.name, now: now() })
    return { held, heldBy: (await findOne(context, input))?.heldBy ?? null }
  }),
  reply: api.reply.handler(async ({ context, input, errors }) => {
    const { user, role, services } = context
    const decider = { services, by: user.name, who: { key: `user:${user.id}`, name: user.name, role } }
    const answered = await sendReply(decider, input, input, user)
    if (answered.kind === 'missing') throw errors.NOT_FOUND()
    if (answered.kind === 'elsewhere') throw errors.CONFLICT(refusal(answered.reason))
    if (answered.kind === 'refused') throw errors.BAD_INPUT(refusal(answered.reason, 'text'))
    return answered.reply
  }),
  ...teamHandlers,
  ...settingsHandlers,
  ...peopleHandlers,
  ...timeHandlers,
  list: api.list.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const before = input.cursor === undefined ? undefined : readCursor(input.cursor)
    if (before === null) throw errors.BAD_INPUT(refusal(say('inbox:problem.cursor'), 'cursor'))
    const messages = await listMessages(db, input, { ...input, before, limit: input.limit + 1 })
    const page = messages.slice(0, input.limit)
    const last = page.at(-1)
    const coverage = await readCoverage(context.services, input)
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
