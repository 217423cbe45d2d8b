/** Real posts as the learning kernels take them: one entry an account and a way of counting, in order of time. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Posts } from '../../statistics/estimate/post-layout.ts'

export interface RealAccount {
  set: string
  name: string
  posts: Posts
}

interface RealPost {
  /** Days since 1970, in the wall time of the source. */
  at: number
  count: number
  exposure: number
  format: string
  paid: boolean
}

const folder = path.join(import.meta.dirname, '../../../shared/data/posts')
const read = (file: string, delimiter = ','): Record<string, string>[] =>
  existsSync(path.join(folder, file))
    ? parse(readFileSync(path.join(folder, file), 'utf8'), {
        columns: true,
        delimiter,
        bom: true,
        relax_quotes: true,
        relax_column_count: true,
      })
    : []

const dayMs = 86_400_000
/** 1 January 1970 was a Thursday; weekday 0 is Monday. */
const slotOf = (at: number) => ((Math.floor(at) + 3) % 7) * 24 + Math.floor((at - Math.floor(at)) * 24 + 1e-9)

const toPosts = (rows: RealPost[]): Posts => {
  const sorted = rows
    .filter(({ at, count, exposure }) => Number.isFinite(at) && Number.isFinite(count) && exposure > 0)
    .sort((a, b) => a.at - b.at)
  const formats = [...new Set(sorted.map(({ format }) => format))]
  return {
    slots: sorted.map(({ at }) => slotOf(at)),
    days: sorted.map(({ at }) => at),
    counts: sorted.map(({ count }) => count),
    exposures: sorted.map(({ exposure }) => exposure),
    accounts: sorted.map(() => 0),
    formats: sorted.map(({ format }) => formats.indexOf(format)),
    paid: sorted.map(({ paid }) => Number(paid)),
  }
}

const newsPages = (): RealAccount[] => {
  const pages = new Map<string, RealPost[]>()
  for (const row of read('facebook_news_41_pages.csv')) {
    const at = Date.parse((row.created_time ?? '').replace('+0000', 'Z')) / dayMs
    // Counts of posts younger than a day have not come to rest.
    const scraped = Date.parse(`${(row.scrape_time ?? '').replace(' ', 'T').slice(0, 19)}Z`) / dayMs
    if (!(scraped - at >= 1)) continue
    const count = ['react_angry', 'react_haha', 'react_like', 'react_love', 'react_sad', 'react_wow', 'shares'].reduce(
      (sum, name) => sum + Number(row[name]),
      0,
    )
    const format = /\/videos\//.test(row.link ?? '') ? 'video' : /\/photos\//.test(row.link ?? '') ? 'photo' : row.link ? 'link' : 'status'
    const page = pages.get(row.page_id ?? '') ?? []
    page.push({ at, count, exposure: 1, format, paid: false })
    pages.set(row.page_id ?? '', page)
  }
  return [...pages]
    .map(([name, rows]) => ({ set: 'Facebook news pages', name, posts: toPosts(rows) }))
    .filter(({ posts }) => posts.slots.length >= 100)
}

const ropensci = (): RealAccount[] => {
  const files = existsSync(path.join(folder, 'x_ropensci')) ? readdirSync(path.join(folder, 'x_ropensci')).sort() : []
  const seen = new Map<string, Record<string, string>>()
  for (const file of files) for (const row of read(`x_ropensci/${file}`)) seen.set(row['Tweet id'] ?? '', row)
  const rows = [...seen.values()].map((row) => ({
    at: Date.parse((row.time ?? '').replace(' +0000', 'Z').replace(' ', 'T')) / dayMs,
    count: Number(row.engagements),
    impressions: Number(row.impressions),
    format: (row['Tweet text'] ?? '').startsWith('@')
      ? 'reply'
      : Number(row['media views']) > 0
        ? 'media'
        : (row['Tweet text'] ?? '').includes('http')
          ? 'link'
          : 'text',
    paid: false,
  }))
  if (rows.length === 0) return []
  return [
    { set: 'rOpenSci on X, rate', name: 'rOpenSci', posts: toPosts(rows.map((row) => ({ ...row, exposure: row.impressions }))) },
    { set: 'rOpenSci on X, counts', name: 'rOpenSci', posts: toPosts(rows.map((row) => ({ ...row, exposure: 1 }))) },
  ]
}

const obama = (): RealAccount[] => {
  const rows = read('x_barackobama.csv').map((row): RealPost => {
    const [date = '', time = ''] = (row.created_at ?? '').split(' ')
    const [month, day, year] = date.split('/').map(Number)
    const [hour, minute] = time.split(':').map(Number)
    return {
      at: Date.UTC(2000 + (year ?? 0), (month ?? 1) - 1, day, hour, minute) / dayMs,
      count: Number(row.replies) + Number(row.retweets) + Number(row.favorites),
      exposure: 1,
      format: (row.text ?? '').includes('http') ? 'link' : 'text',
      paid: false,
    }
  })
  return rows.length === 0 ? [] : [{ set: 'Barack Obama on X, counts', name: 'BarackObama', posts: toPosts(rows) }]
}

/** Newest first, with month, weekday and hour instead of a date: days are numbered from the end, and slots are as told. */
const cosmetics = (): RealAccount[] => {
  const rows = read('uci_facebook_metrics.csv', ';').reverse()
  if (rows.length === 0) return []
  const posts = (exposure: (row: Record<string, string>) => number): Posts => {
    const kept = rows.filter((row) => exposure(row) > 0)
    const formats = [...new Set(kept.map(({ Type = '' }) => Type))]
    return {
      // Weekday 1 is Sunday in this table.
      slots: kept.map((row) => ((Number(row['Post Weekday']) + 5) % 7) * 24 + (Number(row['Post Hour']) % 24)),
      days: kept.map((_, i) => (365 * i) / kept.length),
      counts: kept.map((row) => Number(row['Total Interactions'])),
      exposures: kept.map(exposure),
      accounts: kept.map(() => 0),
      formats: kept.map(({ Type = '' }) => formats.indexOf(Type)),
      paid: kept.map(({ Paid }) => (Number(Paid) === 1 ? 1 : 0)),
    }
  }
  return [
    { set: 'a cosmetics page (UCI), rate', name: 'UCI', posts: posts((row) => Number(row['Lifetime Post Total Reach'])) },
    { set: 'a cosmetics page (UCI), counts', name: 'UCI', posts: posts(() => 1) },
  ]
}

/** Every real account that is here; none when the data is not. */
export const readRealAccounts = (): RealAccount[] => [...newsPages(), ...ropensci(), ...obama(), ...cosmetics()]
