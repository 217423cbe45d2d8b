/** The address of the forecast; what is looked at is in it, so that a link shows what I see. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { horizons } from '../../../contract/forecast.ts'
import { type FollowedMetric, followedMetrics } from '../../../contract/metrics.ts'
import { brandRoute } from '../../shell/parents.tsx'

export interface ForecastSearch {
  account?: string
  metric?: FollowedMetric
  days?: number
  goal?: number
}

const forecastRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'forecast',
  validateSearch: (search: Record<string, unknown>): ForecastSearch => {
    const metric = followedMetrics.find((one) => one === search['metric'])
    const days = horizons.find((one) => one === Number(search['days']))
    const goal = Number(search['goal'])
    return {
      ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
      ...(metric === undefined || metric === 'followers' ? {} : { metric }),
      ...(days === undefined || days === 60 ? {} : { days }),
      ...(search['goal'] !== undefined && Number.isFinite(goal) && goal > 0 ? { goal } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./forecast-page.tsx'), 'ForecastPage'),
})

export const forecastRoutes = [forecastRoute]
