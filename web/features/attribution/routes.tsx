/** The address of attribution. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { creditDimensions } from '../../../contract/attribution.ts'
import { brandRoute } from '../../shell/parents.tsx'

const tabs = ['credit', 'journeys', 'asked', 'effect', 'money', 'sources'] as const

export interface AttributionSearch {
  tab?: (typeof tabs)[number]
  by?: (typeof creditDimensions)[number]
  from?: string | undefined
  to?: string | undefined
}
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

export const attributionRoutes = [
  createRoute({
    getParentRoute: () => brandRoute,
    path: 'attribution',
    validateSearch: ({ tab, by, from, to }: Record<string, unknown>): AttributionSearch => ({
      ...(tabs.some((one) => one === tab) ? { tab: tab as NonNullable<AttributionSearch['tab']> } : {}),
      ...(isDay(from) ? { from } : {}),
      ...(isDay(to) ? { to } : {}),
      ...(creditDimensions.some((one) => one === by) ? { by: by as NonNullable<AttributionSearch['by']> } : {}),
    }),
    component: lazyRouteComponent(() => import('./attribution-page.tsx'), 'AttributionPage'),
  }),
]
