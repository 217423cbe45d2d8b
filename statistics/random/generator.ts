/** A seeded source of randomness that splits into independent streams: the same seed gives the same numbers on every machine. */

export interface Generator {
  /** The next 32 random bits, as an integer in [0, 2^32). */
  nextUint32: () => number
  /** Uniform on [0, 1) with 53 random bits. */
  uniform: () => number
  /** Uniform on (0, 1): for quantile functions, which are infinite at the ends. */
  openUniform: () => number
  /**
   * A new generator whose stream depends on this one's seed and the label alone, never on how many numbers were drawn: adding a
   * consumer does not change what the others see.
   */
  split: (label: string | number) => Generator
}

export type GeneratorState = [number, number, number, number]

const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k))

/** xoshiro128** 1.1 from a raw state (not all zero). Source: Blackman & Vigna 2021, ACM TOMS 47(4), doi:10.1145/3460772. */
export const generatorFromState = ([s0, s1, s2, s3]: GeneratorState): Generator => {
  let [a, b, c, d] = [s0 | 0, s1 | 0, s2 | 0, s3 | 0]
  if ((a | b | c | d) === 0) throw new RangeError('xoshiro128** cannot start from a state of zeros')
  const nextUint32 = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return result
  }
  const uniform = () => ((nextUint32() >>> 5) * 67108864 + (nextUint32() >>> 6)) / 9007199254740992
  return {
    nextUint32,
    uniform,
    openUniform: () => ((nextUint32() >>> 5) * 67108864 + (nextUint32() >>> 6) + 0.5) / 9007199254740992,
    split: (label) => generatorFromState(spread(hash(`${s0}.${s1}.${s2}.${s3}/${label}`))),
  }
}

/** FNV-1a, 32 bits, finished by murmur3's mixer: turns a name into a seed. */
const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

const mix = (h: number): number => {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Fills the state from one word by a Weyl sequence through the mixer, as splitmix does. */
const spread = (seed: number): GeneratorState => {
  let x = seed | 0
  const next = () => {
    x = (x + 0x9e3779b9) | 0
    return mix(x)
  }
  return [next(), next(), next(), next() | 1]
}

/** A generator from a whole number or a name. Cost: O(length of the name). */
export const createGenerator = (seed: number | string): Generator => generatorFromState(spread(hash(`athar/${seed}`)))
