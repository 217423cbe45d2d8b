/** Cost meets result: hours and money by format, pillar or person beside what their posts earned. */
import { Temporal } from 'temporal-polyfill'
import type { CostGroup, CreativeResults } from '../../../contract/creative.ts'
import type { Supported } from '../../../contract/evidence.ts'
import type { TooLittleData } from '../../../contract/metrics.ts'
import type { Money } from '../../../contract/money.ts'
import type { PublishedPost } from '../../../contract/results.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { listShown } from '../publishing/index.ts'
import { eachPost, engagementsOf } from '../results/index.ts'
import { divide, fewestPosts, type LogMean, logMeanOf, poolGroups, toEstimate } from './measure/earned.ts'
import { fewestLogged } from './measure/hours.ts'
import { addUp } from './measure/units.ts'
import { todayOf } from './read.ts'
import { readReturned, type ReturnedOf } from './returned.ts'
import { type BriefRow, type DeliverableRow, listAllDeliverables, listBriefs } from './store/briefs.ts'
import type { Scope } from './store/people.ts'
import { findStrategy, listPillarsOfPosts } from './store/strategy.ts'
import { type HoursRow, listCosts, listHours } from './store/spent.ts'

export interface Spent {
  day: string
  briefId: string
  pillar: string | null
  campaignId: string | null
  format: string | null
  personId: string | null
  personName: string | null
  hours: number
  /** Null for hours without a rate, and for those of people outside, who are paid by payments. */
  money: Money | null
}

/** Every entry of hours and every paid stage between two days (both included): what other rooms add up. Cost: O(entries). */
export const listSpent = async (services: Services, scope: Scope, period: { from: string; to: string }): Promise<Spent[]> => {
  const { db } = services.database
  const [hours, costs, briefs, work] = await Promise.all([
    listHours(db, scope, period),
    listCosts(db, scope),
    listBriefs(db, scope, { limit: 2000 }),
    listAllDeliverables(db, scope),
  ])
  return spentOf(hours, costs, briefs, work, period)
}

const spentOf = (
  hours: HoursRow[],
  costs: Awaited<ReturnType<typeof listCosts>>,
  briefs: BriefRow[],
  work: DeliverableRow[],
  period: { from: string; to: string },
): Spent[] => {
  const briefOf = new Map(briefs.map((brief) => [brief.id, brief]))
  const pieceOf = new Map(work.map((piece) => [piece.id, piece]))
  // Money is of a format only where the whole brief is of one.
  const formatOf = (briefId: string) => {
    const found = new Set(work.filter((piece) => piece.briefId === briefId).map(({ format }) => format))
    return found.size === 1 ? ([...found][0] ?? null) : null
  }
  const of = (briefId: string) => ({
    briefId,
    pillar: briefOf.get(briefId)?.pillar ?? null,
    campaignId: briefOf.get(briefId)?.campaignId ?? null,
  })
  return [
    ...hours.map((one) => ({
      day: one.day,
      ...of(one.briefId),
      format: (one.deliverableId === null ? null : pieceOf.get(one.deliverableId)?.format) ?? formatOf(one.briefId),
      personId: one.personId,
      personName: one.personName,
      hours: one.hours,
      money: one.place === 'in-house' ? one.cost : null,
    })),
    ...costs.flatMap((cost) =>
      cost.kind === 'payment' && cost.state === 'paid' && cost.paidOn !== null && cost.paidOn >= period.from && cost.paidOn <= period.to
        ? [
            {
              day: cost.paidOn,
              ...of(cost.briefId),
              format: formatOf(cost.briefId),
              personId: cost.personId,
              personName: cost.personName,
              hours: 0,
              money: { amount: cost.amount, currency: cost.currency },
            },
          ]
        : [],
    ),
  ]
}

const nothing = '—'

