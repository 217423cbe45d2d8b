/** Goals as marks under the charts of their number: the day each was set, and each day it was changed. */
import { Temporal } from 'temporal-polyfill'
import type { Mark } from '../../../contract/marks.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listChanges, listGoals, type Scope } from './store.ts'

const shortest = (title: string) => title.slice(0, 40)

/** Cost: two small queries. */
export const goalMarks = async (services: Services, scope: Scope & { timeZone: string; from: string; to: string }): Promise<Mark[]> => {
  const { db } = services.database
  const [goals, changes] = await Promise.all([listGoals(db, scope), listChanges(db, scope)])
  const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(scope.timeZone).toPlainDate().toString()
  const of = (
    { id, metric, accountId }: { id: string; metric: string; accountId: string | null },
    at: string,
    words: Mark['words'],
  ): Mark => ({
    kind: 'strategy',
    day: dayOf(at),
    until: null,
    words,
    accountId,
    metrics: [metric],
    cuts: false,
    page: `strategy/goals/${id}`,
  })
  const byId = new Map(goals.map((goal) => [goal.id, goal]))
  return [
    ...goals.map((goal) => of(goal, goal.createdAt, say('goals:mark.set', { title: shortest(goal.title) }))),
    ...changes.flatMap(({ goalId, at, before, after }) => {
      const goal = byId.get(goalId)
      if (goal === undefined) return []
      const title = shortest(after.title)
      const words =
        before.target !== after.target
          ? say('goals:mark.target', { title, before: before.target, after: after.target })
          : before.due !== after.due
            ? say('goals:mark.due', { title, before: before.due, after: after.due })
            : say('goals:mark.changed', { title })
      return [of(goal, at, words)]
    }),
  ].filter(({ day }) => day >= scope.from && day <= scope.to)
}
