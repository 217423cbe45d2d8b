/** The addresses of creative. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const capacityRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative',
  component: lazyRouteComponent(() => import('./capacity-page.tsx'), 'CapacityPage'),
})

export const creativeRoutes = [capacityRoute]
