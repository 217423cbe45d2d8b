/** Gathers what a review is made from, at the front doors of the other rooms. */
import { Temporal } from 'temporal-polyfill'
import type { Services } from '../../services.ts'
import { listAccounts } from '../accounts/index.ts'
import { readLog } from '../decisions/index.ts'
import { listGoals, readOutlook } from '../goals/index.ts'
import { readLearning } from '../learning/index.ts'
import { accountSeries, engagementsOf, listPosts } from '../results/index.ts'
import { readCheck } from '../strategy/index.ts'
import type { ReviewFacts } from './decide.ts'
import { measureFollowers, measureRates, type RatedPost } from './measure.ts'
import type { Scope } from './store.ts'

const mostGoals = 10
const dayIn = (instant: string, timeZone: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** Cost: some twenty queries and a forecast for each open goal. */
export const gatherReview = async (
  services: Services,
  scope: Scope,
  brand: { timeZone: string; language: 'en' | 'ar' },
  week: { from: string; to: string },
): Promise<ReviewFacts> => {
  const { db } = services.database
  const { timeZone, language } = brand
  const since = Temporal.PlainDate.from(week.from).subtract({ days: 63 }).toZonedDateTime(timeZone).toInstant().toString()
  const [accounts, recent, check, learning, goals, decisions, findings] = await Promise.all([
    listAccounts(db, scope),
    listPosts(db, { ...scope, from: new Date(since), limit: 1000 }),
    readCheck(services, { ...scope, timeZone }),
    readLearning(services, { ...scope, weeks: 1 }),
    listGoals(db, scope),
    readLog(services, scope),
    services.readFindings({ ...scope, timeZone, language, ...week }),
  ])
  const posts = recent.posts.map(({ id, publishedAt, text, metrics }): RatedPost => {
    const exposure = metrics.impressions ?? metrics.reach ?? metrics.views
    const engagements = engagementsOf({ metrics })
    return {
      id,
      day: dayIn(publishedAt, timeZone),
      excerpt: text.slice(0, 60),
      rate: engagements === null || exposure === undefined || exposure.value <= 0 ? null : engagements / exposure.value,
    }
  })
  const followers = await Promise.all(
    accounts.map(async ({ id, handle }) => {
      const series = await accountSeries(db, { workspaceId: scope.workspaceId, accountId: id, metric: 'followers' })
      const days = series.map(({ observedAt, value }) => ({ day: dayIn(observedAt, timeZone), value }))
      return { accountId: id, handle, found: measureFollowers(days, week) }
    }),
  )
  const open = goals.filter(({ state }) => state === 'open').slice(0, mostGoals)
  return {
    week,
    rates: measureRates(posts, week),
    followers: followers.flatMap(({ found, ...account }) => (found === null ? [] : [{ ...account, found }])),
    consistency: check.weeks.find(({ monday }) => monday === week.from) ?? null,
    marks: findings.marks,
    entries: findings.entries,
    learning,
    goals: await Promise.all(open.map(async (goal) => ({ goal, outlook: await readOutlook(services, { ...scope, timeZone }, goal) }))),
    decisions,
  }
}
