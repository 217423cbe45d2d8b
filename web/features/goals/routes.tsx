/** The addresses of goals; they stand inside strategy. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { brandRoute } from '../../shell/parents.tsx'

const listRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/goals',
  component: lazyRouteComponent(() => import('./goals-page.tsx'), 'GoalsPage'),
})
const newRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/goals/new',
  component: lazyRouteComponent(() => import('./goal-form.tsx'), 'NewGoalPage'),
})
const editRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/goals/$goalId/edit',
  component: lazyRouteComponent(() => import('./goal-form.tsx'), 'EditGoalPage'),
})
const oneRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'strategy/goals/$goalId',
  component: lazyRouteComponent(() => import('./goal-page.tsx'), 'GoalPage'),
})

export const goalsRoutes = [listRoute, newRoute, editRoute, oneRoute]
