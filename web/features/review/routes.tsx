/** The addresses of weekly reviews; they stand inside strategy. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

export const weeklyReviewRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'strategy/reviews',
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'strategy/reviews/$reviewId',
    component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
  }),
]
