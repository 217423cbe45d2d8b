/** Our own account as anybody could see it: followers, posts and engagements by day, in the brand's zone. */
import { Temporal } from 'temporal-polyfill'
import type { CompetitorDay } from '../../../contract/benchmarks.ts'
import type { Services } from '../../services.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'

export interface Window {
  timeZone: string
  from: string
  to: string
}

export const windowOf = (now: Date, timeZone: string, days: number): Window => {
  const to = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate()
  return { timeZone, from: to.subtract({ days: days - 1 }).toString(), to: to.toString() }
}

/** The last reading of a day counts. Posts are not known before the first post that Athar has. Cost: the posts of the window. */
export const readOwnDays = async (
  { database: { db } }: Pick<Services, 'database'>,
  account: { workspaceId: string; brandId: string; accountId: string },
  { timeZone, from, to }: Window,
): Promise<CompetitorDay[]> => {
  const localDay = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const start = Temporal.PlainDate.from(from)
  const span = {
    from: start.toZonedDateTime(timeZone).toInstant().toString(),
    to: Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString(),
  }
  const followers = new Map<string, number>()
  for (const { observedAt, value } of await accountSeries(db, { ...account, metric: 'followers', ...span }))
    followers.set(localDay(observedAt), value)
  const posts = new Map<string, { posts: number; engagements: number | null }>()
  for await (const post of eachPost(db, { ...account, ...span })) {
    const day = localDay(post.publishedAt)
    const known = posts.get(day) ?? { posts: 0, engagements: 0 }
    const got = engagementsOf(post)
    posts.set(day, { posts: known.posts + 1, engagements: known.engagements === null || got === null ? null : known.engagements + got })
  }
  const firstPost = [...posts.keys()].reduce((least, day) => (day < least ? day : least), '9999')
  const days: CompetitorDay[] = []
  for (let at = start; at.toString() <= to; at = at.add({ days: 1 })) {
    const day = at.toString()
    const of = posts.get(day)
    const quiet = day >= firstPost ? 0 : null
    if (!followers.has(day) && of === undefined && quiet === null) continue
    days.push({
      day,
      followers: followers.get(day) ?? null,
      posts: of?.posts ?? quiet,
      engagements: of === undefined ? quiet : of.engagements,
    })
  }
  return days
}
