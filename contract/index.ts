/** The whole contract: one entry per feature; the server implements it, the web app and the command line call it. */
import { accountsContract } from './accounts.ts'
import { approvalsContract } from './approvals.ts'
import { audienceContract } from './audience.ts'
import { benchmarksContract } from './benchmarks.ts'
import { creativeContract } from './creative.ts'
import { attributionContract } from './attribution.ts'
import { eventsContract } from './events.ts'
import { experimentsContract } from './experiments.ts'
import { forecastContract } from './forecast.ts'
import { importsContract } from './imports.ts'
import { calendarContract } from './calendar.ts'
import { inboxContract } from './inbox.ts'
import { guardContract } from './guard.ts'
import { goalsContract } from './goals.ts'
import { strategyContract } from './strategy.ts'
import { pulseContract } from './pulse.ts'
import { marksContract } from './marks.ts'
import { linksContract } from './links.ts'
import { learningContract } from './learning.ts'
import { decisionsContract } from './decisions.ts'
import { reviewContract } from './review.ts'
import { resultsContract } from './results.ts'
import { sharesContract } from './shares.ts'
import { publishingContract } from './publishing.ts'
import { teamContract } from './team.ts'
import { alertsContract } from './alerts.ts'
import { todayContract } from './today.ts'
import { vettingContract } from './vetting.ts'

export const contract = {
  team: teamContract,
  accounts: accountsContract,
  results: resultsContract,
  imports: importsContract,
  calendar: calendarContract,
  publishing: publishingContract,
  learning: learningContract,
  marks: marksContract,
  strategy: strategyContract,
  goals: goalsContract,
  guard: guardContract,
  decisions: decisionsContract,
  review: reviewContract,
  forecast: forecastContract,
  experiments: experimentsContract,
  audience: audienceContract,
  benchmarks: benchmarksContract,
  inbox: inboxContract,
  approvals: approvalsContract,
  creative: creativeContract,
  links: linksContract,
  events: eventsContract,
  attribution: attributionContract,
  shares: sharesContract,
  pulse: pulseContract,
  today: todayContract,
  alerts: alertsContract,
  vetting: vettingContract,
}
export type Contract = typeof contract
