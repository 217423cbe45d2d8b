/** The address of the audience. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export const audienceRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'audience',
    component: lazyRouteComponent(() => import('./audience-page.tsx'), 'AudiencePage'),
  }),
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'audience/quality',
    component: lazyRouteComponent(() => import('./quality-page.tsx'), 'QualityPage'),
  }),
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'audience/growth',
    component: lazyRouteComponent(() => import('./growth-page.tsx'), 'GrowthPage'),
  }),
]
