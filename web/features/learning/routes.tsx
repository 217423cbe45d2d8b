/** The address of learning; account and metric are in it, so that a link shows what I see. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type LearningMetric, learningMetrics } from '../../../contract/learning.ts'
import { brandRoute } from '../../shell/parents.tsx'

export interface LearningSearch {
  account?: string
  metric?: LearningMetric
}

const learningRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'learning',
  validateSearch: (search: Record<string, unknown>): LearningSearch => {
    const metric = learningMetrics.find((one) => one === search['metric'])
    return {
      ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
      ...(metric === undefined || metric === 'engagement-rate' ? {} : { metric }),
    }
  },
  component: lazyRouteComponent(() => import('./learning-page.tsx'), 'LearningPage'),
})

export const learningRoutes = [learningRoute]
