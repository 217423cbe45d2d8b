/** Reads uploaded files: first only to look, and after a person said yes, row by row into the brand. */
import { placeInZone } from '../../../channels/exports/dates.ts'
import { plainTable } from '../../../channels/exports/plain-table.ts'
import { openExport, type OpenedExport, periodOfName, type RefusedExport } from '../../../channels/exports/read-export.ts'
import type { ExportedPost } from '../../../channels/exports/reader.ts'
import type { ExportSource } from '../../../channels/exports/source.ts'
import { listChannels } from '../../../channels/registry.ts'
import type { ImportPreview, ImportReport } from '../../../contract/imports.ts'
import { say } from '../../../contract/sentence.ts'
import type { Services } from '../../services.ts'
import { type AccountRow, ensureArchive, findAccount, listAccounts } from '../accounts/index.ts'
import { findByPermalinks, forgetImport, type NewReading, recordAccountReadings, recordPosts, recordReadings } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import { dropUpload, readUpload } from './files.ts'
import { accountKey, beginSeen, decideObservedAt, mostProblems, see, type Seen } from './measure.ts'
import * as store from './store.ts'
import type { Db, ImportReference, ImportRow } from './store.ts'

/** Rows written in one transaction: quick enough to stop within a second, large enough to be fast. */
const batchRows = 500
const knownAtOnce = 1000

/** Opens any export that a channel can read, or a plain table. */
export const openAnyExport = async (source: ExportSource): Promise<OpenedExport | RefusedExport> => {
  const readers = (await listChannels()).flatMap((channel) => channel.exports ?? [])
  return openExport(source, [...readers, plainTable])
}

const sourceOf = (services: Services, row: ImportRow, onBytes?: (bytes: number) => void): ExportSource => ({
  fileName: row.fileName,
  open: () => readUpload(services.config, row.id, onBytes),
})

/** The account of the brand that rows of a file belong to, told by id, then handle, then name. */
const recognise = (accounts: AccountRow[], network: string | null, found: ExportedPost['account']): AccountRow | null => {
  const candidates = accounts.filter((account) => network !== null && account.network === network)
  const same = (a: string | null, b: string) => a !== null && a.toLowerCase() === b.toLowerCase()
  return (
    candidates.find((account) => found.networkAccountId !== null && account.networkAccountId === found.networkAccountId) ??
    (found.networkAccountId === null
      ? candidates.find((account) => same(found.handle, account.handle) || same(found.name, account.displayName))
      : undefined) ??
    null
  )
}

const endOfDay = (day: string, timeZone: string): Date => {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return placeInZone(timeZone)(`${next}T00:00`).at
}

class LostLease extends Error {}
class Canceled extends Error {}

const mustGoOn = (answer: 'go-on' | 'cancel' | 'lost'): void => {
  if (answer === 'lost') throw new LostLease()
  if (answer === 'cancel') throw new Canceled()
}

const composePreview = async (
  services: Services,
  row: ImportRow,
  opened: OpenedExport,
  seen: Seen,
  known: number,
  timeZone: string,
): Promise<ImportPreview> => {
  const named = periodOfName(row.fileName)
  const accounts = await listAccounts(services.database.db, row, true)
  const observed = decideObservedAt({
    chosen: row.choices.observedAt === undefined ? null : new Date(row.choices.observedAt),
    endOfNamedPeriod: named === null ? null : endOfDay(named.to, timeZone),
    fileDate: row.modifiedAt,
    uploadedAt: row.createdAt,
    newestPost: seen.to,
  })
  return {
    columns: opened.columns,
    counts: seen.counts,
    period: seen.from === null || seen.to === null ? null : { from: seen.from.toISOString(), to: seen.to.toISOString() },
    timeZone,
    dateOrder: opened.dateOrder,
    observedAt: observed.at.toISOString(),
    observedAtFrom: observed.from,
    windows: seen.windows.size === 2 ? 'both' : seen.windows.has('day') ? 'day' : 'lifetime',
    warnings: [...opened.warnings, ...(seen.cut === null ? [] : [seen.cut])],
    accounts: [...seen.accounts].map(([key, account]) => ({
      key,
      networkAccountId: account.networkAccountId,
      name: account.name,
      handle: account.handle,
      rows: account.rows,
      accountId: recognise(accounts, opened.network, account)?.id ?? null,
    })),
    formats: [...seen.formats].map(([format, posts]) => ({ format, posts })),
    sample: seen.sample,
    known,
  }
}

