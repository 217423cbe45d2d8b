/** Journeys packed for counting: paths of channel indices laid end to end, with how many journeys took each and how they ended. */

export interface Journeys {
  /** How many channels there are; touches are indices below it. */
  channels: number
  /** Path i is touches[offsets[i]] … touches[offsets[i + 1] - 1]; one longer than the number of paths. */
  offsets: Uint32Array
  touches: Uint16Array
  /** Journeys of each path that ended in a conversion. */
  conversions: Float64Array
  /** What these conversions were worth together, in the currency of the data. */
  values: Float64Array
  /** Journeys of each path that ended without. */
  nulls: Float64Array
}

export interface Path {
  /** Channel indices, oldest touch first; at least one. */
  touches: ArrayLike<number>
  conversions: number
  value?: number
  nulls?: number
}

/** Beyond these a number is a slip of a file; shares of counts further apart would also be lost in rounding. */
const [leastCount, mostCount] = [1e-9, 1e15]

const countable = (amount: number, what: string, i: number): number => {
  if (!(amount >= 0 && amount <= mostCount) || (amount > 0 && amount < leastCount))
    throw new RangeError(`Path ${i + 1} has ${amount} ${what}; give a number that is not negative and at most a quadrillion.`)
  return amount
}

/**
 * Packs and checks paths. Errors: a RangeError that names the path for an empty path, an unknown channel, or a count that is negative
 * not finite, or too small or too large to be one. Cost: O(touches).
 */
export const packJourneys = (channels: number, paths: readonly Path[]): Journeys => {
  if (!Number.isInteger(channels) || channels < 1 || channels > 65_535)
    throw new RangeError(`There are ${channels} channels; give between 1 and 65,535.`)
  let length = 0
  for (const { touches } of paths) length += touches.length
  const packed: Journeys = {
    channels,
    offsets: new Uint32Array(paths.length + 1),
    touches: new Uint16Array(length),
    conversions: new Float64Array(paths.length),
    values: new Float64Array(paths.length),
    nulls: new Float64Array(paths.length),
  }
  let at = 0
  paths.forEach((path, i) => {
    if (path.touches.length === 0) throw new RangeError(`Path ${i + 1} has no touches; leave it out or name its channel.`)
    for (let t = 0; t < path.touches.length; t++) {
      const channel = path.touches[t] as number
      if (!Number.isInteger(channel) || channel < 0 || channel >= channels)
        throw new RangeError(`Path ${i + 1} touches channel ${channel}; channels are numbered 0 to ${channels - 1}.`)
      packed.touches[at++] = channel
    }
    packed.offsets[i + 1] = at
    packed.conversions[i] = countable(path.conversions, 'conversions', i)
    packed.values[i] = countable(path.value ?? 0, 'of value', i)
    packed.nulls[i] = countable(path.nulls ?? 0, 'journeys without conversion', i)
  })
  return packed
}

/** The sum of an array. Cost: O(n). */
export const sum = (values: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] as number
  return total
}
