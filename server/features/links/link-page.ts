/** The page of links that a profile can point at, as visitors see it. */
import type { Services } from '../../services.ts'
import { escapeHtml, type PublicAnswer, publicPage } from './public-pages.ts'
import { findPublicPage } from './store/campaigns.ts'
import { listPageLinks, type Scope } from './store/links.ts'

/** Links that were put away are left out. `addressOf` makes the address of a link as it stands under the page's own host. */
const render = async (
  services: Services,
  found: NonNullable<Awaited<ReturnType<typeof findPublicPage>>>,
  here: string,
): Promise<PublicAnswer> => {
  const { page, scope } = found
  const links = new Map(
    (
      await listPageLinks(
        services.database.db,
        scope,
        page.entries.map(({ linkId }) => linkId),
      )
    ).map((link) => [link.id, link]),
  )
  const entries = page.entries.flatMap(({ linkId, label, note }) => {
    const link = links.get(linkId)
    if (link === undefined) return []
    const address = link.host === null ? `${here}/l/${link.slug}` : `https://${link.host}/${link.slug}`
    return [
      `<li><a class="entry" href="${escapeHtml(address)}"><bdi>${escapeHtml(label)}</bdi>${note === '' ? '' : `<small><bdi>${escapeHtml(note)}</bdi></small>`}</a></li>`,
    ]
  })
  return publicPage({
    title: page.title,
    direction: page.direction,
    accent: page.accent,
    body: `<h1>${escapeHtml(page.title)}</h1>${page.about === '' ? '' : `<p>${escapeHtml(page.about)}</p>`}<ul>${entries.join('')}</ul>`,
  })
}

/** The page that answers to a slug under Athar's own address. Null when there is none or it is not published. */
export const readSlugPage = async (services: Services, slug: string): Promise<PublicAnswer | null> => {
  const found = await findPublicPage(services.database.db, { slug: slug.toLowerCase() })
  return found === null ? null : render(services, found, '')
}

/** The page of the brand that a domain belongs to; links without a domain stand under Athar's address. */
export const readBrandPage = async (services: Services, scope: Scope, here: string): Promise<PublicAnswer | null> => {
  const found = await findPublicPage(services.database.db, { workspaceId: scope.workspaceId, brandId: scope.brandId })
  return found === null ? null : render(services, found, services.config.publicUrl ?? here)
}