/** Looks through a whole file and says what it would bring; nothing of it is written to the brand. Does nothing when somebody else does it. */
export const previewImport = async (services: Services, reference: ImportReference): Promise<void> => {
  const { db } = services.database
  const claimed = await store.claimImport(db, reference, ['uploaded'], 'reading', services.now())
  if (claimed === null) return
  const { row, token } = claimed
  const brand = await findBrand(db, row.workspaceId, row.brandId)
  const timeZone = row.choices.timeZone ?? brand?.timeZone ?? 'UTC'
  let bytesRead = 0
  try {
    const opened = await openAnyExport(sourceOf(services, row, (bytes) => (bytesRead += bytes)))
    if (opened.kind === 'refused') {
      await store.finishWork(db, reference, token, { state: 'refused', problem: opened.reason, finishedAt: services.now() })
      await dropUpload(services.config, row.id)
      return
    }
    const bytesBefore = bytesRead
    const seen = beginSeen()
    let known = 0
    let ids: string[] = []
    for await (const event of opened.rows({ timeZone })) {
      see(seen, event)
      if (event.kind === 'post' && event.post.networkPostId !== null) ids.push(event.post.networkPostId)
      if (ids.length >= knownAtOnce) {
        known += await store.countKnown(db, row, ids)
        ids = []
        mustGoOn(
          await store.noteProgress(db, reference, token, {
            progress: (bytesRead - bytesBefore) / Math.max(1, row.bytes),
            rowsDone: seen.lastRow,
            now: services.now(),
          }),
        )
      }
    }
    known += await store.countKnown(db, row, ids)
    const preview = await composePreview(services, row, opened, seen, known, timeZone)
    const useless = seen.counts.posts === 0
    await store.inTransaction(db, async (trx) => {
      await store.replaceProblems(trx, reference, seen.problems)
      await store.finishWork(trx, reference, token, {
        state: useless ? 'refused' : 'ready',
        format: opened.format,
        formatName: opened.name,
        network: opened.network,
        preview,
        rowsTotal: seen.lastRow,
        ...(useless
          ? {
              problem: say(seen.counts.rows === 0 ? 'imports:refused.noRows' : 'imports:refused.noUsableRows', { count: seen.counts.rows }),
              finishedAt: services.now(),
            }
          : {}),
      })
    })
    if (useless) await dropUpload(services.config, row.id)
  } catch (error) {
    await giveUp(services, reference, token, row, error)
  }
}

/** Ends work that could not go on: taken over by another, stopped by a person, or broken. */
const giveUp = async (services: Services, reference: ImportReference, token: string, row: ImportRow, error: unknown): Promise<void> => {
  const { db } = services.database
  if (error instanceof LostLease) return
  if (error instanceof Canceled) {
    await store.inTransaction(db, async (trx) => {
      await forgetImport(trx, row.workspaceId, row.id)
      await store.finishWork(trx, reference, token, { state: 'canceled', report: null, finishedAt: services.now(), progress: 0 })
    })
    await dropUpload(services.config, row.id)
    return
  }
  const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
  await store.finishWork(db, reference, token, {
    state: 'failed',
    problem: say(gone ? 'imports:problem.fileGone' : 'imports:problem.broken'),
    progress: 0,
  })
  if (!gone) throw error
}

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
  const claimed = await store.claimImport(db, reference, ['confirmed'], 'importing', services.now())
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
      const written = await store.inTransaction(db, async (trx) => {
        const result = await writeBatch(trx, row, current, report, observedAt, choose, services.now())
        const problems = result.lost.map((post) => ({
          row: post.row,
          column: null,
          value: post.permalink,
          severity: 'rejected' as const,
          sentence: say('imports:problem.linkNotKnown'),
        }))
        await store.addProblems(trx, reference, problemsKept, problems)
        mustGoOn(
          await store.noteProgress(trx, reference, token, {
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
    await store.finishWork(db, reference, token, { state: 'done', report, finishedAt: services.now() })
    await dropUpload(services.config, row.id)
  } catch (error) {
    await giveUp(services, reference, token, row, error)
  }
}

/** Takes back what a finished import brought. False when it was not finished. */
export const undoImport = (services: Services, reference: ImportReference): Promise<boolean> =>
  store.inTransaction(services.database.db, async (trx) => {
    if (!(await store.moveImport(trx, reference, ['done'], 'undone', { finishedAt: services.now() }))) return false
    await forgetImport(trx, reference.workspaceId, reference.importId)
    return true
  })
