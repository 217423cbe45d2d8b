/** Small pictures made of text: intervals on a common scale, series as a row of bars, and columns that line up. */

const bars = '▁▂▃▄▅▆▇█'

/** A series as one line of bars; many values are averaged into `width`, missing ones leave a gap. Cost: O(n). */
export const sparkline = (values: ArrayLike<number>, width = 72): string => {
  const n = Math.min(width, values.length)
  const columns = Array.from({ length: n }, (_, column) => {
    let [sum, seen] = [0, 0]
    const to = Math.max(Math.floor(((column + 1) * values.length) / n), Math.floor((column * values.length) / n) + 1)
    for (let i = Math.floor((column * values.length) / n); i < to; i++) {
      const value = values[i] as number
      if (Number.isNaN(value)) continue
      sum += value
      seen++
    }
    return seen === 0 ? Number.NaN : sum / seen
  })
  const known = columns.filter((value) => !Number.isNaN(value))
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return columns
    .map((value) => (Number.isNaN(value) ? ' ' : bars[high > low ? Math.min(7, Math.floor((8 * (value - low)) / (high - low))) : 3]))
    .join('')
}

/** Which column of a sparkline shows the observation `index`. */
export const sparkColumn = (index: number, n: number, width = 72): number =>
  Math.min(Math.floor((index * Math.min(width, n)) / n), width - 1)

export interface Whisker {
  value: number
  interval: readonly [number, number] | null
}

/**
 * Each estimate as ├──●──┤ on one scale from the least to the greatest end; `reference` (zero effect, an average) is a thin line. What has no
 * interval is a lone ●; what is not finite is left out.
 */
export const whiskers = (
  estimates: readonly Whisker[],
  { reference = null, width = 32 }: { reference?: number | null; width?: number } = {},
): string[] => {
  const ends = estimates.flatMap(({ value, interval }) => [value, ...(interval ?? [])]).filter(Number.isFinite)
  if (reference !== null) ends.push(reference)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const place = (value: number) => (high > low ? Math.round(((value - low) / (high - low)) * (width - 1)) : Math.floor(width / 2))
  return estimates.map(({ value, interval }) => {
    const line = Array.from({ length: width }, () => ' ')
    if (reference !== null) line[place(reference)] = '┊'
    if (interval !== null && interval.every(Number.isFinite)) {
      const [from, to] = [place(interval[0]), place(interval[1])]
      for (let at = from; at <= to; at++) line[at] = '─'
      line[from] = '├'
      line[to] = '┤'
    }
    if (Number.isFinite(value)) line[place(value)] = '●'
    return line.join('')
  })
}

/** How wide a text stands in a terminal: marks that sit on letters (Arabic vowels) take no room. */
const widthOf = (text: string): number => Array.from(text.replace(/[\p{Mn}\u200B-\u200F\u202A-\u202E\u2066-\u2069]/gu, '')).length

const pad = (text: string, width: number, atStart: boolean): string => {
  const room = ' '.repeat(Math.max(0, width - widthOf(text)))
  return atStart ? room + text : text + room
}

/** Rows as columns that line up, numbers to the right. Nothing for no rows. */
export const columns = (headings: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  if (rows.length === 0) return []
  const widths = headings.map((heading, at) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[at] ?? ''))))
  const numeric = headings.map((_, at) => rows.every((row) => /^[-+−]?[\d.,]+%?$/.test((row[at] ?? '').trim()) || (row[at] ?? '') === '–'))
  return [headings, ...rows].map((row) =>
    widths
      .map((width, at) => pad(row[at] ?? '', width, numeric[at] as boolean))
      .join('  ')
      .trimEnd(),
  )
}

/** A number for people: as many digits as say something, never an exponent for ordinary amounts. */
export const number = (value: number, digits = 4): string => {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e15 || size < 1e-6) return value.toExponential(2)
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)))
  const rounded = Number(value.toFixed(Math.min(decimals, 10)))
  return rounded.toLocaleString('en', { maximumFractionDigits: Math.min(decimals, 10), useGrouping: size >= 10_000 })
}

export const interval = ([low, high]: readonly [number, number], digits = 4): string => `[${number(low, digits)}, ${number(high, digits)}]`

export const percent = (ratio: number): string => (Number.isFinite(ratio) ? `${ratio > 0 ? '+' : ''}${number(100 * ratio, 3)}%` : '–')
