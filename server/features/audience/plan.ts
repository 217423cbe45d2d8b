/** How many followers an audit looks at for the precision that somebody wants. */
import { planAudit } from '../../../statistics/classify/plan-audit.ts'

/** The most that one audit draws; where the detector's own doubt is wider than asked, more would not help. */
export const mostDrawn = 2000

/** Planned for an expected share of 30%: the middle of what audits find, and no less doubtful than fewer fakes. */
export const planSample = (halfWidth: number, errors: Parameters<typeof planAudit>[0]): number => {
  const plan = planAudit(errors, { halfWidth, expected: 0.3 })
  return plan.kind === 'plan' ? Math.min(mostDrawn, plan.n) : mostDrawn
}
