/** The address of the accounts page; the account being connected again is in it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const accountsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'accounts',
  validateSearch: (search: Record<string, unknown>): { connect?: string; reconnect?: string } => ({
    ...(typeof search['connect'] === 'string' ? { connect: search['connect'] } : {}),
    ...(typeof search['reconnect'] === 'string' ? { reconnect: search['reconnect'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./accounts-page.tsx'), 'AccountsPage'),
})

export const accountsRoutes = [accountsRoute]
