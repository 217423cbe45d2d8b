/** Public experiments and posts: GrowthBook’s answers, ASOS’s checkpoints, Upworthy’s headlines, pages of news. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Arm } from '../../statistics/compare/effect.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data')
const read = (...parts: string[]): string | null => {
  const file = path.join(folder, ...parts)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
const table = (text: string) => parse(text, { columns: true, relax_quotes: true }) as Record<string, string>[]
const groupBy = <Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

interface Answer {
  est: number
  ci: [number, number]
}
export type Tested = Answer & { p: number }
export type Believed = Answer & { chance_to_win: number; risk: [number, number] }
export interface ReferenceCase {
  a: { x: number; n: number }
  b: { x: number; n: number }
  ttest_relative: Tested
  ttest_absolute: Tested
  seq5000_relative: Tested
  seq5000_absolute: Tested
  bayes_flat: Believed
  'bayes_N(0,0.3^2)': Believed
}

export const readReferenceCases = (): ReferenceCase[] | null => {
  const text = read('experiments', 'gbstats_reference_cases.json')
  return text === null ? null : (JSON.parse(text) as { cases: ReferenceCase[] }).cases
}

/** One look at one experiment. */
export interface Checkpoint {
  control: Arm
  treatment: Arm
}

/** Per metric, each variant’s looks in time order; looks with a missing number are left out. */
export const readCheckpoints = (): Map<string, Checkpoint[][]> | null => {
  const text = read('experiments', 'asos_metrics_1_2.csv')
  if (text === null) return null
  const rows = table(text).map((row) => {
    const number = (column: string) => (row[column] === '' ? Number.NaN : Number(row[column]))
    return {
      metric: row.metric_id ?? '',
      variant: `${row.experiment_id}/${row.variant_id}`,
      time: number('time_since_start'),
      control: { n: number('count_c'), mean: number('mean_c'), variance: number('variance_c') },
      treatment: { n: number('count_t'), mean: number('mean_t'), variance: number('variance_t') },
    }
  })
  const whole = rows.filter(({ control, treatment }) => [...Object.values(control), ...Object.values(treatment)].every(Number.isFinite))
  return new Map(
    [...groupBy(whole, ({ metric }) => metric)].map(([metric, all]) => [
      metric,
      [...groupBy(all, ({ variant }) => variant).values()].map((looks) => looks.sort((a, b) => a.time - b.time)),
    ]),
  )
}

export interface HeadlineTest {
  week: string
  packages: { impressions: number; clicks: number }[]
}

export const readHeadlines = (): HeadlineTest[] | null => {
  const text = read('experiments', 'upworthy_to_2013.csv')
  if (text === null) return null
  return [...groupBy(table(text), (row) => row.clickability_test_id ?? '').values()]
    .map((rows) => ({
      week: rows[0]?.test_week ?? '',
      packages: rows.map((row) => ({ impressions: Number(row.impressions), clicks: Number(row.clicks) })),
    }))
    .filter(({ packages }) => packages.length > 1)
}

/** Posts of each page in time order: reactions and shares together, and the weekday. */
export const readPages = (): { counts: number[]; weekdays: number[] }[] | null => {
  const text = read('posts', 'facebook_news_41_pages.csv')
  if (text === null) return null
  const columns = ['react_angry', 'react_haha', 'react_like', 'react_love', 'react_sad', 'react_wow', 'shares']
  const posts = table(text).map((row) => ({
    page: row.page_id ?? '',
    time: row.created_time ?? '',
    count: columns.reduce((sum, column) => sum + (row[column] === '' ? Number.NaN : Number(row[column])), 0),
  }))
  return [...groupBy(posts, ({ page }) => page).values()].map((all) => {
    const sorted = all.sort((a, b) => a.time.localeCompare(b.time))
    return { counts: sorted.map(({ count }) => count), weekdays: sorted.map(({ time }) => new Date(time).getUTCDay()) }
  })
}
