/** What a reader of one export format is: it knows its columns, and turns a row into a post or says why not. */
import type { Format } from '../../contract/content.ts'
import type { AccountMetric, MetricWindow, PostMetric } from '../../contract/metrics.ts'
import type { Sentence } from '../../contract/sentence.ts'
import type { DateOrder } from './dates.ts'
import type { Header } from './headers.ts'

/** What one column of a file was understood as. */
export interface ColumnReading {
  position: number
  header: string
  use: 'identity' | 'account' | 'text' | 'time' | 'metric' | 'detail' | 'ignored'
  /** What it is, in words, e.g. "Reach: how many people saw the post". */
  meaning: Sentence
  /** Set when it is ignored: why. */
  reason: Sentence | null
}

/** A difficulty with one row: `row` counts as a spreadsheet does, the header being row 1. */
export interface RowProblem {
  row: number
  column: string | null
  /** What stands there, cut to 80 characters. */
  value: string | null
  /** 'rejected': the row is left out. 'value-missing': the row is kept, this value is not. 'notice': kept, but look. */
  severity: 'rejected' | 'value-missing' | 'notice'
  sentence: Sentence
}

export interface ExportedAccount {
  networkAccountId: string | null
  name: string | null
  handle: string | null
}

export interface ExportedPost {
  row: number
  account: ExportedAccount
  /** Null: the file's id is destroyed; the post can only be found by its permalink. */
  networkPostId: string | null
  permalink: string | null
  publishedAt: Date
  /** False: the file gave the day only, and `publishedAt` is its first moment. */
  timeKnown: boolean
  format: Format
  text: string
  language: string | null
  paid: boolean | null
  metrics: { metric: PostMetric; window: MetricWindow; day: string | null; value: number }[]
  accountMetrics: { metric: AccountMetric; value: number }[]
}

export type RowReading =
  | { kind: 'post'; post: ExportedPost; problems: RowProblem[] }
  | { kind: 'skipped'; why: 'total' | 'description' }
  | { kind: 'rejected'; problems: RowProblem[] }

export interface RowOptions {
  dateOrder: DateOrder
  /** Places a wall clock reading in the chosen zone. */
  place: (local: string) => { at: Date; oddity: 'gap' | 'twice' | null }
}

/** A reader that has seen the header row of a file. */
export interface TableReader {
  columns: ColumnReading[]
  /** Where the time of publication stands. */
  timeColumn: number
  /** The order assumed where the dates themselves do not tell. */
  usualDateOrder: DateOrder
  readRow: (cells: string[], row: number, options: RowOptions) => RowReading
}

export interface ExportReader {
  /** Unique among all readers, e.g. "<network>-content". */
  format: string
  /** Null: the format belongs to no network; the account is chosen. */
  network: string | null
  name: { en: string; ar: string }
  /** How many of this format's columns these headers are; 0 when one that it cannot do without is missing. */
  recognise: (headers: Header[]) => number
  open: (headers: Header[]) => TableReader
}
