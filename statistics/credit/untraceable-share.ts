/** The share of conversions whose origin no record shows, from what was recorded and from what people say when they are asked. */
import { quantileSorted } from '../describe/quantile.ts'
import { drawBeta } from '../random/beta.ts'
import { drawGamma } from '../random/gamma.ts'
import type { Generator } from '../random/generator.ts'

/** Recorded conversions that answer about equally readily, with what those who answered named. */
export interface AskedGroup {
  conversions: number
  /** Named an origin that is among their recorded touches. */
  named: number
  /** Named one that is not. People who do not remember are in neither. */
  other: number
}

/** Answers of people whose origin is known from elsewhere: right and wrong ones, where the origin was recorded and where it was not. */
export interface RecallCheck {
  recorded: { right: number; wrong: number }
  unrecorded: { right: number; wrong: number }
}

export interface AskedConversions {
  /** Conversions without any recorded touch: nothing shows where they came from. */
  withoutTrace: number
  groups: readonly AskedGroup[]
  recall?: RecallCheck | null
}

export interface UntraceableShare {
  kind: 'share'
  value: number
  interval: [number, number]
  level: number
  /** Answers it rests on. */
  n: number
  recall: 'checked' | 'assumed'
  /** Share without any trace, and share of recorded conversions whose record misses the origin. */
  parts: { withoutTrace: number; missed: number }
}

/** Fewer conversions or answers than these say nothing. */
const fewestConversions = 20
const fewestAnswers = 20
/** A group with fewer answers is judged together with the others. */
const fewestInGroup = 5
const fewestChecks = 10

const whole = (count: number, what: string): number => {
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`There are ${count} ${what}; give a whole number of 0 or more.`)
  return count
}

/** Groups with too few answers are one group: what they have in common is that they are few. */
const pool = (groups: readonly AskedGroup[]): AskedGroup[] => {
  const isThin = ({ named, other }: AskedGroup) => named + other < fewestInGroup
  const together = (list: AskedGroup[]): AskedGroup =>
    list.reduce((a, b) => ({ conversions: a.conversions + b.conversions, named: a.named + b.named, other: a.other + b.other }))
  const filled = groups.filter(({ conversions }) => conversions > 0)
  const thin = filled.filter(isThin)
  const full = filled.filter((group) => !isThin(group))
  if (thin.length === 0) return full
  const rest = together(thin)
  return isThin(rest) ? [together([...full, rest])] : [...full, rest]
}

/**
 * The rate behind these conversions at which the origin is in no record: those without any touch, and of the recorded ones those who came by something that is not among their touches. Non-response is corrected as far as
 * answers within a group are like the silence of the same group (post-stratification: Holt & Smith 1979, doi:10.2307/2344652). Misremembering is corrected by Rogan & Gladen 1978
 * (doi:10.1093/oxfordjournals.aje.a112510) with the error rates of people whose origin is known; without ten such people on each side the interval is widened over all error rates up to `misrecall` (default 10% each way). Posterior
 * draws: groups Dirichlet, answers and checks beta with Jeffreys' prior; the value is their median. Fewer than twenty conversions, or twenty answers of recorded ones, are an answer. Errors: RangeError for counts that cannot be.
 * Cost: O(draws · groups).
 */
export const estimateUntraceable = (
  { withoutTrace, groups, recall = null }: AskedConversions,
  { generator, level = 0.9, misrecall = 0.1, draws = 4000 }: { generator: Generator; level?: number; misrecall?: number; draws?: number },
): UntraceableShare | { kind: 'too-little-data'; have: number; need: number; unit: 'conversions' | 'answers' } => {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}; give a share between 0 and 1.`)
  if (!(misrecall >= 0 && misrecall < 0.5))
    throw new RangeError(`The misrecall is ${misrecall}; give a share of at least 0 and below a half.`)
  if (!(Number.isInteger(draws) && draws >= 100 && draws <= 1e6)) throw new RangeError(`There are ${draws} draws; give 100 to a million.`)
  whole(withoutTrace, 'conversions without trace')
  for (const group of groups) {
    whole(group.conversions, 'conversions')
    if (whole(group.named, 'answers') + whole(group.other, 'answers') > group.conversions)
      throw new RangeError(
        `${group.named + group.other} people of ${group.conversions} answered; there cannot be more answers than conversions.`,
      )
  }
  const recorded = groups.reduce((sum, { conversions }) => sum + conversions, 0)
  const all = withoutTrace + recorded
  if (all < fewestConversions) return { kind: 'too-little-data', have: all, need: fewestConversions, unit: 'conversions' }
  const answers = groups.reduce((sum, { named, other }) => sum + named + other, 0)
  // Who never leaves a trace needs no answer to be counted, but a single recorded one does.
  if (recorded > 0 && answers < fewestAnswers) return { kind: 'too-little-data', have: answers, need: fewestAnswers, unit: 'answers' }
  const checks = recall === null ? null : [recall.recorded, recall.unrecorded]
  checks?.forEach(({ right, wrong }) => whole(right, 'right checks') + whole(wrong, 'wrong checks'))
  const checked = checks !== null && checks.every(({ right, wrong }) => right + wrong >= fewestChecks)
  const strata = pool(groups)

  const drawOnce = (falseOther: number, falseNamed: number): [number, number] => {
    const weights = [withoutTrace, ...strata.map(({ conversions }) => conversions)].map((count) =>
      count > 0 ? drawGamma(generator, count) : 0,
    )
    const total = weights.reduce((a, b) => a + b, 0)
    let missed = 0
    strata.forEach(({ named, other }, i) => {
      const said = drawBeta(generator, other + 0.5, named + 0.5)
      // Worse than a coin, memory tells nothing about this draw: what was said stands.
      const separates = 1 - falseOther - falseNamed
      const true_ = separates > 0.05 ? Math.min(1, Math.max(0, (said - falseOther) / separates)) : said
      missed += ((weights[i + 1] as number) / total) * true_
    })
    return [(weights[0] as number) / total, missed]
  }
  const series = (rates: () => [number, number]) => {
    const shares = new Float64Array(draws)
    let lost = 0
    for (let draw = 0; draw < draws; draw++) {
      const [without, missed] = drawOnce(...rates())
      shares[draw] = without + missed
      lost += missed / draws
    }
    return { shares: shares.sort(), lost }
  }
  const [low, high] = [(1 - level) / 2, (1 + level) / 2]
  const parts = (missed: number) => ({ withoutTrace: withoutTrace / all, missed })
  if (checked) {
    const [right, wrong] = checks as [RecallCheck['recorded'], RecallCheck['unrecorded']]
    const error = (check: { right: number; wrong: number }) => drawBeta(generator, check.wrong + 0.5, check.right + 0.5)
    const { shares, lost } = series(() => [error(right), error(wrong)])
    const at = (p: number) => quantileSorted(shares, p)
    return { kind: 'share', value: at(0.5), interval: [at(low), at(high)], level, n: answers, recall: 'checked', parts: parts(lost) }
  }
  const least = series(() => [misrecall, 0])
  const most = series(() => [0, misrecall])
  const middle = series(() => [misrecall / 2, misrecall / 2])
  return {
    kind: 'share',
    value: quantileSorted(middle.shares, 0.5),
    interval: [quantileSorted(least.shares, low), quantileSorted(most.shares, high)],
    level,
    n: answers,
    recall: 'assumed',
    parts: parts(middle.lost),
  }
}
