/** What the measured strategy says, in one sentence each. */
import { type Sentence, say } from '../../../../contract/sentence.ts'
import type { AccountWorth, ConsistencyWeek, Gap, MixPart, StrategyCheck } from '../../../../contract/strategy.ts'
import { fewestSorted } from '../measure/mix.ts'

export const tellConsistency = (weeks: readonly ConsistencyWeek[], kept: StrategyCheck['kept'], gaps: readonly Gap[]): Sentence => {
  const now = weeks.at(-1)
  if (now === undefined || now.wanted === null) return say('strategy:answer.noStrategy')
  if (gaps.length > 0) {
    const missing = gaps.reduce((sum, { wanted, planned }) => sum + Math.floor(wanted) - planned, 0)
    return say('strategy:answer.gaps', { count: missing, done: now.done, wanted: now.wanted })
  }
  if (kept === null) return say('strategy:answer.young', { done: now.done, wanted: now.wanted })
  return say('strategy:answer.kept', { count: Math.round(kept.value * kept.n), n: kept.n })
}

export const tellMix = (parts: readonly MixPart[], sorted: number, unsorted: number): Sentence => {
  if (parts.length === 0) return say('strategy:mix.none')
  if (sorted < fewestSorted) return say('strategy:mix.thin', { have: sorted, need: fewestSorted, unsorted })
  const under = parts
    .filter(({ drift }) => drift === 'under')
    .sort((a, b) => b.wanted - (b.share?.value ?? 0) - (a.wanted - (a.share?.value ?? 0)))[0]
  const over = parts.filter(({ drift }) => drift === 'over')[0]
  const percent = (share: number) => Math.round(100 * share)
  if (under?.share) return say('strategy:mix.under', { name: under.name, share: percent(under.share.value), wanted: percent(under.wanted) })
  if (over?.share) return say('strategy:mix.over', { name: over.name, share: percent(over.share.value), wanted: percent(over.wanted) })
  return say('strategy:mix.asWanted', { sorted })
}

/** Below this share of sorted posts the others could turn the mix round. */
const enoughSorted = 0.7

export const noteMix = (parts: readonly MixPart[], sorted: number, unsorted: number): Sentence | null =>
  parts.length === 0 || sorted < fewestSorted || sorted >= enoughSorted * (sorted + unsorted)
    ? null
    : say('strategy:mix.fewSorted', { sorted, all: sorted + unsorted })

export const tellWorth = (accounts: readonly AccountWorth[]): Sentence => {
  const told = accounts.filter(({ engaged, followers }) => engaged !== null && followers !== null)
  const [first] = told
  if (first?.engaged === undefined || first.engaged === null) return say('strategy:worth.none')
  const largest = told.toSorted((a, b) => (b.followers ?? 0) - (a.followers ?? 0))[0]
  if (
    told.length > 1 &&
    largest !== undefined &&
    largest.accountId !== first.accountId &&
    largest.engaged !== null &&
    first.engaged.interval[0] > largest.engaged.interval[1]
  )
    return say('strategy:worth.notTheLargest', {
      first: first.handle,
      largest: largest.handle,
      people: first.engagedPeople,
      followers: first.followers ?? 0,
    })
  return say('strategy:worth.one', { handle: first.handle, people: first.engagedPeople, followers: first.followers ?? 0 })
}
