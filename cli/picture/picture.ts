/** What a picture of an analysis says; drawn as SVG by draw.ts. */

interface Common {
  title: string
  /** The answer in a sentence: what somebody hears who cannot see the picture. */
  description: string
  /** Under the picture: n, level, method. */
  note: string
}

export interface IntervalPicture extends Common {
  kind: 'intervals'
  /** What the axis measures, with its unit. */
  axis: string
  /** A line through all rows: no effect, the average. Null where there is none. */
  reference: number | null
  rows: { label: string; value: number; interval: readonly [number, number] | null; note: string }[]
}

export interface SeriesPicture extends Common {
  kind: 'series'
  axis: string
  /** In order; NaN leaves a gap. `start` is where the line begins on the common x axis, in observations. */
  lines: { name: string; start: number; values: ArrayLike<number>; strong: boolean }[]
  bands: { start: number; lower: ArrayLike<number>; upper: ArrayLike<number>; level: number }[]
  /** Places that are shaded, with their label: a change with its interval, a jump. */
  marks: { at: number; from: number; to: number; label: string }[]
  /** Horizontal pieces: the level between two changes. */
  levels: { from: number; to: number; value: number }[]
  /** Words at both ends of the x axis. */
  ends: [string, string]
}

export type Picture = IntervalPicture | SeriesPicture
