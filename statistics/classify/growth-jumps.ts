/** Unexplained growth: jumps in follower counts, of what kind, and how likely it is that neither habit nor posts account for them. */
import { normalQuantile } from '../distributions/normal.ts'
import { type Baseline, measureBaseline } from './growth-baseline.ts'
import { type GrowthAccount, type Readings, tidyReadings } from './growth-readings.ts'
import { type EngagementEvidence, weighEngagement } from './jump-engagement.ts'
import { findGlitches, type Glitch } from './jump-glitches.ts'
import { type PanelEvidence, weighPanel } from './jump-panel.ts'
import { type JumpWindow, scanWindows } from './jump-windows.ts'
import { robustDeviation } from '../describe/median.ts'

export type JumpKind = 'burst' | 'purge' | 'glitch' | 'definition-change'

export interface GrowthJump {
  account: string
  /** Rows of the account's input: the last reading before the jump, and the last reading in it. */
  from: number
  to: number
  fromDay: number
  toDay: number
  /** Relative change beyond what the account's own growth makes one expect: 0.25 is +25%. */
  change: number
  interval: [number, number]
  /** The same as followers. */
  followers: number
  kind: JumpKind
  /** How likely it is that this is an event, and one that posts do not account for. */
  probability: number
  evidence: {
    /** Excess in robust deviations of like windows of this account, and against the largest of them elsewhere. */
    score: number
    againstLargest: number
    windows: number
    /** Whose loss it is: everybody's, this account's own, or not known for want of others. */
    scope: 'platform' | 'own' | 'unknown'
    documented: boolean
    panel: PanelEvidence
    engagement: EngagementEvidence
  }
}

export interface GrowthAnswer {
  kind: 'growth'
  level: number
  jumps: GrowthJump[]
  /** Growth beyond habit that engagement accounts for; the same shape, with the little that is left as probability. */
  explained: GrowthJump[]
  accounts: { account: string; n: number; missing: number; stale: number; days: number }[]
  /** Accounts with too few readings to have a habit. */
  tooLittle: { account: string; have: number; need: number }[]
}

export interface GrowthOptions {
  /** Days at which the network is known to have changed what it counts, for all accounts or for those named. */
  definitionChanges?: readonly { day: number; accounts?: readonly string[] }[]
  level?: number
  settings?: typeof growthDefaults
}

/**
 * Frozen defaults. The weights come from a logistic regression on bursts planted in real series, every series left out in turn, its
 * intercept set so that all jumps told of quiet series stay near 0.2 an account and year (evaluation/growth).
 */
export const growthDefaults = {
  burst: { intercept: 2.8, score: 1.45, largest: 0.4, size: 2.95 },
  purge: { intercept: 0, score: 1.7, largest: 0.9, size: 1.1, shared: 4 },
  /** Rises are told from here on, losses from there; above one half a jump is likely, below it is a hint. */
  least: 0.2,
  leastLoss: 0.5,
  /** From here on growth that posts account for is told as explained. */
  leastExplained: 0.5,
  /** Below this score nothing is looked at. */
  leastScore: 2.5,
  /** What others do together counts as shared up to this chance. */
  sharedP: 0.003,
  /** Losses beyond this are the account's own, whatever others lose. */
  ownLoss: 0.2,
}

export const fewestReadings = 10
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

interface Prepared {
  input: GrowthAccount
  readings: Readings
  baseline: Baseline
  glitches: Glitch[]
}

/** Readings without those of glitches, so that a fault is not also a burst and a purge. */
const prepare = (input: GrowthAccount): Prepared => {
  const readings = tidyReadings(input)
  const raw = measureBaseline(readings.days, readings.followers, readings.unit)
  const glitches = findGlitches(raw, robustDeviation(raw.excess))
  if (glitches.length === 0) return { input, readings, baseline: raw, glitches }
  const off = new Set(glitches.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)))
  const keep = Array.from(readings.days, (_, i) => i).filter((i) => !off.has(i))
  const clean: Readings = {
    ...readings,
    days: Float64Array.from(keep, (i) => readings.days[i] as number),
    followers: Float64Array.from(keep, (i) => readings.followers[i] as number),
    firstRow: Int32Array.from(keep, (i) => readings.firstRow[i] as number),
    lastRow: Int32Array.from(keep, (i) => readings.lastRow[i] as number),
  }
  return { input, readings: clean, baseline: measureBaseline(clean.days, clean.followers, clean.unit), glitches }
}

/** What the logistic weights are applied to. */
export const describeWindow = ({ excess, score, spread }: JumpWindow) => ({
  score: Math.log(Math.min(200, score)),
  largest: Math.min(2, Math.max(-2, Math.log(Math.abs(excess) / (excess > 0 ? spread.up : spread.down)))),
  size: Math.log(Math.min(2, Math.abs(excess))),
})

/**
 * Jumps of each account, strongest evidence first within an account. Others in the list are taken to be of the same network. Losses that others share are
 * the platform's up to 20%; larger ones are the account's own; rises that others share and steps at a documented day are changes of definition; what returns within three readings is a glitch. Fewer than 10
 * readings in every account are too little data. Errors: RangeErrors that name account and row (see tidyReadings). Cost: O(n log n) an account and window found, 15 ms for three years of days.
 */
