/** What the inbox has to say today, one entry a conversation: answers that are late or about to lapse, else questions that wait longest. */
import type { Conversation } from '../../../contract/inbox-shapes.ts'
import { say } from '../../../contract/sentence.ts'
import type { TodayEntry } from '../../../contract/today.ts'
import type { Services } from '../../services.ts'
import { listMembers } from '../team/index.ts'
import { readLapsing } from './lapsing.ts'
import { listConversations, type Scope } from './store/conversations.ts'

/** More than this is a list of its own: the inbox. */
const most = 5
const mostQuestions = 3

type Members = Awaited<ReturnType<typeof listMembers>>

/** Whose a conversation is. A name that no member has (somebody who left, a helper without an account) keeps nobody else from answering. */
const ownersOf = (members: Members, assignee: string | null): Pick<TodayEntry, 'people'> => {
  const people = members.filter(({ name }) => name === assignee).map(({ userId }) => userId)
  return people.length === 0 ? {} : { people }
}

const entryOf = (
  members: Members,
  one: Conversation | Omit<Conversation, 'dueAt' | 'dueBy'>,
  rest: Pick<TodayEntry, 'urgency' | 'what' | 'why' | 'occurredAt'>,
): TodayEntry => ({
  id: `inbox/${one.id}`,
  kind: 'act',
  place: { page: 'inbox', id: one.id },
  estimate: null,
  ...ownersOf(members, one.assignee),
  // Whoever may only read cannot answer.
  needs: 'publish',
  ...rest,
})

/** Cost: one index scan of 50 an account. */
export const inboxToday = async (services: Services, scope: Scope): Promise<TodayEntry[]> => {
  const now = services.now()
  const [{ conversations, late, soon }, members] = await Promise.all([
    readLapsing(services, scope),
    listMembers(services.database.db, scope.workspaceId),
  ])
  if (late + soon > 0)
    return conversations.slice(0, Math.min(most, late + soon)).map((one) => {
      const isLate = Date.parse(one.dueAt ?? '') <= now.getTime()
      return entryOf(members, one, {
        urgency: 'lapsing',
        what: say(isLate ? 'inbox:today.late' : 'inbox:today.soon', { name: one.author.displayName, excerpt: one.excerpt.slice(0, 60) }),
        why: say(`inbox:today.why.${one.dueBy ?? 'target'}`, { due: one.dueAt ?? '' }),
        occurredAt: one.dueAt,
      })
    })
  const waiting = await listConversations(services.database.db, scope, now, { waiting: true, limit: 50 })
  return waiting
    .filter(({ isQuestion }) => isQuestion)
    .slice(0, mostQuestions)
    .map((one) =>
      entryOf(members, one, {
        urgency: 'messages',
        what: say('inbox:today.asks', { name: one.author.displayName, excerpt: one.excerpt.slice(0, 60) }),
        why: say('inbox:today.why.longest', { since: one.waitingSince ?? '' }),
        occurredAt: one.waitingSince,
      }),
    )
}
