/** The addresses of vetting. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'
import { readSearch } from './search.ts'

const listRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'vetting',
  component: lazyRouteComponent(() => import('./candidates-page.tsx'), 'CandidatesPage'),
})
const newRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'vetting/new',
  component: lazyRouteComponent(() => import('./new-page.tsx'), 'NewCandidatePage'),
})
const recordRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'vetting/track-record',
  component: lazyRouteComponent(() => import('./record-page.tsx'), 'RecordPage'),
})
const oneRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'vetting/$candidateId',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./candidate-page.tsx'), 'CandidatePage'),
})
const editRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'vetting/$candidateId/edit',
  component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditCandidatePage'),
})

export const vettingRoutes = [listRoute, newRoute, recordRoute, oneRoute, editRoute]
