/** Routes of people across networks, and of whom it is worth talking to. */
import { say } from '../../../contract/sentence.ts'
import type { IdentityKey } from '../../../contract/inbox-people.ts'
import { refusal } from '../../say.ts'
import { listPosts } from '../results/index.ts'
import { api } from './api.ts'
import { readDue } from './lapsing.ts'
import { planOutward, recentDays, spanDays } from './outward.ts'
import { listConversations } from './store/conversations.ts'
import { listMessages } from './store/messages.ts'
import { listSettled, listTagged, listVoices, settle, unsettle } from './store/outward.ts'
import { findIdentities, findJoined, joinIdentities, listIdentities, partIdentity } from './store/people.ts'

const shownMessages = 200
const shownConversations = 50
const dayMs = 86_400_000
const doneDays = 14

const same = (a: IdentityKey, b: IdentityKey) => a.network === b.network && a.authorId === b.authorId
/** The part of a handle that people carry from network to network: "lina" of "lina.bsky.social". */
const stem = (handle: string) => handle.replace(/^@/, '').split('.')[0]?.toLowerCase() ?? ''

export const peopleHandlers = {
  person: api.person.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    const db = database.db
    const joined = await findJoined(db, input, input)
    const found = await listIdentities(db, input, joined?.keys ?? [input])
    const [first] = found
    if (first === undefined) throw errors.NOT_FOUND()
    const conversationIds = found.flatMap((one) => one.conversationIds)
    const stems = new Set(found.map(({ handle }) => stem(handle)).filter((one) => one.length >= 3))
    const [messages, conversations, ...alike] = await Promise.all([
      listMessages(db, input, { conversationIds, limit: shownMessages }),
      listConversations(db, input, now(), { ids: conversationIds, limit: shownConversations }),
      ...[...stems].map((one) => findIdentities(db, input, one)),
    ])
    return {
      personId: joined?.personId ?? null,
      identities: found.map(({ conversationIds: _, ...identity }) => identity),
      messages,
      conversations: await readDue(context.services, input, conversations),
      alike: alike
        .flat()
        .filter((one) => stems.has(stem(one.handle)) && !found.some((own) => own.network === one.network || same(own, one)))
        .filter((one, index, all) => all.findIndex((other) => same(other, one)) === index)
        .map(({ network, authorId, handle, displayName, messages: n, firstAt, lastAt }) => ({
          network,
          authorId,
          handle,
          displayName,
          messages: n,
          firstAt,
          lastAt,
        })),
    }
  }),
  findPeople: api.findPeople.handler(({ context, input }) => findIdentities(context.services.database.db, input, input.query)),
  joinPeople: api.joinPeople.handler(async ({ context, input, errors }) => {
    const { database, now } = context.services
    if (same(input.one, input.other)) throw errors.BAD_INPUT(refusal(say('inbox:problem.samePerson'), 'other'))
    const known = await listIdentities(database.db, input, [input.one, input.other])
    if (known.length < 2) throw errors.NOT_FOUND()
    const personId = await database.db
      .transaction()
      .execute((trx) => joinIdentities(trx, input, [input.one, input.other], { name: context.user.name, now: now() }))
    return { personId }
  }),
  partPeople: api.partPeople.handler(async ({ context, input, errors }) => {
    const parted = await context.services.database.db.transaction().execute((trx) => partIdentity(trx, input, input))
    if (!parted) throw errors.NOT_FOUND()
    return { parted }
  }),
  outward: api.outward.handler(async ({ context, input }) => {
    const { database, now } = context.services
    const db = database.db
    const at = now()
    const [from, recent] = [spanDays, recentDays].map((days) => new Date(at.getTime() - days * dayMs)) as [Date, Date]
    const [voices, tagged, settled, own] = await Promise.all([
      listVoices(db, input, { from, recent }),
      listTagged(db, input, recent),
      listSettled(db, input, at),
      listPosts(db, { workspaceId: input.workspaceId, brandId: input.brandId, from: recent, limit: 1000 }),
    ])
    const posts = own.posts.map(({ id, text }) => ({ id, text }))
    return { items: planOutward({ voices, tagged, posts, settled }, at), looked: voices.reduce((sum, { n }) => sum + n, posts.length) }
  }),
  settleOutward: api.settleOutward.handler(async ({ context, input }) => {
    const { database, now } = context.services
    if (input.as === 'back') return { settled: !(await unsettle(database.db, input, input.key)) }
    const until = input.as === 'never' ? null : new Date(now().getTime() + doneDays * dayMs)
    await settle(database.db, input, input.key, until, { name: context.user.name, now: now() })
    return { settled: true }
  }),
}
