/** The addresses of experiments. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const listRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'experiments',
  component: lazyRouteComponent(() => import('./experiments-page.tsx'), 'ExperimentsPage'),
})
const newRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'experiments/new',
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'NewExperimentPage'),
})
const tableRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'experiments/table',
  component: lazyRouteComponent(() => import('./table-page.tsx'), 'TablePage'),
})
const editRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'experiments/$experimentId/edit',
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'EditExperimentPage'),
})
const oneRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'experiments/$experimentId',
  component: lazyRouteComponent(() => import('./experiment-page.tsx'), 'ExperimentPage'),
})

export const experimentsRoutes = [listRoute, newRoute, tableRoute, editRoute, oneRoute]
