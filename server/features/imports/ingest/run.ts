/** Reads a confirmed file into its brand, a batch in a transaction at a time; and takes an import back. */
import type { ExportedPost } from '../../../../channels/exports/reader.ts'
import type { ImportPreview, ImportReport } from '../../../../contract/imports.ts'
import { say } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { type AccountRow, ensureArchive, findAccount } from '../../accounts/index.ts'
import { findByPermalinks, forgetImport, type NewReading, recordAccountReadings, recordPosts, recordReadings } from '../../results/index.ts'
import { dropUpload } from '../files.ts'
import { accountKey, mostProblems } from '../measure.ts'
import { type Db, type ImportReference, type ImportRow, inTransaction, moveImport } from '../store/imports.ts'
import { addProblems } from '../store/problems.ts'
import { claimImport, finishWork, noteProgress } from '../store/work.ts'
import { openAnyExport, sourceOf } from './open.ts'
import { giveUp, mustGoOn } from './stop.ts'

/** Rows written in one transaction: quick enough to stop within a second, large enough to be fast. */
const batchRows = 500

const emptyReport: ImportReport = {
  postsAdded: 0,
  postsKnown: 0,
  readingsAdded: 0,
  readingsConfirmed: 0,
  accountReadingsAdded: 0,
  rowsRejected: 0,
  rowsSkipped: 0,
  valuesMissing: 0,
  foundByLink: 0,
}

/** Which account the rows of one key go to: decided once, made when it is first needed; null: the person left them out. */
const accountChooser = (services: Services, row: ImportRow, preview: ImportPreview) => {
  const chosen = new Map<string, AccountRow | null>()
  return async (db: Db, found: ExportedPost['account']): Promise<AccountRow | null> => {
    const key = accountKey(found)
    const known = chosen.get(key)
    if (known !== undefined) return known
    const recognised = preview.accounts.find((account) => account.key === key)?.accountId ?? null
    const choice = row.choices.accounts?.[key] ?? recognised ?? 'create'
    let account: AccountRow | null = null
    if (choice === 'create') {
      const network = row.network ?? row.choices.network
      if (network === undefined) throw new Error('a file without a network was confirmed without one')
      account = await ensureArchive(db, {
        workspaceId: row.workspaceId,
        brandId: row.brandId,
        network,
        networkAccountId: found.networkAccountId ?? `archive:${key}`,
        handle: found.handle ?? found.name ?? found.networkAccountId ?? row.fileName.slice(0, 100),
        displayName: found.name ?? found.handle ?? row.fileName.slice(0, 100),
        now: services.now(),
      })
    } else if (choice !== 'skip') {
      account = await findAccount(db, row.workspaceId, choice)
      if (account?.brandId !== row.brandId) account = null
    }
    chosen.set(key, account)
    return account
  }
}

interface Batch {
  posts: ExportedPost[]
  rejected: number
  skipped: number
  valuesMissing: number
  lastRow: number
}

const emptyBatch = (lastRow: number): Batch => ({ posts: [], rejected: 0, skipped: 0, valuesMissing: 0, lastRow })

/** Writes one batch inside the given transaction; answers the report with it added, and the rows whose link is not known. */
const writeBatch = async (
  trx: Db,
  row: ImportRow,
  batch: Batch,
  report: ImportReport,
  observedAt: Date,
  choose: ReturnType<typeof accountChooser>,
  now: Date,
): Promise<{ report: ImportReport; lost: ExportedPost[] }> => {
  const next = {
    ...report,
    rowsRejected: report.rowsRejected + batch.rejected,
    rowsSkipped: report.rowsSkipped + batch.skipped,
    valuesMissing: report.valuesMissing + batch.valuesMissing,
  }
  const byAccount = new Map<string, { account: AccountRow; posts: ExportedPost[] }>()
  for (const post of batch.posts) {
    const account = await choose(trx, post.account)
    if (account === null) next.rowsSkipped++
    else {
      const group = byAccount.get(account.id) ?? { account, posts: [] }
      group.posts.push(post)
      byAccount.set(account.id, group)
    }
  }
  const lost: ExportedPost[] = []
  const from = { workspaceId: row.workspaceId, origin: 'import' as const, importId: row.id }
  for (const { account, posts } of byAccount.values()) {
    const whole = posts.filter((post) => post.networkPostId !== null)
    const ids = await recordPosts(
      trx,
      { ...from, brandId: row.brandId, accountId: account.id, network: account.network },
      whole.map((post) => ({ ...post, networkPostId: post.networkPostId as string })),
      now,
    )
    const links = await findByPermalinks(
      trx,
      row.workspaceId,
      account.id,
      posts.flatMap((post) => (post.networkPostId === null && post.permalink !== null ? [post.permalink] : [])),
    )
    const readings: NewReading[] = []
    for (const post of posts) {
      const postId = post.networkPostId === null ? links.get(post.permalink ?? '') : ids.get(post.networkPostId)?.id
      if (postId === undefined) lost.push(post)
      else readings.push(...post.metrics.map((metric) => ({ ...metric, postId, observedAt })))
      if (post.networkPostId === null && postId !== undefined) next.foundByLink++
    }
    const added = [...ids.values()].filter(({ isNew }) => isNew).length
    const recorded = await recordReadings(trx, from, readings)
    const followers = await recordAccountReadings(
      trx,
      from,
      posts.flatMap((post) => post.accountMetrics.map((metric) => ({ ...metric, accountId: account.id, observedAt: post.publishedAt }))),
    )
    next.postsAdded += added
    next.postsKnown += ids.size - added
    next.readingsAdded += recorded.added
    next.readingsConfirmed += recorded.confirmed
    next.accountReadingsAdded += followers.added
  }
  next.rowsRejected += lost.length
  return { report: next, lost }
}

