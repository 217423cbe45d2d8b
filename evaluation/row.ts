/** One line of an evaluation's table: our figure beside the published or promised one, with its source and the data it was measured on. */

export interface Row {
  /** What was measured, with its unit. */
  name: string
  ours: string
  /** The published or promised figure. */
  published: string
  source: string
  /** Which data: a file, or a simulation with its seed. */
  data: string
  /** `info`: no promise hangs on it. `no-data`: the data is not here, so nothing is claimed. */
  verdict: 'pass' | 'short' | 'no-data' | 'info'
}

export interface RunOptions {
  seed: number
  /** A smaller run, for a look; figures in docs come from the full one. */
  quick: boolean
  /** Says how far it is; long runs call it often. */
  progress: (words: string) => void
}

/** What every evaluation/<capability>/run.ts exports as `run`. */
export type Run = (options: RunOptions) => Promise<Row[]>
