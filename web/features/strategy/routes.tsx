/** The addresses of strategy; goals have their own inside it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export interface SortSearch {
  show?: 'all'
}

const documentRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy',
  component: lazyRouteComponent(() => import('./strategy-page.tsx'), 'StrategyPage'),
})
const editRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/edit',
  component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditStrategyPage'),
})
const checkRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/check',
  component: lazyRouteComponent(() => import('./check-page.tsx'), 'CheckPage'),
})
const versionsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/versions',
  component: lazyRouteComponent(() => import('./versions-page.tsx'), 'VersionsPage'),
})
const sortRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/posts',
  validateSearch: (search: Record<string, unknown>): SortSearch => (search['show'] === 'all' ? { show: 'all' } : {}),
  component: lazyRouteComponent(() => import('./sort-page.tsx'), 'SortPage'),
})

export const strategyRoutes = [documentRoute, editRoute, checkRoute, versionsRoute, sortRoute]
