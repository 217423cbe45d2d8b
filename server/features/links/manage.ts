/** Making, changing and showing short links: checked destination, slug, what the link belongs to. */
import { randomInt } from 'node:crypto'
import { type ClickCounts, type LinkInput, type ShortLink, Slug } from '../../../contract/links.ts'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { appAddress } from '../../http/address.ts'
import type { Services } from '../../services.ts'
import { findAccount } from '../accounts/index.ts'
import { linkAddress } from './addresses.ts'
import { checkDestination } from './destination.ts'
import { redirectsOf } from './redirects.ts'
import { countBrandClicks, countClicks, noClicks } from './store/clicks.ts'
import {
  belongsTogether,
  changeLink,
  findLinkRow,
  insertLink,
  type LinkRow,
  listAllDomains,
  listLinkRows,
  type Scope,
} from './store/links.ts'

/** Without letters and digits that are mistaken for each other on paper. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const drawSlug = (length = 7): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
/** On one's own domain these answer something else. */
const reserved = new Set(['robots.txt', 'favicon.ico', 'api', 'l', 'p', 'how'])

/** Every host whose links are this house's: leading a link there could lead in a circle. */
export const ownHosts = async (services: Services): Promise<Set<string>> => {
  const hosts = (await listAllDomains(services.database.db)).map(({ host }) => host)
  return new Set([...hosts, new URL(appAddress(services.config)).host.toLowerCase()])
}

/**
 * Follows an address through what other shorteners answer, at most five steps, and says whether it comes back to us. An address that does not answer is
 * left as it is: that is not a circle.
 */
const leadsBack = async (services: Services, address: string, hosts: Set<string>): Promise<string | null> => {
  let at = address
  for (let step = 0; step < 5; step++) {
    let location: string | null
    try {
      const answer = await services.fetch(at, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(3000) })
      location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    } catch (error) {
      services.log.info({ err: error }, 'where a link leads could not be followed')
      return null
    }
    if (location === null || !URL.canParse(location, at)) return null
    const next = new URL(location, at)
    if (hosts.has(next.host.toLowerCase())) return new URL(at).host
    at = next.href
  }
  return null
}

const toLink = (services: Services, row: LinkRow, clicks: ClickCounts): ShortLink => ({
  id: row.id,
  slug: row.slug,
  domainId: row.domain_id,
  address: linkAddress(services.config, row),
  destination: row.destination,
  title: row.title,
  channel: row.channel,
  accountId: row.account_id,
  campaignId: row.campaign_id,
  postId: row.post_id,
  carriesClick: row.carries_click,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  archivedAt: row.archived_at?.toISOString() ?? null,
  clicks,
})

const allTime = { from: new Date(0), to: new Date('9999-01-01T00:00:00Z') }

export const showLink = async (services: Services, scope: Scope, linkId: string): Promise<ShortLink | null> => {
  const row = await findLinkRow(services.database.db, scope, linkId)
  if (row === undefined) return null
  const counts = await countClicks(services.database.db, scope.workspaceId, [linkId], allTime)
  return toLink(services, row, counts.get(linkId) ?? noClicks)
}

export const readLinks = async (
  services: Services,
  scope: Scope,
  asked: {
    campaignId?: string | undefined
    archived?: boolean | undefined
    cursor?: string | undefined
    limit: number
    period: { from: Date; to: Date }
  },
) => {
  const { db } = services.database
  const rows = await listLinkRows(db, scope, { ...asked, limit: asked.limit + 1 })
  const shown = rows.slice(0, asked.limit)
  const ids = shown.map(({ id }) => id)
  const [counts, total] = await Promise.all([
    countClicks(db, scope.workspaceId, ids, asked.period),
    countBrandClicks(db, scope, asked.period),
  ])
  return {
    links: shown.map((row) => toLink(services, row, counts.get(row.id) ?? noClicks)),
    nextCursor: rows.length > asked.limit ? (ids.at(-1) ?? null) : null,
    total,
  }
}

export type MadeLink = { kind: 'made'; link: ShortLink } | { kind: 'refused'; words: Sentence; where: string }

/** Makes a link, or changes the one that is named. */
export const makeLink = async (services: Services, scope: Scope, input: LinkInput, by: string, linkId?: string): Promise<MadeLink> => {
  const { db } = services.database
  const refuse = (where: string, key: string, values: Record<string, string> = {}): MadeLink => ({
    kind: 'refused',
    where,
    words: say(`links:problem.${key}`, values),
  })
  const hosts = await ownHosts(services)
  const destination = checkDestination(input.destination, hosts)
  if (destination.kind === 'refused') return { kind: 'refused', where: 'destination', words: destination.words }
  const through = await leadsBack(services, destination.address, hosts)
  if (through !== null) return refuse('destination', 'loopThrough', { host: through })
  const foreign = await belongsTogether(db, scope, input)
  if (foreign !== null) return refuse(foreign, 'notHere')
  // A link of an account stands in that account's channel, unless somebody says otherwise.
  const account = input.channel === null && input.accountId !== null ? await findAccount(db, scope.workspaceId, input.accountId) : undefined
  const link = { ...input, destination: destination.address, channel: input.channel ?? account?.network ?? null }
  let id = linkId ?? null
  if (linkId !== undefined) {
    if (!(await changeLink(db, scope, linkId, link))) return refuse('linkId', 'notHere')
  } else if (input.slug !== undefined) {
    const slug = Slug.parse(input.slug).toLowerCase()
    if (reserved.has(slug)) return refuse('slug', 'slugReserved', { slug })
    id = await insertLink(db, scope, { ...link, slug }, by, services.now())
    if (id === null) return refuse('slug', 'slugTaken', { slug })
  } else {
    for (let tries = 0; id === null && tries < 5; tries++)
      id = await insertLink(db, scope, { ...link, slug: drawSlug() }, by, services.now())
  }
  redirectsOf(services).refresh()
  const made = id === null ? null : await showLink(services, scope, id)
  return made === null ? refuse('slug', 'slugTaken', { slug: input.slug ?? '' }) : { kind: 'made', link: made }
}
