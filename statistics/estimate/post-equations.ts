/** The sums that the model of posts needs from the data; after them, no step depends on how many posts there are. */
import type { Layout, Posts } from './post-layout.ts'
import { slotCount, type SlotFeatures } from './slot-features.ts'

/**
 * Weighted normal equations. Unknowns come in two blocks: `rest` (levels, bursts, formats, pillars, paid) and `slot` (weights of the slot features).
 * Matrices are row-major: restRest is rest × rest, restSlot rest × slot, slotSlot slot × slot.
 */
export interface Equations {
  n: number
  rest: number
  slot: number
  restRest: Float64Array
  restSlot: Float64Array
  slotSlot: Float64Array
  restOutcome: Float64Array
  slotOutcome: Float64Array
  outcomeOutcome: number
}

/** Where each unknown of the rest stands. */
export const burstOffset = (layout: Layout): number => layout.levels
export const formatOffset = (layout: Layout): number => 2 * layout.levels
export const pillarOffset = (layout: Layout): number => formatOffset(layout) + layout.formats
export const paidOffset = (layout: Layout): number => pillarOffset(layout) + layout.pillars
export const restCount = (layout: Layout): number => paidOffset(layout) + (layout.hasPaid ? 1 : 0)

/** Sums products of the columns with weights. Cost: O(n) + 168 × slot × (slot + rest) for the slots that have posts. */
export const sumEquations = (
  posts: Posts,
  layout: Layout,
  features: SlotFeatures,
  outcomes: ArrayLike<number>,
  weights: ArrayLike<number>,
): Equations => {
  const rest = restCount(layout)
  const slot = features.count
  const restRest = new Float64Array(rest * rest)
  const restCell = new Float64Array(rest * slotCount)
  const cell = new Float64Array(slotCount)
  const cellOutcome = new Float64Array(slotCount)
  const restOutcome = new Float64Array(rest)
  let outcomeOutcome = 0
  const add = (array: Float64Array, at: number, value: number) => (array[at] = (array[at] as number) + value)
  const columns = new Int32Array(5)
  for (let i = 0; i < layout.n; i++) {
    const w = weights[i] as number
    const wy = w * (outcomes[i] as number)
    const s = posts.slots[i] as number
    columns[0] = layout.level[i] as number
    columns[1] = burstOffset(layout) + (layout.level[i] as number)
    columns[2] = formatOffset(layout) + (posts.formats[i] as number)
    let used = 3
    if (posts.pillars) columns[used++] = pillarOffset(layout) + (posts.pillars[i] as number)
    if (layout.hasPaid && posts.paid[i]) columns[used++] = paidOffset(layout)
    for (let a = 0; a < used; a++) {
      const c = columns[a] as number
      for (let b = 0; b < used; b++) add(restRest, c * rest + (columns[b] as number), w)
      add(restCell, c * slotCount + s, w)
      add(restOutcome, c, wy)
    }
    add(cell, s, w)
    add(cellOutcome, s, wy)
    outcomeOutcome += wy * (outcomes[i] as number)
  }

  const restSlot = new Float64Array(rest * slot)
  const slotSlot = new Float64Array(slot * slot)
  const slotOutcome = new Float64Array(slot)
  for (let s = 0; s < slotCount; s++) {
    const total = cell[s] as number
    if (total === 0) continue
    const x = features.values.subarray(s * slot, (s + 1) * slot)
    for (let f = 0; f < slot; f++) {
      const xf = x[f] as number
      add(slotOutcome, f, xf * (cellOutcome[s] as number))
      const scaled = xf * total
      for (let h = 0; h <= f; h++) add(slotSlot, f * slot + h, scaled * (x[h] as number))
    }
    for (let r = 0; r < rest; r++) {
      const shared = restCell[r * slotCount + s] as number
      if (shared !== 0) for (let f = 0; f < slot; f++) add(restSlot, r * slot + f, shared * (x[f] as number))
    }
  }
  for (let f = 0; f < slot; f++) for (let h = 0; h < f; h++) slotSlot[h * slot + f] = slotSlot[f * slot + h] as number
  return { n: layout.n, rest, slot, restRest, restSlot, slotSlot, restOutcome, slotOutcome, outcomeOutcome }
}
