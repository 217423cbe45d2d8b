/** The addresses of results: the list with its filters, and one post. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { formats } from '../../../contract/content.ts'
import { origins, postOrders } from '../../../contract/results.ts'
import { brandRoute } from '../../shell/parents.tsx'

export interface ResultsSearch {
  account?: string
  format?: (typeof formats)[number]
  origin?: (typeof origins)[number]
  order?: (typeof postOrders)[number]
  q?: string
}

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined => values.find((one) => one === value)

const resultsRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'results',
  validateSearch: (search: Record<string, unknown>): ResultsSearch => {
    const [format, origin, order] = [oneOf(formats, search['format']), oneOf(origins, search['origin']), oneOf(postOrders, search['order'])]
    return {
      ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
      ...(format === undefined ? {} : { format }),
      ...(origin === undefined ? {} : { origin }),
      ...(order === undefined || order === 'newest' ? {} : { order }),
      ...(typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./results-page.tsx'), 'ResultsPage'),
})

const postRoute = createRoute({
  getParentRoute: () => brandRoute,
  path: 'results/$postId',
  component: lazyRouteComponent(() => import('./post-page.tsx'), 'PostPage'),
})

export const resultsRoutes = [resultsRoute, postRoute]
