/** The addresses of creative, and of a client's review behind a link. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute, rootRoute } from '../../shell/parents.tsx'

const capacityRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative',
  component: lazyRouteComponent(() => import('./capacity-page.tsx'), 'CapacityPage'),
})
const briefsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/briefs',
  component: lazyRouteComponent(() => import('./briefs-page.tsx'), 'BriefsPage'),
})
const newBriefRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/briefs/new',
  validateSearch: (search: Record<string, unknown>): { post?: string } => (typeof search.post === 'string' ? { post: search.post } : {}),
  component: lazyRouteComponent(() => import('./brief-form-page.tsx'), 'NewBriefPage'),
})
const editBriefRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/briefs/$briefId/edit',
  component: lazyRouteComponent(() => import('./brief-form-page.tsx'), 'EditBriefPage'),
})
const briefRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/briefs/$briefId',
  component: lazyRouteComponent(() => import('./brief-page.tsx'), 'BriefPage'),
})
const approvalsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/approvals',
  component: lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsPage'),
})
const resultsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/results',
  component: lazyRouteComponent(() => import('./results-page.tsx'), 'ResultsPage'),
})
const rightsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/rights',
  component: lazyRouteComponent(() => import('./rights-page.tsx'), 'RightsPage'),
})
const deliverableRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'creative/deliverables/$deliverableId',
  component: lazyRouteComponent(() => import('./deliverable-page.tsx'), 'DeliverablePage'),
})
const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'review/$token',
  component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
})

export const creativeRoutes = [
  capacityRoute,
  briefsRoute,
  newBriefRoute,
  editBriefRoute,
  briefRoute,
  approvalsRoute,
  resultsRoute,
  rightsRoute,
  deliverableRoute,
]
export const reviewRoutes = [reviewRoute]
