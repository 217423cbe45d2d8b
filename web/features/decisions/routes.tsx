/** The address of the decision log; it stands inside strategy. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export const decisionsRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'strategy/decisions',
    component: lazyRouteComponent(() => import('./decisions-page.tsx'), 'DecisionsPage'),
  }),
]
