/** The address of the guard; it stands inside strategy. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export const guardRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'strategy/guard',
    component: lazyRouteComponent(() => import('./guard-page.tsx'), 'GuardPage'),
  }),
]
