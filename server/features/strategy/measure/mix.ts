/** The mix of pillars as it went out, against the mix that was wanted. */
import type { MixPart, Pillar } from '../../../../contract/strategy.ts'
import { say } from '../../../../contract/sentence.ts'
import { simultaneousShares } from '../../../../statistics/estimate/simultaneous-shares.ts'

const level = 0.8
/** Fewer sorted posts than this cannot tell one mix from another. */
export const fewestSorted = 10

/** Pure. `counts` of sorted posts per pillar in the period; posts of pillars that are no longer wanted are counted in the whole. Cost: O(pillars). */
export const measureMix = (
  pillars: readonly Pillar[],
  counts: readonly { pillarId: string | null; n: number }[],
  period: { from: string; to: string },
): { parts: MixPart[]; sorted: number; unsorted: number } => {
  const known = new Map(counts.map(({ pillarId, n }) => [pillarId, n]))
  const own = pillars.map(({ id }) => known.get(id) ?? 0)
  const sorted = counts.reduce((sum, { pillarId, n }) => (pillarId === null ? sum : sum + n), 0)
  const unsorted = known.get(null) ?? 0
  const elsewhere = sorted - own.reduce((a, b) => a + b, 0)
  const shares = sorted >= fewestSorted ? simultaneousShares([...own, ...(elsewhere > 0 ? [elsewhere] : [])], level) : []
  const parts = pillars.map(({ id, name, share }, index): MixPart => {
    const wanted = share / 100
    const found = shares[index]
    return {
      pillarId: id,
      name,
      wanted,
      share:
        found === undefined
          ? null
          : {
              ...found,
              level,
              n: sorted,
              evidence: {
                method: say('strategy:method.mix'),
                period,
                n: sorted,
                assumptions: [{ words: say('strategy:assumption.sortedAlike', { unsorted }), holds: unsorted === 0 ? true : null }],
                rows: {
                  columns: [say('strategy:column.pillar'), say('strategy:column.posts'), say('strategy:column.wantedShare')],
                  cells: pillars.map((pillar, row) => [pillar.name, own[row] as number, `${pillar.share}%`]),
                  total: pillars.length,
                },
                page: 'strategy',
              },
            },
      drift: found === undefined ? 'open' : found.interval[1] < wanted ? 'under' : found.interval[0] > wanted ? 'over' : 'open',
    }
  })
  return { parts, sorted, unsorted }
}