/** Which group an entry, a piece and a post belong to. */
const keysOf = (
  by: CreativeResults['by'],
  briefOfPost: Map<string, BriefRow>,
  work: DeliverableRow[],
  pillarOfPost: (postId: string) => string | null,
) => ({
  spent: (one: Spent) => (by === 'format' ? one.format : by === 'pillar' ? one.pillar : one.personId) ?? nothing,
  piece: (piece: DeliverableRow, pillar: string | null) =>
    (by === 'format' ? piece.format : by === 'pillar' ? pillar : piece.personId) ?? nothing,
  post: (post: PublishedPost): string[] => {
    if (by === 'format') return [post.format]
    const brief = post.publicationId === null ? undefined : briefOfPost.get(post.publicationId)
    if (by === 'pillar') {
      const pillar = brief?.pillar ?? pillarOfPost(post.id)
      return pillar === null ? [] : [pillar]
    }
    if (brief === undefined) return []
    return [
      ...new Set(
        work.filter(({ briefId, personId }) => briefId === brief.id && personId !== null).map(({ personId }) => personId as string),
      ),
    ]
  },
})

export const readResults = async (services: Services, scope: Scope, by: CreativeResults['by'], days: number): Promise<CreativeResults> => {
  const { db } = services.database
  const today = await todayOf(services, scope)
  const period = { from: Temporal.PlainDate.from(today).subtract({ days }).toString(), to: today }
  const [hours, costs, briefs, work] = await Promise.all([
    listHours(db, scope, period),
    listCosts(db, scope),
    listBriefs(db, scope, { limit: 2000 }),
    listAllDeliverables(db, scope),
  ])
  const spent = spentOf(hours, costs, briefs, work, period)
  const briefOfPost = new Map<string, BriefRow>()
  for (const brief of briefs) {
    if (brief.postId === null) continue
    for (const { id } of await listShown(db, scope, { postId: brief.postId, limit: 40 })) briefOfPost.set(id, brief)
  }
  const [strategy, sorted] =
    by === 'pillar' ? await Promise.all([findStrategy(db, scope), listPillarsOfPosts(db, scope)]) : [null, new Map<string, string>()]
  const keys = keysOf(by, briefOfPost, work, (postId) => strategy?.pillars.find(({ id }) => id === sorted.get(postId))?.name ?? null)
  const earned = new Map<string, { post: PublishedPost; engagements: number }[]>()
  for await (const post of eachPost(db, { ...scope, from: `${period.from}T00:00:00Z` })) {
    const engagements = engagementsOf(post)
    if (engagements === null) continue
    for (const key of keys.post(post)) earned.set(key, [...(earned.get(key) ?? []), { post, engagements }])
  }
  const returnedOf = await readReturned(services, scope, period)
  const pillarOf = new Map(briefs.map(({ id, pillar }) => [id, pillar]))
  const done = work.filter(({ deliveredAt }) => deliveredAt !== null && deliveredAt.slice(0, 10) >= period.from)
  const names = [
    ...new Set([
      ...spent.map(keys.spent),
      ...done.map((piece) => keys.piece(piece, pillarOf.get(piece.briefId) ?? null)),
      ...earned.keys(),
    ]),
  ]
  const posts = names.map((name) => earned.get(name) ?? [])
  const pooled = poolGroups(posts.map((group) => group.map(({ engagements }) => engagements)))
  const groups = names.map((key, index) =>
    showGroup(
      key,
      {
        name:
          by === 'format'
            ? null
            : by === 'pillar'
              ? key
              : (spent.find(({ personId }) => personId === key)?.personName ??
                done.find(({ personId }) => personId === key)?.personName ??
                key),
        spent: spent.filter((one) => keys.spent(one) === key),
        pieces: done.filter((piece) => keys.piece(piece, pillarOf.get(piece.briefId) ?? null) === key),
        posts: posts[index] ?? [],
        perPost: pooled[index] ?? null,
        returnedOf,
      },
      period,
    ),
  )
  const money = addUp(spent.flatMap((one) => one.money ?? []))
  const hoursInAll = spent.reduce((sum, one) => sum + one.hours, 0)
  return {
    by,
    answer: sayAnswer(groups, hoursInAll, by),
    period,
    hours: hoursInAll,
    money,
    groups: groups.toSorted((a, b) => b.hours - a.hours || b.posts - a.posts),
  }
}

