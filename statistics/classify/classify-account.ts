/** How likely an account is fake, and why. */
import { describeAccount, type FeatureGroup, type ShownAccount } from './account-features.ts'
import { type DetectorCounts, detectorCounts, fakeIntercept, fakeTerms, trainedShare } from './fake-model.ts'

export interface FakeReason {
  /** What was looked at: the words for it are the reader's. */
  group: FeatureGroup | 'ratio'
  direction: 'fake' | 'genuine'
  /** How much it adds to the log odds; reasons are listed by its size. */
  weight: number
}

export interface AccountJudgement {
  /** Given the share of fakes among accounts like these, `baseRate`. */
  probability: number
  /** At even odds, as the model was trained: what the audit counts. */
  score: number
  reasons: FakeReason[]
  known: FeatureGroup[]
}

const groupOf = (feature: string): FakeReason['group'] => {
  if (feature.startsWith('name')) return 'name'
  if (feature.startsWith('username')) return 'username'
  return feature
    .split('>')[0]
    ?.replace(/^postsNone$/, 'posts')
    .replace(/^bio.*/, 'bio') as FakeReason['group']
}

/** Reasons below this change next to nothing. */
const leastWeight = 0.3

/**
 * The probability that an account is fake. The model was trained on even shares; the odds are moved to `baseRate`, the share expected among accounts like
 * these (default 10%, what audits of real audiences find; Saerens, Latinne & Decaestecker 2002, doi:10.1162/089976602753284446). Null when nothing of the
 * account is known. Errors: RangeErrors for impossible counts and base rates. Cost: O(features).
 */
export const classifyAccount = (account: ShownAccount, baseRate = 0.1): AccountJudgement | null => {
  if (!(baseRate > 0 && baseRate < 1)) throw new RangeError(`The base rate is ${baseRate}; give a share between 0 and 1.`)
  const { values, known } = describeAccount(account)
  if (known.size === 0) return null
  let logOdds = fakeIntercept
  const weights = new Map<FakeReason['group'], number>()
  for (const [name, slope, average] of fakeTerms) {
    const value = values.get(name)
    if (value === undefined) continue
    const added = slope * (value - average)
    logOdds += added
    weights.set(groupOf(name), (weights.get(groupOf(name)) ?? 0) + added)
  }
  const logistic = (x: number) => 1 / (1 + Math.exp(-x))
  const moved = Math.log(baseRate / (1 - baseRate)) - Math.log(trainedShare / (1 - trainedShare))
  const reasons = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= leastWeight)
    .map(([group, weight]): FakeReason => ({ group, direction: weight > 0 ? 'fake' : 'genuine', weight }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return { probability: logistic(logOdds + moved), score: logistic(logOdds), reasons, known: [...known] }
}

/** How often the model errs with what is known; null where too little is known for an audit. Cost: O(1). */
export const errorsWith = (known: ReadonlySet<FeatureGroup>): DetectorCounts | null =>
  detectorCounts.find(({ needs }) => needs.every((group) => known.has(group))) ?? null
