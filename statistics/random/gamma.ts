/** Draws from a gamma distribution. */
import type { Generator } from './generator.ts'
import { drawNormal } from './normal.ts'

/** One draw with mean shape·scale, shape > 0. Source: Marsaglia & Tsang 2000, ACM TOMS 26(3); for shape < 1 their boost by U^(1/shape). */
export const drawGamma = (generator: Generator, shape: number, scale = 1): number => {
  if (!(shape > 0 && shape <= 1e15)) throw new RangeError(`a gamma shape must be above 0, not ${shape}`)
  if (!(Math.abs(scale) <= 1e200)) throw new RangeError(`a gamma scale must be a finite number, not ${scale}`)
  if (shape < 1) return drawGamma(generator, shape + 1, scale) * generator.openUniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(generator)
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    if (Math.log(generator.openUniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale
  }
}
