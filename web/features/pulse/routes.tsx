/** The addresses of pulse. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const shiftsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse',
  component: lazyRouteComponent(() => import('./shifts-page.tsx'), 'ShiftsPage'),
})
const shiftRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse/$shiftId',
  component: lazyRouteComponent(() => import('./shift-page.tsx'), 'ShiftPage'),
})

const registerRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse/register',
  component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
})

const feedsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse/feeds',
  component: lazyRouteComponent(() => import('./feeds-page.tsx'), 'FeedsPage'),
})

const retireRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse/retire',
  component: lazyRouteComponent(() => import('./retire-page.tsx'), 'RetirePage'),
})

const healthRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'pulse/health',
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
})

export const pulseRoutes = [shiftsRoute, registerRoute, feedsRoute, healthRoute, retireRoute, shiftRoute]
