/** What a file says about itself, counted while its rows go by; and which moment its totals stand for. Pure. */
import type { Format } from '../../../contract/content.ts'
import type { ImportCounts, ImportPreview, ImportProblem } from '../../../contract/imports.ts'
import type { Sentence } from '../../../contract/sentence.ts'
import type { ExportedPost } from '../../../channels/exports/reader.ts'
import type { ExportRow } from '../../../channels/exports/read-export.ts'

/** More problems than this are counted but not kept one by one. */
export const mostProblems = 1000
const mostAccounts = 300

export const accountKey = (account: ExportedPost['account']): string =>
  (account.networkAccountId ?? account.handle ?? account.name ?? '').slice(0, 300)

export interface Seen {
  counts: ImportCounts
  from: Date | null
  to: Date | null
  windows: Set<'lifetime' | 'day'>
  accounts: Map<string, ExportedPost['account'] & { rows: number }>
  formats: Map<Format, number>
  sample: ImportPreview['sample']
  problems: Omit<ImportProblem, 'place'>[]
  /** Set when the file ends too early. */
  cut: Sentence | null
  lastRow: number
}

export const beginSeen = (): Seen => ({
  counts: { rows: 0, posts: 0, rejected: 0, valuesMissing: 0, notices: 0, skipped: 0 },
  from: null,
  to: null,
  windows: new Set(),
  accounts: new Map(),
  formats: new Map(),
  sample: [],
  problems: [],
  cut: null,
  lastRow: 0,
})

const excerpt = (text: string): string => (text.length > 280 ? `${text.slice(0, 279)}…`.toWellFormed() : text)

/** Adds one row to what was seen. Cost: O(its cells). */
export const see = (seen: Seen, row: ExportRow): void => {
  seen.lastRow = row.row
  if (row.kind === 'cut') {
    seen.cut = row.sentence
    return
  }
  const { counts } = seen
  counts.rows++
  if (row.kind === 'skipped') {
    counts.skipped++
    return
  }
  for (const problem of row.problems) {
    if (problem.severity === 'rejected') counts.rejected++
    else if (problem.severity === 'value-missing') counts.valuesMissing++
    else counts.notices++
    if (seen.problems.length < mostProblems) seen.problems.push(problem)
  }
  if (row.kind === 'rejected') return
  const { post } = row
  counts.posts++
  if (seen.from === null || post.publishedAt < seen.from) seen.from = post.publishedAt
  if (seen.to === null || post.publishedAt > seen.to) seen.to = post.publishedAt
  for (const { window } of post.metrics) seen.windows.add(window)
  seen.formats.set(post.format, (seen.formats.get(post.format) ?? 0) + 1)
  const key = accountKey(post.account)
  const account = seen.accounts.get(key)
  if (account !== undefined) account.rows++
  else if (seen.accounts.size < mostAccounts) seen.accounts.set(key, { ...post.account, rows: 1 })
  if (seen.sample.length < 5) {
    seen.sample.push({
      row: post.row,
      publishedAt: post.publishedAt.toISOString(),
      timeKnown: post.timeKnown,
      format: post.format,
      text: excerpt(post.text),
      metrics: post.metrics.map(({ metric, value }) => ({ metric, value })),
    })
  }
}

/**
 * The moment that a file's totals stand for: what the person chose; else the end of the last day in its name; else the date the file
 * carried; else when it was uploaded. Never after the upload, and never before the newest post in it.
 */
export const decideObservedAt = (known: {
  chosen: Date | null
  endOfNamedPeriod: Date | null
  fileDate: Date | null
  uploadedAt: Date
  newestPost: Date | null
}): { at: Date; from: ImportPreview['observedAtFrom'] } => {
  if (known.chosen !== null) return { at: known.chosen, from: 'chosen' }
  const bounded = (moment: Date) => {
    const early = known.newestPost !== null && moment < known.newestPost ? known.newestPost : moment
    return early > known.uploadedAt ? known.uploadedAt : early
  }
  if (known.endOfNamedPeriod !== null) return { at: bounded(known.endOfNamedPeriod), from: 'file-name' }
  if (known.fileDate !== null && known.fileDate <= known.uploadedAt) return { at: bounded(known.fileDate), from: 'file-date' }
  return { at: known.uploadedAt, from: 'upload' }
}
