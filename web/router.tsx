/** All pages and their addresses. A feature hands in its routes; one line here adds them. */
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { queryClient } from './api.ts'
import { approvalsRoutes } from './features/approvals/routes.tsx'
import { attributionRoutes } from './features/attribution/routes.tsx'
import { accountsRoutes } from './features/accounts/routes.tsx'
import { audienceRoutes } from './features/audience/routes.tsx'
import { benchmarksRoutes } from './features/benchmarks/routes.tsx'
import { calendarRoutes } from './features/calendar/routes.tsx'
import { creativeRoutes, reviewRoutes } from './features/creative/routes.tsx'
import { experimentsRoutes } from './features/experiments/routes.tsx'
import { importsRoutes } from './features/imports/routes.tsx'
import { inboxRoutes } from './features/inbox/routes.tsx'
import { forecastRoutes } from './features/forecast/routes.tsx'
import { learningRoutes } from './features/learning/routes.tsx'
import { linksRoutes } from './features/links/routes.tsx'
import { methodsRoutes } from './features/methods/routes.tsx'
import { publishingRoutes } from './features/publishing/routes.tsx'
import { guardRoutes } from './features/guard/routes.tsx'
import { goalsRoutes } from './features/goals/routes.tsx'
import { strategyRoutes } from './features/strategy/routes.tsx'
import { pulseRoutes } from './features/pulse/routes.tsx'
import { decisionsRoutes } from './features/decisions/routes.tsx'
import { weeklyReviewRoutes } from './features/review/routes.tsx'
import { resultsRoutes } from './features/results/routes.tsx'
import { sharesRoutes } from './features/shares/routes.tsx'
import { teamBrandRoutes, teamRoutes } from './features/team/routes.tsx'
import { vettingRoutes } from './features/vetting/routes.tsx'
import { alertsRoutes } from './features/alerts/routes.tsx'
import { todayRoutes } from './features/today/routes.tsx'
import { homeBrand, sessionQuery } from './session/session.ts'
import { brandRoute, rootRoute } from './shell/parents.tsx'
import { PageFailed } from './shell/root.tsx'

/** The bare address leads to wherever the person belongs. */
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery())
    if (session.needsFirstRun) throw redirect({ to: '/welcome' })
    if (session.user === null) throw redirect({ to: '/sign-in' })
    const brand = homeBrand(session)
    if (brand !== null) throw redirect({ to: `/b/${brand.id}/today` })
  },
})

const tree = rootRoute.addChildren([
  homeRoute,
  ...teamRoutes,
  ...sharesRoutes,
  ...reviewRoutes,
  brandRoute.addChildren([
    ...todayRoutes,
    ...alertsRoutes,
    ...calendarRoutes,
    ...publishingRoutes,
    ...inboxRoutes,
    ...creativeRoutes,
    ...approvalsRoutes,
    ...learningRoutes,
    ...methodsRoutes,
    ...forecastRoutes,
    ...experimentsRoutes,
    ...vettingRoutes,
    ...strategyRoutes,
    ...goalsRoutes,
    ...guardRoutes,
    ...pulseRoutes,
    ...decisionsRoutes,
    ...weeklyReviewRoutes,
    ...resultsRoutes,
    ...audienceRoutes,
    ...benchmarksRoutes,
    ...linksRoutes,
    ...attributionRoutes,
    ...importsRoutes,
    ...accountsRoutes,
    ...teamBrandRoutes,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
  context: {},
})
