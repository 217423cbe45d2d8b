/** The engine's waits, shortened together so that ten minutes hold a hundred deaths; the same order as usualTimings keeps. */
import type { Timings } from '../../server/features/publishing/publish/timings.ts'

export const egressTimeoutMs = 2000

export const chaosTimings: Timings = {
  claimLeaseMs: 6000,
  sendLeaseMs: 4000,
  pauseLimitMs: 1000,
  absenceGraceMs: 7000,
  lookAfterMs: [300, 1000, 2000, 4000, 8000, 8000],
  unreachableRetryMs: 1000,
  tickMs: 200,
  sweepMs: 500,
}