/** Which kind of work earned most for an hour, where that can be told; else that it cannot. */
const sayAnswer = (groups: CostGroup[], hours: number, by: CreativeResults['by']): Sentence => {
  if (hours === 0) return say('creative:results.noHours')
  const known = groups
    .flatMap((group) => ('kind' in group.perHour ? [] : [{ group, perHour: group.perHour }]))
    .toSorted((a, b) => b.perHour.value - a.perHour.value)
  const [best, next] = known
  if (best === undefined || next === undefined) return say('creative:results.tooLittle', { hours: Math.round(hours * 10) / 10 })
  const name = best.group.name ?? best.group.key
  const isApart = best.perHour.interval[0] > next.perHour.interval[1]
  if (by === 'format') return say(isApart ? `creative:results.best.${best.group.key}` : 'creative:results.open', { count: known.length })
  return isApart ? say('creative:results.bestNamed', { name }) : say('creative:results.open', { count: known.length })
}

const showGroup = (
  key: string,
  group: {
    name: string | null
    spent: Spent[]
    pieces: DeliverableRow[]
    posts: { post: PublishedPost; engagements: number }[]
    perPost: LogMean | null
    returnedOf: ReturnedOf
  },
  period: { from: string; to: string },
): CostGroup => {
  const logged = group.pieces.filter(({ loggedHours }) => loggedHours > 0)
  const perPiece = logMeanOf(logged.map(({ loggedHours }) => loggedHours))
  const tooFewPieces: TooLittleData = { kind: 'too-little-data', have: logged.length, need: fewestLogged, unit: 'pieces' }
  const tooFewPosts: TooLittleData = { kind: 'too-little-data', have: group.posts.length, need: fewestPosts, unit: 'posts' }
  const pieceRows = {
    columns: [say('creative:column.piece'), say('creative:column.hours')],
    cells: logged.slice(0, 200).map(({ title, loggedHours }) => [title, loggedHours]),
    total: logged.length,
  }
  const postRows = {
    columns: [say('creative:column.post'), say('creative:column.day'), say('creative:column.engagements')],
    cells: group.posts.slice(-200).map(({ post, engagements }) => [post.text.slice(0, 60), post.publishedAt.slice(0, 10), engagements]),
    total: group.posts.length,
  }
  const support = (of: LogMean, shift: number, method: Sentence, assumptions: Sentence[], rows: typeof postRows): Supported => ({
    ...toEstimate(of, shift),
    evidence: { method, period, n: of.n, assumptions: assumptions.map((words) => ({ words, holds: null })), rows, page: null },
  })
  return {
    key,
    name: group.name,
    pieces: group.pieces.length,
    posts: group.posts.length,
    hours: group.spent.reduce((sum, one) => sum + one.hours, 0),
    money: addUp(group.spent.flatMap((one) => one.money ?? [])),
    hoursPerPiece: perPiece === null ? tooFewPieces : support(perPiece, 0, say('creative:method.typicalHours'), [], pieceRows),
    perPost:
      group.perPost === null
        ? tooFewPosts
        : support(group.perPost, 1, say('creative:method.pooled'), [say('creative:method.notEffect')], postRows),
    perHour:
      perPiece === null
        ? tooFewPieces
        : group.perPost === null
          ? tooFewPosts
          : support(
              divide(group.perPost, perPiece),
              0,
              say('creative:method.perHour'),
              [say('creative:method.sameHours'), say('creative:method.notEffect')],
              postRows,
            ),
    returned: group.returnedOf(group.posts.map(({ post }) => post)),
  }
}
