/** The address of attribution. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { creditDimensions } from '../../../contract/attribution.ts'
import { brandRoute } from '../../shell/parents.tsx'

export interface AttributionSearch {
  tab?: 'credit' | 'journeys' | 'asked' | 'sources'
  by?: (typeof creditDimensions)[number]
}

export const attributionRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'attribution',
    validateSearch: ({ tab, by }: Record<string, unknown>): AttributionSearch => ({
      ...(['credit', 'journeys', 'asked', 'sources'].includes(String(tab)) ? { tab: tab as NonNullable<AttributionSearch['tab']> } : {}),
      ...(creditDimensions.some((one) => one === by) ? { by: by as NonNullable<AttributionSearch['by']> } : {}),
    }),
    component: lazyRouteComponent(() => import('./attribution-page.tsx'), 'AttributionPage'),
  }),
]
