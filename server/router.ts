/** All routes of the API in the shape of the contract. */
import { accountsRoutes } from './features/accounts/routes.ts'
import { approvalsRoutes } from './features/approvals/routes.ts'
import { audienceRoutes } from './features/audience/routes.ts'
import { benchmarksRoutes } from './features/benchmarks/routes.ts'
import { creativeRoutes } from './features/creative/routes.ts'
import { attributionRoutes } from './features/attribution/routes.ts'
import { eventsRoutes } from './features/events/routes.ts'
import { experimentsRoutes } from './features/experiments/routes.ts'
import { forecastRoutes } from './features/forecast/routes.ts'
import { importsRoutes } from './features/imports/routes.ts'
import { calendarRoutes } from './features/calendar/routes.ts'
import { inboxRoutes } from './features/inbox/routes.ts'
import { guardRoutes } from './features/guard/routes.ts'
import { goalsRoutes } from './features/goals/routes.ts'
import { strategyRoutes } from './features/strategy/routes.ts'
import { pulseRoutes } from './features/pulse/routes.ts'
import { marksRoutes } from './features/marks/routes.ts'
import { linksRoutes } from './features/links/routes.ts'
import { learningRoutes } from './features/learning/routes.ts'
import { decisionsRoutes } from './features/decisions/routes.ts'
import { reviewRoutes } from './features/review/routes.ts'
import { resultsRoutes } from './features/results/routes.ts'
import { sharesRoutes } from './features/shares/routes.ts'
import { publishingRoutes } from './features/publishing/routes.ts'
import { teamRoutes } from './features/team/routes.ts'
import { alertsRoutes } from './features/alerts/routes.ts'
import { todayRoutes } from './features/today/routes.ts'
import { vettingRoutes } from './features/vetting/routes.ts'

export const router = {
  team: teamRoutes,
  accounts: accountsRoutes,
  results: resultsRoutes,
  imports: importsRoutes,
  calendar: calendarRoutes,
  publishing: publishingRoutes,
  learning: learningRoutes,
  marks: marksRoutes,
  strategy: strategyRoutes,
  goals: goalsRoutes,
  guard: guardRoutes,
  decisions: decisionsRoutes,
  review: reviewRoutes,
  forecast: forecastRoutes,
  experiments: experimentsRoutes,
  audience: audienceRoutes,
  benchmarks: benchmarksRoutes,
  inbox: inboxRoutes,
  approvals: approvalsRoutes,
  creative: creativeRoutes,
  links: linksRoutes,
  events: eventsRoutes,
  attribution: attributionRoutes,
  shares: sharesRoutes,
  pulse: pulseRoutes,
  today: todayRoutes,
  alerts: alertsRoutes,
  vetting: vettingRoutes,
}
