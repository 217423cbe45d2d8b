/** The addresses of imports: the list with its drop place, and one file. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const importsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'imports',
  component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
})

const importRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'imports/$importId',
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})

export const importsRoutes = [importsRoute, importRoute]
