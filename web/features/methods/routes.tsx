/** The address of the pages on methods: one for each page of docs/methods. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const methodRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'methods/$page',
  component: lazyRouteComponent(() => import('./method-page.tsx'), 'MethodPage'),
})

export const methodsRoutes = [methodRoute]
