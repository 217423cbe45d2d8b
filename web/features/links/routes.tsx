/** The addresses of links. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export interface LinksSearch {
  tab?: 'links' | 'campaigns' | 'utm' | 'page' | 'domains'
}

const listRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'links',
  validateSearch: (search: Record<string, unknown>): LinksSearch =>
    ['links', 'campaigns', 'utm', 'page', 'domains'].includes(String(search.tab))
      ? { tab: search.tab as NonNullable<LinksSearch['tab']> }
      : {},
  component: lazyRouteComponent(() => import('./links-page.tsx'), 'LinksPage'),
})
const oneRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'links/$linkId',
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkDetailPage'),
})

export const linksRoutes = [listRoute, oneRoute]
