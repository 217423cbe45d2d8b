/** Gathers an account's followers by day, its posts, campaigns and the other accounts of its network, and has jumps found; also as marks under charts. */
import { Temporal } from 'temporal-polyfill'
import type { AccountGrowth } from '../../../contract/audience-quality.ts'
import type { Mark } from '../../../contract/marks.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import type { Services } from '../../services.ts'
import { type AccountRow, listAccounts } from '../accounts/index.ts'
import { readCompetitorDays } from '../benchmarks/index.ts'
import { linkMarks } from '../links/index.ts'
import { pulseMarks } from '../pulse/index.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'
import { decideGrowth, jumpWords, likely } from './decide/growth.ts'
import { type GrowthDay, measureGrowth } from './measure/growth.ts'
import type { Scope } from './store/audits.ts'

/** Posts this many days before a jump may have brought it: people follow after they have seen. */
const leadDays = 2
const shownPosts = 5

interface Known {
  days: GrowthDay[]
  posts: (PublishedPost & { day: string })[]
}

/** All days of an account from `from` on; of a day the last reading counts. Cost: the readings and posts since. */
const readDays = async (
  { database: { db } }: Pick<Services, 'database'>,
  account: AccountRow,
  timeZone: string,
  from?: string,
): Promise<Known> => {
  const localDay = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const query = {
    workspaceId: account.workspaceId,
    brandId: account.brandId,
    accountId: account.id,
    ...(from === undefined ? {} : { from }),
  }
  const days = new Map<string, GrowthDay>()
  for (const { observedAt, value } of await accountSeries(db, { ...query, metric: 'followers' }))
    days.set(localDay(observedAt), { day: localDay(observedAt), followers: value, posts: null, engagements: null })
  const posts: Known['posts'] = []
  for await (const post of eachPost(db, query)) posts.push({ ...post, day: localDay(post.publishedAt) })
  const first = posts[0]?.day
  if (first === undefined) return { days: [...days.values()], posts }
  for (const day of days.values()) if (day.day >= first) [day.posts, day.engagements] = [0, 0]
  for (const post of posts) {
    const day = days.get(post.day) ?? { day: post.day, followers: null, posts: 0, engagements: 0 }
    const got = engagementsOf(post)
    day.posts = (day.posts ?? 0) + 1
    day.engagements = day.engagements === null || got === null ? null : day.engagements + got
    days.set(post.day, day)
  }
  return { days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), posts }
}

const find = async (services: Services, scope: Scope & { timeZone: string }, account: AccountRow, from?: string) => {
  const { db } = services.database
  const beside = (await listAccounts(db, scope)).filter(({ id, network }) => id !== account.id && network === account.network)
  const today = Temporal.Instant.from(services.now().toISOString()).toZonedDateTimeISO(scope.timeZone).toPlainDate().toString()
  const [own, others, rivals, changes] = await Promise.all([
    readDays(services, account, scope.timeZone, from),
    Promise.all(beside.map((one) => readDays(services, one, scope.timeZone, from))),
    readCompetitorDays(services, scope, account.network),
    pulseMarks(services, { ...scope, from: from ?? '2000-01-01', to: today }),
  ])
  // Days at which the register knows the network to count followers anew.
  const definitions = changes.flatMap(({ cuts, accountId, metrics, day }) =>
    cuts && (accountId === null || accountId === account.id) && (metrics === null || metrics.includes('followers')) ? [day] : [],
  )
  return { own, measured: measureGrowth(own.days, [...others.map(({ days }) => days), ...rivals], definitions) }
}

/** Cost: all readings and posts of the account, and 20 ms. */
export const readGrowth = async (services: Services, scope: Scope & { timeZone: string }, account: AccountRow): Promise<AccountGrowth> => {
  const [{ own, measured }, campaigns] = await Promise.all([find(services, scope, account), linkMarks(services, scope)])
  const jumps = measured.kind === 'growth' ? measured.jumps : []
  const around = jumps.map(({ from, to }) => {
    const early = Temporal.PlainDate.from(from).subtract({ days: leadDays }).toString()
    const posts = own.posts.filter(({ day }) => day >= early && day <= to)
    return {
      posts: posts
        .toSorted((a, b) => (engagementsOf(b) ?? 0) - (engagementsOf(a) ?? 0))
        .slice(0, shownPosts)
        .map((post) => ({ id: post.id, day: post.day, text: post.text.slice(0, 120), engagements: engagementsOf(post), paid: post.paid })),
      campaigns: campaigns
        .filter(({ day, until }) => day <= to && (until ?? to) >= early)
        .flatMap(({ words }) => ('text' in words ? [words.text] : [])),
    }
  })
  return decideGrowth(measured, own.days, around)
}

/** This much history before a chart begins is enough for a habit. */
const habitDays = 200

/** Likely jumps of all accounts as marks. Cost: readings and posts of the chart's days and 200 before it, for each account. */
export const audienceMarks = async (services: Services, scope: Scope & { timeZone: string; from: string; to: string }): Promise<Mark[]> => {
  const accounts = await listAccounts(services.database.db, scope)
  const since = Temporal.PlainDate.from(scope.from).subtract({ days: habitDays }).toString()
  const found = await Promise.all(accounts.map(async (account) => ({ account, ...(await find(services, scope, account, since)) })))
  return found.flatMap(({ account, measured }) =>
    measured.kind !== 'growth'
      ? []
      : measured.jumps
          .filter((jump) => !jump.explained && jump.probability >= likely && jump.to >= scope.from && jump.from <= scope.to)
          .map(
            (jump): Mark => ({
              kind: 'shift',
              day: jump.to,
              until: null,
              words: jumpWords(jump),
              accountId: account.id,
              metrics: ['followers'],
              cuts: false,
              page: 'audience/growth',
            }),
          ),
  )
}
