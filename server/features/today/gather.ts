/** Gathers what Today looks at from the front doors of the other rooms. */
import type { PublishedPost } from '../../../contract/results.ts'
import type { Services } from '../../services.ts'
import { listAccounts, listSelfRenewing } from '../accounts/index.ts'
import { listDrafts } from '../calendar/index.ts'
import { countUnseen, listMessages } from '../inbox/index.ts'
import { readLearning } from '../learning/index.ts'
import { listBetween, listShown, listWaiting } from '../publishing/index.ts'
import { engagementsOf, listPosts } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import type { TodayFacts } from './decide/decide.ts'
import { measureChange } from './measure.ts'
import { askRooms } from './rooms.ts'

const dayMs = 86_400_000
/** Engagements per impression (else reach, else views); null when one of the two is not known. */
export const rateOf = ({ metrics }: Pick<PublishedPost, 'metrics'>): number | null => {
  const exposure = metrics.impressions ?? metrics.reach ?? metrics.views
  if (exposure === undefined || exposure.value <= 0) return null
  const engagements = engagementsOf({ metrics })
  return engagements === null ? null : engagements / exposure.value
}

/** A moment as people say it, in the brand's zone: "Tuesday 18:00". */
const label = (at: Date, timeZone: string, language: 'en' | 'ar') =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)

/** Reads everything side by side. Null when the brand is not there. Cost: about ten small queries; learning comes from memory when nothing changed. */
export const gatherFacts = async (
  services: Services,
  scope: { workspaceId: string; brandId: string },
  language: 'en' | 'ar',
): Promise<TodayFacts | null> => {
  const db = services.database.db
  const now = services.now()
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const [accounts, waiting, scheduled, upcoming, drafts, unseen, newest, recent, learning, selfRenewing, fromRooms] = await Promise.all([
    listAccounts(db, scope),
    listWaiting(db, scope),
    listShown(db, scope, { state: 'scheduled', limit: 200 }),
    listBetween(db, scope, now, new Date(now.getTime() + 7 * dayMs)),
    listDrafts(db, scope),
    countUnseen(db, scope),
    listMessages(db, scope, { unseen: true, limit: 1 }),
    listPosts(db, { ...scope, from: new Date(now.getTime() - 70 * dayMs), limit: 1000 }),
    readLearning(services, { ...scope, weeks: 1 }),
    listSelfRenewing(services),
    askRooms(services, scope),
  ])
  const readings = recent.posts.flatMap((post) => Object.values(post.metrics).map((metric) => metric.observedAt))
  const hasPosts = recent.total > 0 || (await listPosts(db, { ...scope, limit: 1 })).total > 0
  return {
    now,
    publications: waiting.map((publication) => ({
      id: publication.id,
      excerpt: publication.excerpt.slice(0, 60),
      account: publication.accountHandle,
      state: publication.state as 'unknown' | 'missed' | 'failed',
      since: new Date(publication.updatedAt),
      reason: publication.reason,
    })),
    accounts: accounts
      .filter(({ state }) => state !== 'archive')
      .map((account) => ({
        id: account.id,
        handle: account.handle,
        state: account.state,
        // A credential that renews itself is no appointment for a person.
        tokenExpiresAt: selfRenewing.has(account.network) ? null : account.tokenExpiresAt,
        waitingPublications: scheduled.filter(({ accountId }) => accountId === account.id).length,
      })),
    unapproved: drafts
      .slice(0, 5)
      .map((draft) => ({ postId: draft.postId, excerpt: (draft.title || draft.excerpt).slice(0, 60), plannedFor: null })),
    upcoming: upcoming.flatMap(({ state, scheduledAt }) => (state === 'scheduled' && scheduledAt !== null ? [new Date(scheduledAt)] : [])),
    unseenMessages: { count: unseen, oldestAt: newest[0] === undefined ? null : new Date(newest[0].sentAt) },
    change: measureChange(
      recent.posts.map((post) => ({ publishedAt: new Date(post.publishedAt), engagementRate: rateOf(post) })),
      now,
    ),
    wentOut: recent.posts
      .filter((post) => post.publicationId !== null && now.getTime() - Date.parse(post.publishedAt) < 3 * dayMs)
      .map((post) => ({
        postId: post.id,
        excerpt: post.text.slice(0, 60),
        account: accounts.find(({ id }) => id === post.accountId)?.handle ?? '',
        publishedAt: new Date(post.publishedAt),
        engagements: engagementsOf(post),
      })),
    learning:
      learning === null || learning.recommendation.kind === 'too-little-data'
        ? null
        : { headline: learning.headline, isPreference: learning.recommendation.kind === 'slots', n: learning.evidence.n },
    suggestedSlots: (learning?.suggestions ?? []).flatMap((slot) =>
      slot.kind === 'usual' ? [] : [{ at: new Date(slot.at), kind: slot.kind, label: label(new Date(slot.at), brand.timeZone, language) }],
    ),
    hasPosts,
    fromRooms,
    lastResultAt: readings.length === 0 ? null : new Date(readings.toSorted().at(-1) as string),
  }
}
