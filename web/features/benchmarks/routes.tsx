/** The addresses of benchmarks; they stand inside the audience. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const listRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'audience/benchmarks',
  component: lazyRouteComponent(() => import('./benchmarks-page.tsx'), 'BenchmarksPage'),
})
const whyRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'audience/benchmarks/$competitorId',
  component: lazyRouteComponent(() => import('./why-page.tsx'), 'WhyPage'),
})

export const benchmarksRoutes = [listRoute, whyRoute]
