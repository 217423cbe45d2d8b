/** Routes of working together: who is here, saved replies, rules, and the labels in use. */
import { findBrand } from '../team/index.ts'
import { api, findOne } from './api.ts'
import * as around from './store/around.ts'
import { listLabels } from './store/conversations.ts'
import { listMessages } from './store/messages.ts'
import { arrive, leave, listOthers } from './store/presence.ts'
import { fillIn, meets } from './triage.ts'

/** How far back a rule is tried: the newest messages, all kinds. */
const triedMessages = 2000

export const teamHandlers = {
  here: api.here.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    if ((await findOne(context, input)) === null) throw errors.NOT_FOUND()
    const act = input.leave ? leave : arrive
    await act(database.db, input, input.conversationId, context.user, now())
    return { others: await listOthers(database.db, input, input.conversationId, context.user, now()) }
  }),
  labels: api.labels.handler(({ context, input }) => listLabels(context.services.database.db, input)),
  savedReplies: api.savedReplies.handler(({ context, input }) => around.listSavedReplies(context.services.database.db, input)),
  saveReply: api.saveReply.handler(({ context, input }) => around.saveReply(context.services.database.db, input, input)),
  removeReply: api.removeReply.handler(async ({ context, input, errors }) => {
    if (!(await around.removeSavedReply(context.services.database.db, input, input.savedReplyId))) throw errors.NOT_FOUND()
    return { removed: true as const }
  }),
  fillReply: api.fillReply.handler(async ({ context, input, errors }) => {
    const db = context.services.database.db
    const [conversation, saved, brand] = await Promise.all([
      findOne(context, input),
      around.listSavedReplies(db, input),
      findBrand(db, input.workspaceId, input.brandId),
    ])
    const chosen = saved.find(({ id }) => id === input.savedReplyId)
    if (conversation === null || chosen === undefined) throw errors.NOT_FOUND()
    const { author } = conversation
    return fillIn(chosen.text, {
      name: author.displayName,
      handle: author.handle === '' ? '' : `@${author.handle}`,
      me: context.user.name,
      brand: brand?.name ?? '',
    })
  }),
  rules: api.rules.handler(({ context, input }) => around.listRules(context.services.database.db, input)),
  saveRules: api.saveRules.handler(async ({ context, input }) => {
    const db = context.services.database.db
    await db.transaction().execute((trx) => around.replaceRules(trx, input, input.rules))
    return around.listRules(db, input)
  }),
  tryRule: api.tryRule.handler(async ({ context, input }) => {
    const messages = await listMessages(context.services.database.db, input, { limit: triedMessages })
    const met = messages.filter((message) => meets(message, input.condition))
    return { looked: messages.length, met: met.length, examples: met.slice(0, 5).map(({ text }) => text.slice(0, 160)) }
  }),
}
