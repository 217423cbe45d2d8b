/** The address of a publication. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const publicationRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'publications/$publicationId',
  component: lazyRouteComponent(() => import('./publication-page.tsx'), 'PublicationPage'),
})

export const publishingRoutes = [publicationRoute]
