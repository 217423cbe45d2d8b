/** Keeps what is being computed and what was: one computation for all who ask, its progress for who waits, an end for who cancels. */
import type { CreditDimension } from '../../../contract/attribution.ts'
import type { DayPeriod } from '../../http/days.ts'
import type { Services } from '../../services.ts'
import { type Computed, computeCredit } from './compute.ts'
import type { Scope } from './store/costs.ts'

interface Run {
  result: Promise<Computed>
  progress: { step: string; done: number; of: number }
  controller: AbortController
  startedMs: number
  /** Null while it is computed. */
  doneMs: number | null
}

const runsOf = new WeakMap<Services, Map<string, Run>>()
const mostRuns = 60
/** Who asks waits this long before being told how far it is. */
const patienceMs = 1200

const keyOf = (scope: Scope, by: CreditDimension, { fromDay, toDay }: DayPeriod) =>
  `${scope.workspaceId}/${scope.brandId}/${by}/${fromDay}/${toDay}`

/** A result is fresh for fifteen seconds, or for ten times as long as it took. */
const isFresh = (run: Run, nowMs: number) => run.doneMs === null || nowMs - run.doneMs < Math.max(15_000, 10 * (run.doneMs - run.startedMs))

export type Asked = { kind: 'done'; computed: Computed } | { kind: 'computing'; step: string; done: number; of: number }

/** The answer, or how far it is; asked again it is the same computation. */
export const askCredit = async (services: Services, scope: Scope, by: CreditDimension, period: DayPeriod): Promise<Asked> => {
  const runs = runsOf.get(services) ?? new Map<string, Run>()
  runsOf.set(services, runs)
  const key = keyOf(scope, by, period)
  let run = runs.get(key)
  if (run === undefined || !isFresh(run, performance.now())) {
    const controller = new AbortController()
    const progress = { step: 'count', done: 0, of: 10 }
    const begun: Run = {
      controller,
      progress,
      startedMs: performance.now(),
      doneMs: null,
      result: computeCredit(services, scope, by, period, {
        signal: controller.signal,
        tell: (step, done, of) => Object.assign(progress, { step, done, of }),
      }),
    }
    run = begun
    if (runs.size >= mostRuns) for (const [old, { doneMs }] of runs) if (doneMs !== null) runs.delete(old)
    runs.set(key, begun)
    begun.result.then(
      () => {
        begun.doneMs = performance.now()
      },
      // Who waits is told; the next who asks begins anew.
      () => runs.get(key) === begun && runs.delete(key),
    )
  }
  const waited = await Promise.race([
    run.result,
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), patienceMs).unref()
    }),
  ])
  const { step, done, of } = run.progress
  return waited === null ? { kind: 'computing', step, done: Math.floor(done), of } : { kind: 'done', computed: waited }
}

/** False when nothing was being computed. */
export const cancelCredit = (services: Services, scope: Scope, by: CreditDimension, period: DayPeriod): boolean => {
  const run = runsOf.get(services)?.get(keyOf(scope, by, period))
  if (run === undefined || run.doneMs !== null) return false
  run.controller.abort()
  return true
}
