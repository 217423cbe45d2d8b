/** How many accounts to look at for a share of fakes that is as sure as somebody wants. */
import { normalQuantile } from '../distributions/normal.ts'
import type { ShareInput } from './estimate-share.ts'

export type AuditPlan =
  | { kind: 'plan'; n: number; halfWidth: number }
  /** However many are looked at, the detector’s own errors leave more doubt than that. */
  | { kind: 'out-of-reach'; halfWidth: number; leastHalfWidth: number }

/**
 * The sample for an interval of ± `halfWidth` around an expected share. Variance by the delta method over Rogan–Gladen (Rogan & Gladen 1978), so that the
 * detector's own doubt is counted; with a known population, as without replacement. Errors: RangeErrors for shares outside (0, 1). Cost: O(1).
 */
export const planAudit = (
  detector: ShareInput['detector'],
  {
    halfWidth,
    expected = 0.1,
    level = 0.9,
    population = null,
  }: { halfWidth: number; expected?: number; level?: number; population?: number | null },
): AuditPlan => {
  for (const [name, value] of [
    ['half width', halfWidth],
    ['expected share', expected],
    ['level', level],
  ] as const)
    if (!(value > 0 && value < 1)) throw new RangeError(`The ${name} is ${value}; give a share between 0 and 1.`)
  if (population !== null && !(population >= 1)) throw new RangeError(`A population has at least one account, not ${population}.`)
  const rate = (hits: number, others: number) => (hits + 0.5) / (hits + others + 1)
  const [sensitivity, specificity] = [rate(detector.found, detector.missed), rate(detector.cleared, detector.mistaken)]
  const power = sensitivity + specificity - 1
  if (!(power > 0.02)) return { kind: 'out-of-reach', halfWidth, leastHalfWidth: 0.5 }
  const doubt = (p: number, n: number) => (p * (1 - p)) / (n + 1)
  const own =
    (expected ** 2 * doubt(sensitivity, detector.found + detector.missed) +
      (1 - expected) ** 2 * doubt(specificity, detector.cleared + detector.mistaken)) /
    power ** 2
  const z = normalQuantile((1 + level) / 2)
  const room = (halfWidth / z) ** 2 - own
  if (!(room > 0)) return { kind: 'out-of-reach', halfWidth, leastHalfWidth: z * Math.sqrt(own) }
  const apparent = expected * sensitivity + (1 - expected) * (1 - specificity)
  const endless = (apparent * (1 - apparent)) / (power ** 2 * room)
  const n = population === null ? endless : endless / (1 + endless / population)
  return { kind: 'plan', n: Math.min(population ?? Number.POSITIVE_INFINITY, Math.max(20, Math.ceil(n))), halfWidth }
}
