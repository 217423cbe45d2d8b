/** The logarithm of the gamma function. */

const coefficients = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0, relative error about 1e-14. Source: Lanczos 1964 (SIAM J. Numer. Anal. B 1), g = 7 with nine terms (Godfrey 2001). */
export const logGamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN
  // Γ(x) is 1/x there to all digits, and π / sin would overflow.
  if (x < 1e-20) return -Math.log(x)
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  let sum = coefficients[0] as number
  for (let i = 1; i < 9; i++) sum += (coefficients[i] as number) / (z + i)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}
