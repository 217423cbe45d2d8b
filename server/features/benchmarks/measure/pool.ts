/** Pools what was measured of all accounts, and finds the place of each. */
import type { Measure } from '../../../../contract/benchmarks.ts'
import { drawApart, fewestGroups, poolGroups } from '../../../../statistics/estimate/pool-groups.ts'
import { rankGroups } from '../../../../statistics/estimate/rank-groups.ts'
import { createGenerator } from '../../../../statistics/random/generator.ts'
import { type Raw, toShown } from './account.ts'

export const level = 0.9
/** A group of leaders is named when the chance to be among it is at least this. */
const sureEnough = 0.8

export interface Placed {
  interval: [number, number]
  among: number
  chance: number
  of: number
}
export interface PooledMeasure {
  pooled: boolean
  /** In the order given; null where too little is known. */
  rows: ({ value: number; interval: [number, number]; n: number; place: Placed | null } | null)[]
}

/** Pure: the same numbers give the same draws. Cost: 5 ms for eight accounts. */
export const poolMeasure = (measure: Measure, raws: readonly Raw[]): PooledMeasure => {
  const known = raws.flatMap((raw, index) => (raw.kind === 'too-little' ? [] : [{ raw, index }]))
  const generator = createGenerator(`benchmarks ${measure}`)
  const rows: PooledMeasure['rows'] = raws.map(() => null)
  if (known.length === 0) return { pooled: false, rows }
  const estimates = known.map(({ raw }) => (raw.kind === 'raw' ? raw.estimate : (raw as { value: number }).value))
  const exact = measure === 'followers'
  const variances = known.map(({ raw }) => (raw.kind === 'raw' ? Math.max(raw.variance, 1e-12) : 0))
  const canPool = !exact && known.length >= fewestGroups
  const pooled = canPool ? poolGroups(estimates, variances, generator, { level }) : null
  const found = exact
    ? {
        groups: estimates.map((value) => ({ value, interval: [value, value] as [number, number] })),
        draws: estimates.map((value) => Float64Array.of(value)),
      }
    : pooled?.kind === 'pooled'
      ? pooled
      : drawApart(estimates, variances, generator, { level })
  const ranks = rankGroups(found.draws, level)
  const shown = toShown[measure]
  for (const [at, { raw, index }] of known.entries()) {
    const [group, rank] = [found.groups[at], ranks[at]]
    if (group === undefined || rank === undefined) continue
    const among = rank.among.findIndex((chance) => chance >= sureEnough - 1e-9) + 1
    rows[index] = {
      value: shown(group.value),
      interval: [shown(group.interval[0]), shown(group.interval[1])],
      n: raw.kind === 'raw' ? raw.n : 1,
      place: known.length < 2 ? null : { interval: rank.interval, among, chance: rank.among[among - 1] ?? 1, of: known.length },
    }
  }
  return { pooled: canPool, rows }
}
