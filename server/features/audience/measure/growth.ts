/** Jumps of one account among others of its network, each with the days it spans. */
import { findGrowthJumps, type GrowthJump, type JumpKind } from '../../../../statistics/classify/growth-jumps.ts'
import type { TooLittleData } from '../../../../contract/metrics.ts'

/** One day of an account; null is not known. */
export interface GrowthDay {
  day: string
  followers: number | null
  posts: number | null
  engagements: number | null
}
export interface FoundJump {
  kind: JumpKind
  explained: boolean
  from: string
  to: string
  change: number
  interval: [number, number]
  followers: number
  probability: number
  evidence: GrowthJump['evidence']
}
export type MeasuredGrowth = TooLittleData | { kind: 'growth'; jumps: FoundJump[]; n: number; others: number; level: number }

export const growthLevel = 0.9
const dayMs = 86_400_000
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs
const isoOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

/** Pure. Newest jump first. `definitions`: days at which the network is known to have changed what it counts. Cost: 15 ms for three years of days and an account beside it. */
export const measureGrowth = (
  own: readonly GrowthDay[],
  others: readonly (readonly GrowthDay[])[],
  definitions: readonly string[] = [],
): MeasuredGrowth => {
  const account = (name: string, days: readonly GrowthDay[]) => ({
    account: name,
    days: days.map(({ day }) => dayNumber(day)),
    followers: days.map(({ followers }) => followers ?? Number.NaN),
    posts: days.map(({ posts }) => posts ?? Number.NaN),
    engagements: days.map(({ engagements }) => engagements ?? Number.NaN),
  })
  const found = findGrowthJumps([account('own', own), ...others.map((days, i) => account(`other ${i}`, days))], {
    level: growthLevel,
    definitionChanges: definitions.map((day) => ({ day: dayNumber(day) })),
  })
  if (found.kind === 'too-little-data') return { kind: found.kind, have: found.have, need: found.need, unit: found.unit }
  const thin = found.tooLittle.find((one) => one.account === 'own')
  if (thin !== undefined) return { kind: 'too-little-data', have: thin.have, need: thin.need, unit: 'readings' }
  const tell = (explained: boolean) => (jump: GrowthJump) => ({
    kind: jump.kind,
    explained,
    from: isoOf(jump.fromDay),
    to: isoOf(jump.toDay),
    change: jump.change,
    interval: jump.interval,
    followers: jump.followers,
    probability: jump.probability,
    evidence: jump.evidence,
  })
  const jumps = [
    ...found.jumps.filter((jump) => jump.account === 'own').map(tell(false)),
    ...found.explained.filter((jump) => jump.account === 'own').map(tell(true)),
  ]
  return {
    kind: 'growth',
    jumps: jumps.toSorted((a, b) => (a.to < b.to ? 1 : -1)),
    n: found.accounts.find((one) => one.account === 'own')?.n ?? 0,
    others: others.length,
    level: growthLevel,
  }
}
