/** Whose doing a shift was: the data's, a new definition, the season, the platform, or ours, each with what speaks for it. */
import type { Reason, Verdict } from '../../../contract/pulse.ts'
import { say } from '../../../contract/sentence.ts'
import type { Compared, findFault, PostingCompared } from './measure/compare.ts'

/** A dated change of the register that touches the network of the series. */
export interface NearChange {
  id: string
  day: string
  kind: string
  /** Redefines this very metric. */
  redefines: boolean
}

export interface Decided {
  verdict: Verdict
  firm: boolean
  reasons: Reason[]
}

const percent = (value: number) => Math.round(100 * Math.expm1(value))
const bounds = ([low, high]: [number, number]) => ({ low: percent(low), high: percent(high) })

/**
 * Pure. The order is that of the mistakes that cost most: a fault of the data or a new definition explains all that follows; then what
 * judgeRegime sees against season and peers; without peers, an announced change or our own posting can only suggest a cause, and the words
 * say so.
 */
export const decideVerdict = (facts: {
  direction: 'up' | 'down'
  fault: ReturnType<typeof findFault>
  compared: Compared
  posting: PostingCompared | null
  near: readonly NearChange[]
}): Decided => {
  const { direction, fault, compared, posting, near } = facts
  const { regime } = compared
  const reasons: Reason[] = []
  const add = (key: string, holds: boolean | null, values: Record<string, string | number> = {}) =>
    reasons.push({ words: say(`pulse:reason.${key}`, values), holds })
  if (fault !== null) {
    add(`fault.${fault.kind}`, true, { value: fault.value, count: fault.days })
    return { verdict: 'fault', firm: compared.firm, reasons }
  }
  const redefined = near.find(({ redefines }) => redefines)
  if (redefined !== undefined) {
    add('redefined', true, { day: redefined.day })
    return { verdict: 'definition', firm: true, reasons }
  }
  const { season, panel, siblings, beyondPanel } = regime
  if (season === null) add('noSeason', null)
  else add('season', regime.verdict === 'season', { change: percent(season.value), ...bounds(season.interval) })
  if (panel === null) add('noPanel', null)
  else
    add('panel', regime.verdict === 'platform' || regime.verdict === 'us-and-platform', {
      change: percent(panel.value),
      ...bounds(panel.interval),
      count: panel.n,
    })
  if (beyondPanel !== null)
    add('beyondPanel', regime.verdict === 'us' || regime.verdict === 'us-and-platform', {
      change: percent(beyondPanel.value),
      ...bounds(beyondPanel.interval),
    })
  if (siblings !== null) add('siblings', null, { change: percent(siblings.value), ...bounds(siblings.interval), count: siblings.n })
  const announced = near[0]
  if (announced === undefined) add('noneAnnounced', false)
  else add('announced', true, { day: announced.day })
  const posts = posting === null ? null : posting.interval[0] > 1 ? 'up' : posting.interval[1] < 1 ? 'down' : 'same'
  if (posting !== null)
    add(posts === 'same' ? 'postingSame' : 'posting', posts === direction, {
      before: posting.before,
      after: posting.after,
      count: posting.days,
    })
  const done = (verdict: Verdict): Decided => ({ verdict, firm: compared.firm && verdict !== 'unclear', reasons })
  if (regime.verdict === 'season' || regime.verdict === 'platform' || regime.verdict === 'us' || regime.verdict === 'us-and-platform')
    return done(regime.verdict)
  if (panel !== null) return done('unclear')
  if (posts === direction) return done('us')
  return done(announced === undefined ? 'unclear' : 'platform')
}
