/** What nobody should feed to a kernel, and what a kernel owes even then: a finite answer or a refusal in words, soon. */
import fc from 'fast-check'

/** Numbers that break sums, quotients, logarithms and loops. */
export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 50 }) },
  { weight: 2, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      0,
      -0,
      1e308,
      -1e308,
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      1e-308,
      2 ** 53,
      2 ** 31,
      -1,
      0.5,
      1 - 2 ** -53,
      1e15,
    ),
  },
  { weight: 1, arbitrary: fc.double() },
)

/** Numbers as they come in a file that was typed by somebody: finite, of very different sizes, some missing. */
export const roughNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 1000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, -0, 1e-300, 1e12, 1e100) },
)

/** Empty, one, two, constant, hostile through and through, or nearly decent. */
export const hostileArray = (maxLength = 40): fc.Arbitrary<number[]> =>
  fc.oneof(
    fc.constantFrom<number[]>([], [0], [1, 1], [Number.NaN], [0, 0, 0]),
    fc.array(hostileNumber, { maxLength }),
    fc.array(roughNumber, { maxLength }),
    fc.tuple(roughNumber, fc.nat(maxLength)).map(([value, n]) => Array.from({ length: n }, () => value)),
    fc
      .tuple(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength }), fc.nat(), hostileNumber)
      .map(([values, at, value]) => values.with(at % values.length, value)),
  )

/** Where in an answer a number stands: keys joined by dots. */
export type Allows = (path: string, value: number) => boolean

const findStrange = (answer: unknown, path: string, allows: Allows): string | null => {
  if (typeof answer === 'number') return Number.isFinite(answer) || allows(path, answer) ? null : `${path} is ${answer}`
  if (answer === null || typeof answer !== 'object') return null
  const entries = ArrayBuffer.isView(answer) ? Object.entries(Array.from(answer as Float64Array)) : Object.entries(answer)
  for (const [key, value] of entries) {
    const strange = findStrange(value, path === '' ? key : `${path}.${key}`, allows)
    if (strange !== null) return strange
  }
  return null
}

/** No kernel takes longer for a few dozen values, on a busy machine too. */
const patienceMs = 5000

/**
 * Runs a kernel and throws what is wrong with its behaviour: an error that is no RangeError with a sentence, a number in the answer that is not finite (unless
 * `allows` it, because the docstring does), or no answer within five seconds.
 */
export const mustBehave = (kernel: () => unknown, allows: Allows = () => false): void => {
  const started = performance.now()
  let answer: unknown
  try {
    answer = kernel()
  } catch (error) {
    if (
      !(error instanceof RangeError) ||
      error.message.length < 12 ||
      /Invalid (typed )?array length|Maximum call stack/.test(error.message)
    )
      throw new Error(`an error without a sentence: ${String(error)}`, { cause: error })
    return
  }
  const seconds = (performance.now() - started) / 1000
  if (seconds * 1000 > patienceMs) throw new Error(`an answer after ${seconds.toFixed(1)} s`)
  const strange = findStrange(answer, '', allows)
  if (strange !== null) throw new Error(`a silent ${strange}`)
}

/** fast-check’s seed is fixed, so that a failure can be repeated and a run costs the same each time. */
export const fuzz = <Input extends unknown[]>(
  inputs: { [Key in keyof Input]: fc.Arbitrary<Input[Key]> },
  kernel: (...input: Input) => unknown,
  { allows, runs = 400 }: { allows?: Allows; runs?: number } = {},
): void => {
  fc.assert(
    fc.property(fc.tuple(...(inputs as unknown as fc.Arbitrary<unknown>[])), (input) =>
      mustBehave(() => kernel(...(input as Input)), allows),
    ),
    { numRuns: runs, seed: 20261123 },
  )
}