export const findGrowthJumps = (
  accounts: readonly GrowthAccount[],
  { definitionChanges = [], level = 0.9, settings = growthDefaults }: GrowthOptions = {},
): GrowthAnswer | { kind: 'too-little-data'; have: number; need: number; unit: 'readings' } => {
  const prepared = accounts.map(prepare)
  const enough = prepared.filter(({ readings }) => readings.days.length >= fewestReadings)
  if (enough.length === 0) {
    const have = prepared.reduce((most, { readings }) => Math.max(most, readings.days.length), 0)
    return { kind: 'too-little-data', have, need: fewestReadings, unit: 'readings' }
  }
  const wide = normalQuantile((1 + level) / 2)
  const jumps: GrowthJump[] = []
  const explained: GrowthJump[] = []
  for (const own of enough) {
    const { input, readings, baseline } = own
    const others = enough.filter((other) => other !== own).map((other) => other.baseline)
    const noPanel: PanelEvidence = { others: 0, moved: 0, change: null, p: 1 }
    const noPosts: EngagementEvidence = { explained: null, ratio: Number.NaN, score: Number.NaN, perFollower: Number.NaN, posts: null }
    const shape = (fromDay: number, toDay: number, excess: number, deviation: number, before: number) => ({
      account: input.account,
      fromDay,
      toDay,
      change: Math.expm1(excess),
      interval: [Math.expm1(excess - wide * deviation), Math.expm1(excess + wide * deviation)] as [number, number],
      followers: before * Math.expm1(excess),
    })
    for (const { first, last, excess, deviation, score } of own.glitches) {
      const raw = tidyReadings(input)
      jumps.push({
        ...shape(raw.days[first - 1] as number, raw.days[last] as number, excess, deviation, raw.followers[first - 1] as number),
        from: raw.lastRow[first - 1] as number,
        to: raw.lastRow[last] as number,
        kind: 'glitch',
        probability: logistic(2 * (score - 5)),
        evidence: {
          score,
          againstLargest: Number.NaN,
          windows: baseline.n,
          scope: 'own',
          documented: false,
          panel: noPanel,
          engagement: noPosts,
        },
      })
    }
    for (const direction of [1, -1] as const) {
      for (const window of scanWindows(baseline, direction, settings.leastScore)) {
        const [fromDay, toDay] = [readings.days[window.from] as number, readings.days[window.to] as number]
        const before = readings.followers[window.from] as number
        const documented = definitionChanges.some(
          ({ day, accounts: named }) => day >= fromDay - 2 && day <= toDay + 2 && (!named || named.includes(input.account)),
        )
        const terms = describeWindow(window)
        const weights = direction > 0 ? settings.burst : settings.purge
        const evident = weights.intercept + weights.score * terms.score + weights.largest * terms.largest + weights.size * terms.size
        const least = direction > 0 ? settings.least : settings.leastLoss
        // Others are asked only where their word could make the difference.
        if (logistic(evident + (direction < 0 ? settings.purge.shared : 0)) < least) continue
        const panel = weighPanel(others, fromDay, toDay, direction)
        const isShared = panel.p <= settings.sharedP
        const sharedBonus = direction < 0 && isShared ? settings.purge.shared : 0
        const loss = -Math.expm1(window.excess)
        const kind: JumpKind = documented || (isShared && direction > 0) ? 'definition-change' : direction > 0 ? 'burst' : 'purge'
        const engagement = kind === 'burst' ? weighEngagement(input, fromDay, toDay, before * Math.expm1(window.excess)) : noPosts
        const isReal = logistic(evident + sharedBonus)
        const probability = isReal * (1 - (engagement.explained ?? 0))
        if (probability < least && isReal < settings.leastExplained) continue
        const jump: GrowthJump = {
          ...shape(fromDay, toDay, window.excess, window.spread.deviation, before),
          from: readings.lastRow[window.from] as number,
          to: readings.firstRow[window.to] as number,
          kind,
          probability,
          evidence: {
            score: window.score,
            againstLargest: Math.exp(terms.largest),
            windows: window.spread.n,
            scope:
              kind !== 'purge' ? 'own' : loss > settings.ownLoss ? 'own' : isShared ? 'platform' : panel.others < 2 ? 'unknown' : 'own',
            documented,
            panel,
            engagement,
          },
        }
        if (probability >= least) jumps.push(jump)
        else explained.push(jump)
      }
    }
  }
  return {
    kind: 'growth',
    level,
    jumps,
    explained,
    accounts: enough.map(({ input, readings }) => ({
      account: input.account,
      n: readings.days.length,
      missing: readings.missing,
      stale: readings.stale,
      days: (readings.days.at(-1) as number) - (readings.days[0] as number),
    })),
    tooLittle: prepared
      .filter((one) => !enough.includes(one))
      .map(({ input, readings }) => ({ account: input.account, have: readings.days.length, need: fewestReadings })),
  }
}