/**
 * Reads a confirmed file into its brand, a batch in a transaction at a time. Killed anywhere, the next worker goes on after the last whole
 * batch; stopped by a person, what it brought is taken back. Does nothing when somebody else does it. Cost: about 1,200 rows a second on two busy cores (measured: 416,000 rows of 200 MB).
 */
export const runImport = async (services: Services, reference: ImportReference): Promise<void> => {
  const { db } = services.database
  const claimed = await claimImport(db, reference, ['confirmed'], 'importing', services.now())
  if (claimed === null) return
  const { row, token } = claimed
  try {
    const { preview } = row
    if (preview === null) throw new Error('a file was confirmed that nobody looked at')
    const opened = await openAnyExport(sourceOf(services, row))
    if (opened.kind === 'refused') throw new Error(`a file that was ready is now refused: ${opened.reason.key}`)
    const choose = accountChooser(services, row, preview)
    const observedAt = new Date(preview.observedAt)
    const total = Math.max(1, row.rowsTotal ?? 1)
    let report = row.report ?? emptyReport
    let problemsKept = Math.min(mostProblems, preview.counts.rejected + preview.counts.valuesMissing + preview.counts.notices)
    let batch = emptyBatch(row.rowsDone)

    const flush = async () => {
      const current = batch
      const written = await inTransaction(db, async (trx) => {
        const result = await writeBatch(trx, row, current, report, observedAt, choose, services.now())
        const problems = result.lost.map((post) => ({
          row: post.row,
          column: null,
          value: post.permalink,
          severity: 'rejected' as const,
          sentence: say('imports:problem.linkNotKnown'),
        }))
        await addProblems(trx, reference, problemsKept, problems)
        mustGoOn(
          await noteProgress(trx, reference, token, {
            progress: current.lastRow / total,
            rowsDone: current.lastRow,
            report: result.report,
            now: services.now(),
          }),
        )
        return { ...result, problems: problems.length }
      })
      report = written.report
      problemsKept += written.problems
      batch = emptyBatch(current.lastRow)
    }

    for await (const event of opened.rows({ timeZone: preview.timeZone })) {
      if (event.kind === 'cut' || event.row <= row.rowsDone) continue
      batch.lastRow = event.row
      if (event.kind === 'skipped') batch.skipped++
      else {
        batch.valuesMissing += event.problems.filter(({ severity }) => severity === 'value-missing').length
        if (event.kind === 'rejected') batch.rejected++
        else batch.posts.push(event.post)
      }
      if (batch.posts.length >= batchRows) await flush()
    }
    await flush()
    await finishWork(db, reference, token, { state: 'done', report, finishedAt: services.now() })
    await dropUpload(services.config, row.id)
  } catch (error) {
    await giveUp(services, reference, token, row, error)
  }
}

/** Takes back what a finished import brought. False when it was not finished. */
export const undoImport = (services: Services, reference: ImportReference): Promise<boolean> =>
  inTransaction(services.database.db, async (trx) => {
    if (!(await moveImport(trx, reference, ['done'], 'undone', { finishedAt: services.now() }))) return false
    await forgetImport(trx, reference.workspaceId, reference.importId)
    return true
  })
