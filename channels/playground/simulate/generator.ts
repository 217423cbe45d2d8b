/** Seeded randomness of the simulator: the same name gives the same numbers on every machine, whoever else draws. */

export interface Generator {
  /** Uniform on [0, 1), 32 random bits. */
  uniform: () => number
  /** A whole number from 0 to `below` - 1. */
  below: (below: number) => number
  /** Normal with mean 0 and standard deviation 1 (Box and Muller 1958). */
  normal: () => number
  /** Poisson; a rounded normal above 500, where the two cannot be told apart here. */
  poisson: (mean: number) => number
  pick: <T>(items: readonly T[]) => T
  /** An index with chance in proportion to its weight. */
  weighted: (weights: readonly number[]) => number
}

/** FNV-1a over a name, finished by the mixer of murmur3: 32 well-spread bits. Cost: O(length). */
export const hashName = (name: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One number on [0, 1) that belongs to a name, for single decisions. */
export const uniformOf = (name: string): number => hashName(name) / 4294967296

/** A generator for a name. sfc32 by Chris Doty-Humphrey (PractRand); names are the streams, so adding one leaves the others as they were. */
export const createGenerator = (name: string): Generator => {
  let a = hashName(`a/${name}`)
  let b = hashName(`b/${name}`)
  let c = hashName(`c/${name}`)
  let counter = 1
  const uniform = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  // Names that are alike begin alike in single words; sfc32 needs a dozen rounds to mix them.
  for (let i = 0; i < 12; i++) uniform()

  let spare: number | null = null
  const normal = () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
  const poisson = (mean: number) => {
    if (!(mean > 0)) return 0
    if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    // Knuth's product, in pieces of 50 so that exp() stays far from zero.
    let count = 0
    for (let left = mean; left > 0; left -= 50) {
      const limit = Math.exp(-Math.min(left, 50))
      for (let product = uniform(); product > limit; product *= uniform()) count++
    }
    return count
  }
  const weighted = (weights: readonly number[]) => {
    let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0)
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i] as number
      if (left < 0) return i
    }
    return weights.length - 1
  }
  const below = (limit: number) => Math.floor(uniform() * limit)
  return { uniform, below, normal, poisson, weighted, pick: (items) => items[below(items.length)] as (typeof items)[number] }
}
