/** The address of a document behind a link; outside of any brand, for people without an account. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../shell/parents.tsx'

const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'shared/$token',
  component: lazyRouteComponent(() => import('./shared-page.tsx'), 'SharedPage'),
})

export const sharesRoutes = [sharedRoute]
