/** The week as 168 slots (weekday × hour) written in smooth, cyclic features, so that neighbouring hours lend each other strength. */

export const hoursPerDay = 24
export const daysPerWeek = 7
export const slotCount = hoursPerDay * daysPerWeek

export type SlotGroup = 'hour' | 'day' | 'both'

export interface SlotFeatures {
  /** 168 × count, row-major; slot = weekday × 24 + hour, weekday 0 = Monday. */
  values: Float64Array
  count: number
  /** The group of each feature; each group's prior variance, averaged over slots, is 1 before its scale. */
  groups: SlotGroup[]
}

/** Power of the j-th daily harmonic: the spectrum of a periodic Matérn-like process with a range of about three hours. */
const power = (j: number): number => (1 + (j / 2) ** 2) ** -1.5

const hourFeatures = (harmonics: number): number[][] => {
  let total = 0
  for (let j = 1; j <= harmonics; j++) total += power(j)
  const features: number[][] = []
  for (let j = 1; j <= harmonics; j++) {
    const scale = Math.sqrt(power(j) / total)
    const wave = (shape: (angle: number) => number) =>
      Array.from({ length: hoursPerDay }, (_, hour) => scale * shape((2 * Math.PI * j * hour) / hoursPerDay))
    features.push(wave(Math.cos))
    // At the twelfth harmonic the sine is zero in every whole hour.
    if (j * 2 < hoursPerDay) features.push(wave(Math.sin))
  }
  return features
}

/** Helmert contrasts of seven days: exchangeable deviations that sum to zero, with variance 1 on every day. */
const dayFeatures = (): number[][] =>
  Array.from({ length: daysPerWeek - 1 }, (_, k) => {
    const scale = Math.sqrt(daysPerWeek / (daysPerWeek - 1) / ((k + 1) * (k + 2)))
    return Array.from({ length: daysPerWeek }, (_, day) => (day <= k ? scale : day === k + 1 ? -(k + 1) * scale : 0))
  })

const outer = (day: number[], hour: number[]): number[] => day.flatMap((d) => hour.map((h) => d * h))
const ones = (length: number): number[] => Array.from({ length }, () => 1)

/**
 * Weight-space form of a Gaussian process: hour of day (all twelve harmonics), weekday (exchangeable), and weekday × hour (four
 * harmonics). A prior of variance s² on a group's weights is a process of mean variance s² over the week. Source: Solin & Särkkä 2014,
 * "Explicit link between periodic covariance functions and state space models" (AISTATS). Cost: 168 × 77 numbers.
 */
export const slotFeatures = (): SlotFeatures => {
  const columns: number[][] = []
  const groups: SlotGroup[] = []
  const add = (group: SlotGroup, column: number[]) => {
    columns.push(column)
    groups.push(group)
  }
  const days = dayFeatures()
  for (const hour of hourFeatures(12)) add('hour', outer(ones(daysPerWeek), hour))
  for (const day of days) add('day', outer(day, ones(hoursPerDay)))
  for (const day of days) for (const hour of hourFeatures(4)) add('both', outer(day, hour))
  const values = new Float64Array(slotCount * columns.length)
  columns.forEach((column, f) => column.forEach((value, slot) => (values[slot * columns.length + f] = value)))
  return { values, count: columns.length, groups }
}
