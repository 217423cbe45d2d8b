/** Reads posts from a file that a person has, in any format Athar knows, into the rows that learning is made from. */
import { plainTable } from '../channels/exports/plain-table.ts'
import { openExport } from '../channels/exports/read-export.ts'
import type { ExportedPost } from '../channels/exports/reader.ts'
import { listReaders } from '../channels/registry.ts'
import { engagementsOf, type LearningRow } from '../server/features/learning/measure.ts'
import { Problem } from './problem.ts'
import { sayOut } from './say.ts'
import { openSource } from './tables/source.ts'

export interface FileRows {
  rows: LearningRow[]
  /** Rows that could not be used, in words; at most the first twenty. */
  problems: string[]
  rejected: number
}

/** The total of a metric; where a file has days only, their sum. Null when it has neither. */
const total = (post: ExportedPost, metric: string): number | null => {
  const own = post.metrics.filter((reading) => reading.metric === metric)
  const lifetime = own.findLast(({ window }) => window === 'lifetime')
  if (lifetime !== undefined) return lifetime.value
  return own.length === 0 ? null : own.reduce((sum, { value }) => sum + value, 0)
}

/**
 * What makes a post the same in two rows. An id that was only made up from the row ("row-…") proves nothing: two posts of one minute,
 * without a text, would be one.
 */
const idOf = (post: ExportedPost): string =>
  (post.networkPostId?.startsWith('row-') === true ? null : post.networkPostId) ?? post.permalink ?? `row ${post.row}`

const toRow = (post: ExportedPost): LearningRow => ({
  id: idOf(post),
  accountId: post.account.networkAccountId ?? post.account.handle ?? post.account.name ?? '',
  publishedAt: post.publishedAt.toISOString(),
  timeKnown: post.timeKnown,
  format: post.format,
  paid: post.paid,
  ageHours: null,
  engagements: engagementsOf((metric) => total(post, metric)),
  impressions: total(post, 'impressions'),
  reach: total(post, 'reach'),
  views: total(post, 'views'),
  followers: post.accountMetrics.find(({ metric }) => metric === 'followers')?.value ?? null,
})

/** A post that stands in the file more than once counts once, with its last row; a file of days is summed over them. */
const merge = (posts: ExportedPost[]): ExportedPost[] => {
  const byId = new Map<string, ExportedPost>()
  for (const post of posts) {
    const id = idOf(post)
    const before = byId.get(id)
    const days = before?.metrics.filter(({ window }) => window === 'day') ?? []
    byId.set(id, { ...post, metrics: [...days, ...post.metrics] })
  }
  return [...byId.values()]
}

/** Reads a file ("-": standard input). Times without a zone are read in `timeZone`. Throws Problem with file, row and column. */
export const readFileRows = async (file: string, timeZone: string): Promise<FileRows> => {
  const source = await openSource(file)
  const opened = await openExport(source, [...(await listReaders()), plainTable])
  if (opened.kind === 'refused') throw new Problem(`${source.fileName}: ${sayOut(opened.reason)}`)
  const posts: ExportedPost[] = []
  const problems: string[] = []
  let rejected = 0
  for await (const row of opened.rows({ timeZone })) {
    if (row.kind === 'post') posts.push(row.post)
    if (row.kind === 'rejected') rejected++
    if (row.kind === 'cut') problems.push(`${source.fileName}, row ${row.row}: ${sayOut(row.sentence)}`)
    const found = row.kind === 'post' || row.kind === 'rejected' ? row.problems.filter(({ severity }) => severity !== 'notice') : []
    for (const problem of found) {
      if (problems.length >= 20) break
      const column = problem.column === null ? '' : `, column ${problem.column}`
      const value = problem.value === null ? '' : ` “${problem.value}”`
      problems.push(`${source.fileName}, row ${problem.row}${column}:${value} ${sayOut(problem.sentence)}`)
    }
  }
  if (posts.length === 0) throw new Problem(problems[0] ?? `${source.fileName}: the file has no posts.`)
  const rows = merge(posts).map(toRow)
  if (rows.every(({ engagements }) => engagements === null)) {
    throw new Problem(
      `${source.fileName}: no post has a number of engagements. Add a column “engagements” (or reactions, comments and shares).`,
    )
  }
  return { rows, problems, rejected }
}
