/** What a drawn sample says: the share of fakes, the counts that audits are compared by, and the most suspect accounts. */
import { auditAccounts } from '../../../statistics/classify/audit-accounts.ts'
import type { FakeReason } from '../../../statistics/classify/classify-account.ts'
import { compareShares, type ShareEstimate, type ShareInput } from '../../../statistics/classify/estimate-share.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { wilsonInterval } from '../../../statistics/estimate/wilson-interval.ts'
import type { Drawn } from './draw.ts'

export type DetectorErrors = ShareInput['detector']

export type Measured =
  | {
      kind: 'audit'
      share: ShareEstimate
      counts: ShareInput
      suspects: { handle: string; probability: number; reasons: FakeReason[] }[]
    }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'accounts' | 'known-parts' }

const shownExamples = 8

/** Pure: the same sample and seed give the same answer. Cost: 10 µs an account and 3 ms. */
export const measureAudit = (
  { sample, population }: Pick<Drawn, 'sample' | 'population'>,
  errors: DetectorErrors,
  seed: string,
  level = 0.9,
): Measured => {
  const accounts = sample.map(({ shown }) => shown)
  const found = auditAccounts(accounts, { generator: createGenerator(seed), level, population, errors })
  if (found.kind === 'too-little-data') return { kind: found.kind, have: found.have, need: found.need, unit: found.unit }
  const suspects = found.accounts
    .flatMap((one, i) => (one === null ? [] : [{ handle: sample[i]?.handle ?? '', probability: one.probability, reasons: one.reasons }]))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, shownExamples)
  return {
    kind: 'audit',
    share: found.share,
    counts: { n: found.share.n, flagged: found.flagged, population, detector: errors },
    suspects: suspects.map((one) => ({ ...one, reasons: one.reasons.filter(({ direction }) => direction === 'fake').slice(0, 3) })),
  }
}

export const measureChange = (before: ShareInput, after: ShareInput, seed: string) => compareShares(before, after, createGenerator(seed))

/** The share of the drawn followers who spoke, with Wilson's interval. */
export const measureEngaged = (drawn: readonly string[], speakers: ReadonlySet<string>) => {
  const spoke = drawn.filter((id) => speakers.has(id)).length
  return {
    spoke,
    n: drawn.length,
    value: drawn.length === 0 ? 0 : spoke / drawn.length,
    interval: wilsonInterval(spoke, drawn.length, 0.9),
  }
}
