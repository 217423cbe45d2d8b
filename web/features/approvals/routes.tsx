/** The address of who has to approve. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const policyRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'approvals',
  component: lazyRouteComponent(() => import('./policy-page.tsx'), 'PolicyPage'),
})

export const approvalsRoutes = [policyRoute]
