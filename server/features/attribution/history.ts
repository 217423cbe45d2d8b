/** Conversions or value by day, as holdouts are planned from and judged by. */

/** What happened each day, one row a region (or one row for everything); the days follow each other without a hole. */
export interface DailyHistory {
  units: string[]
  days: string[]
  values: number[][]
}
