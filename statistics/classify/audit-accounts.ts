/** An audit: each account of a sample judged with reasons, and the share of fakes among those it was drawn from. */
import type { Generator } from '../random/generator.ts'
import type { FeatureGroup, ShownAccount } from './account-features.ts'
import { type AccountJudgement, classifyAccount, errorsWith } from './classify-account.ts'
import { estimateShare, type ShareEstimate, type ShareInput } from './estimate-share.ts'

export type Audit =
  | {
      kind: 'audit'
      share: ShareEstimate
      /** One an account, in order; null where nothing of it is known. */
      accounts: (AccountJudgement | null)[]
      /** What is known of nearly all accounts, by which the detector's errors were chosen. */
      known: FeatureGroup[]
      flagged: number
    }
  | { kind: 'too-little-data'; have: number; need: number; unit: 'accounts' | 'known-parts'; accounts: (AccountJudgement | null)[] }

export const fewestAccounts = 20

/**
 * Judges accounts and estimates the share of fakes. The probability of each account is given the share that was found, since few fakes make each suspicion
 * weaker. Fewer than 20 accounts, or accounts of which neither counts nor picture and name are known, are too little. The sample must be drawn fairly: the
 * newest followers are not the audience. Errors: RangeErrors for impossible counts. Cost: 10 µs an account and 3 ms.
 * `errors`: how the model errs on these accounts' network, where that was measured; without, as it erred on the public set that it was made from.
 */
export const auditAccounts = (
  accounts: readonly ShownAccount[],
  {
    generator,
    level = 0.9,
    population = null,
    errors = null,
  }: { generator: Generator; level?: number; population?: number | null; errors?: ShareInput['detector'] | null },
): Audit => {
  const first = accounts.map((account) => classifyAccount(account))
  const judged = first.filter((one) => one !== null)
  if (judged.length < fewestAccounts)
    return { kind: 'too-little-data', have: judged.length, need: fewestAccounts, unit: 'accounts', accounts: first }
  const counts = new Map<FeatureGroup, number>()
  for (const { known } of judged) for (const group of known) counts.set(group, (counts.get(group) ?? 0) + 1)
  const known = new Set([...counts].filter(([, count]) => count >= 0.9 * judged.length).map(([group]) => group))
  const detector = errorsWith(known)
  if (detector === null) return { kind: 'too-little-data', have: known.size, need: 2, unit: 'known-parts', accounts: first }
  const flagged = judged.filter(({ score }) => score >= 0.5).length
  const share = estimateShare({ n: judged.length, flagged, detector: errors ?? detector, population }, generator, level)
  const baseRate = Math.min(0.99, Math.max(0.005, share.value))
  return { kind: 'audit', share, accounts: accounts.map((account) => classifyAccount(account, baseRate)), known: [...known], flagged }
}
