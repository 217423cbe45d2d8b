/** The address of alerts. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const alertsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'alerts',
  component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
})

export const alertsRoutes = [alertsRoute]
