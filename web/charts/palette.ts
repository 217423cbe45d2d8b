/** The colours of data, from Okabe and Ito (2008; theme.css), and a value-suppressing scale that greys what is unsure. */

export interface Palette {
  paper: string
  ink: string
  quiet: string
  line: string
  data: string
  soft: string
  dark: boolean
}

/** Reads the colours in force from the page. */
export const readPalette = (): Palette => {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    paper: read('--paper'),
    ink: read('--ink'),
    quiet: read('--quiet'),
    line: read('--line'),
    data: read('--data'),
    soft: read('--data-soft'),
    dark: document.documentElement.dataset['colorScheme'] === 'dark',
  }
}

/** Levels of certainty, from the most certain; each has half the steps of value of the one before (Correll, Moritz, Heer 2018). */
const stepsAtLevel = [8, 4, 2, 1] as const

type Rgb = readonly [number, number, number]
const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) => Math.round((a[i] as number) + ((b[i] as number) - (a[i] as number)) * share)) as unknown as Rgb
const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`

const scales = {
  light: { low: [191, 109, 36], middle: [243, 239, 231], high: [0, 92, 145], grey: [222, 216, 204] },
  dark: { low: [224, 150, 84], middle: [46, 42, 37], high: [104, 190, 240], grey: [58, 53, 46] },
} as const satisfies Record<string, Record<string, Rgb>>

/**
 * Colour of a cell. `value` from −1 (far below usual) to 1 (far above), `uncertainty` from 0 (sure) to 1 (nothing known).
 * The less sure, the fewer steps of value can be told apart and the greyer they are; at 1 all are the same grey. Cost O(1).
 */
export const suppressedColour = (value: number, uncertainty: number, dark: boolean): string => {
  const scale = dark ? scales.dark : scales.light
  const level = Math.min(stepsAtLevel.length - 1, Math.floor(Math.max(0, Math.min(1, uncertainty)) * stepsAtLevel.length))
  const steps = stepsAtLevel[level] as number
  if (steps === 1) return css(scale.grey)
  const unit = (Math.max(-1, Math.min(1, value)) + 1) / 2
  const step = Math.min(steps - 1, Math.floor(unit * steps))
  const centre = ((step + 0.5) / steps) * 2 - 1
  const pure = centre < 0 ? mix(scale.middle, scale.low, -centre) : mix(scale.middle, scale.high, centre)
  return css(mix(pure, scale.grey, level / stepsAtLevel.length))
}

/** The cells of the key: certainty levels from sure to unsure, each with its steps of value. */
export const suppressedKey = (dark: boolean): string[][] =>
  stepsAtLevel.map((steps, level) =>
    Array.from({ length: steps }, (_, step) => suppressedColour(((step + 0.5) / steps) * 2 - 1, (level + 0.5) / stepsAtLevel.length, dark)),
  )
