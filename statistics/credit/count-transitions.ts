/** Counts what follows what: the sparse transition counts of a Markov chain whose state is the last few channels of a journey. */
import type { Journeys } from './journeys.ts'

/** Compressed sparse rows. State 0 is the start; the rest are the histories of up to `order` channels that were observed. */
export interface Transitions {
  order: number
  channels: number
  states: number
  /** The newest channel of each state; −1 for the start. */
  newest: Int32Array
  /** Row r is rows[r] … rows[r + 1] − 1 of `next` and `weight`: moves to other states. */
  rows: Uint32Array
  next: Uint32Array
  weight: Float64Array
  /** Journeys that ended in each state, with and without conversion. */
  converted: Float64Array
  lost: Float64Array
}

interface Entries {
  keys: Float64Array
  weights: Float64Array
}

const denseLimit = 1 << 22

/**
 * Counts into a table with a place for every key: histories are `bits` wide per channel, so that the next one is a shift and a mask. Four times
 * as many touches a second as through the table of createSlots.
 */
const countDensely = ({ channels, offsets, touches, conversions, nulls }: Journeys, order: number, bits: number): Entries => {
  const ends = channels + 2
  const mask = (1 << (bits * order)) - 1
  const table = new Float64Array((mask + 1) * ends)
  const paths = offsets.length - 1
  for (let path = 0; path < paths; path++) {
    const converted = conversions[path] as number
    const lost = nulls[path] as number
    const here = converted + lost
    if (here === 0) continue
    let state = 0
    const end = offsets[path + 1] as number
    for (let t = offsets[path] as number; t < end; t++) {
      const channel = touches[t] as number
      const key = Math.imul(state, ends) + channel
      table[key] = (table[key] as number) + here
      state = ((state << bits) | (channel + 1)) & mask
    }
    const last = Math.imul(state, ends) + channels
    table[last] = (table[last] as number) + converted
    table[last + 1] = (table[last + 1] as number) + lost
  }
  let used = 0
  for (let key = 0; key < table.length; key++) if ((table[key] as number) > 0) used++
  const entries = { keys: new Float64Array(used), weights: new Float64Array(used) }
  for (let key = 0, at = 0; key < table.length; key++) {
    if (!((table[key] as number) > 0)) continue
    entries.keys[at] = key
    entries.weights[at++] = table[key] as number
  }
  return entries
}

/** Slots for keys in an open-addressing table, for spaces that are too large for a place each. */
const createSlots = () => {
  let capacity = 1 << 16
  let keys = new Float64Array(capacity).fill(-1)
  let weights = new Float64Array(capacity)
  let used = 0
  const find = (key: number) => {
    let slot = Math.imul((key % 4294967296) ^ Math.floor(key / 4294967296), 0x9e3779b1) & (capacity - 1)
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (capacity - 1)
    return slot
  }
  const put = (key: number, amount: number) => {
    const slot = find(key)
    if (keys[slot] === -1) {
      keys[slot] = key
      used++
    }
    weights[slot] = (weights[slot] as number) + amount
  }
  return {
    add: (key: number, amount: number) => {
      put(key, amount)
      if (used * 2 < capacity) return
      const [oldKeys, oldWeights] = [keys, weights]
      capacity *= 2
      used = 0
      keys = new Float64Array(capacity).fill(-1)
      weights = new Float64Array(capacity)
      oldKeys.forEach((old, slot) => {
        if (old !== -1) put(old, oldWeights[slot] as number)
      })
    },
    entries: (): Entries => {
      const slots = Array.from(keys.keys())
        .filter((slot) => keys[slot] !== -1)
        .sort((a, b) => (keys[a] as number) - (keys[b] as number))
      return { keys: Float64Array.from(slots, (s) => keys[s] as number), weights: Float64Array.from(slots, (s) => weights[s] as number) }
    },
  }
}

/**
 * The transition counts of order 1 to 4. A path of channels c1, c2, … visits the states (c1), (c1 c2), …, each the last `order`
 * channels, so that short paths are exact too. Paths without journeys are passed over. Errors: a RangeError for another order, or
 * when there are too many channels to number their histories exactly. Cost: O(touches + states).
 */
export const countTransitions = (journeys: Journeys, order: number): Transitions => {
  const { channels, offsets, touches } = journeys
  if (!Number.isInteger(order) || order < 1 || order > 4) throw new RangeError(`The order is ${order}; give 1, 2, 3 or 4.`)
  const base = channels + 1
  const histories = base ** order
  const ends = channels + 2
  if (histories * ends > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`${channels} channels are too many for order ${order}; choose a lower order or join channels.`)
  const bits = 32 - Math.clz32(channels)
  if (2 ** (bits * order) * ends <= denseLimit) return compress(countDensely(journeys, order, bits), channels, order, 2 ** bits)
  const slots = createSlots()
  for (let path = 0; path + 1 < offsets.length; path++) {
    const conversions = journeys.conversions[path] as number
    const nulls = journeys.nulls[path] as number
    const journeysHere = conversions + nulls
    if (journeysHere === 0) continue
    let state = 0
    const end = offsets[path + 1] as number
    for (let t = offsets[path] as number; t < end; t++) {
      const channel = touches[t] as number
      slots.add(state * ends + channel, journeysHere)
      state = (state * base + channel + 1) % histories
    }
    if (conversions > 0) slots.add(state * ends + channels, conversions)
    if (nulls > 0) slots.add(state * ends + channels + 1, nulls)
  }
  return compress(slots.entries(), channels, order, base)
}

/** `base`: how many symbols the histories are numbered with. */
const compress = ({ keys, weights }: Entries, channels: number, order: number, base: number): Transitions => {
  const ends = channels + 2
  const histories = base ** order
  // Every observed history has a way out, and keys are sorted: its index is the order of its first key, the start (0) first of all.
  const index = new Map<number, number>([[0, 0]])
  for (let i = 0; i < keys.length; i++) {
    const state = Math.floor((keys[i] as number) / ends)
    if (!index.has(state)) index.set(state, index.size)
  }
  const states = index.size
  const transitions: Transitions = {
    order,
    channels,
    states,
    newest: new Int32Array(states),
    rows: new Uint32Array(states + 1),
    next: new Uint32Array(keys.length),
    weight: new Float64Array(keys.length),
    converted: new Float64Array(states),
    lost: new Float64Array(states),
  }
  for (const [state, row] of index) transitions.newest[row] = (state % base) - 1
  let used = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    const state = Math.floor(key / ends)
    const row = index.get(state) as number
    const symbol = key - state * ends
    if (symbol === channels) transitions.converted[row] = weights[i] as number
    else if (symbol > channels) transitions.lost[row] = weights[i] as number
    else {
      transitions.next[used] = index.get((state * base + symbol + 1) % histories) as number
      transitions.weight[used++] = weights[i] as number
    }
    transitions.rows[row + 1] = used
  }
  transitions.next = transitions.next.subarray(0, used)
  transitions.weight = transitions.weight.subarray(0, used)
  return transitions
}
