/** Looks through an uploaded file and says what it would bring; nothing of it is written to the brand. */
import { placeInZone } from '../../../../channels/exports/dates.ts'
import { type OpenedExport, periodOfName } from '../../../../channels/exports/read-export.ts'
import type { ExportedPost } from '../../../../channels/exports/reader.ts'
import type { ImportPreview } from '../../../../contract/imports.ts'
import { say } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { type AccountRow, listAccounts } from '../../accounts/index.ts'
import { findBrand } from '../../team/index.ts'
import { dropUpload } from '../files.ts'
import { beginSeen, decideObservedAt, see, type Seen } from '../measure.ts'
import { countKnown, type ImportReference, type ImportRow, inTransaction } from '../store/imports.ts'
import { replaceProblems } from '../store/problems.ts'
import { claimImport, finishWork, noteProgress } from '../store/work.ts'
import { openAnyExport, sourceOf } from './open.ts'
import { giveUp, mustGoOn } from './stop.ts'

/** Post ids asked about at once. */
const knownAtOnce = 1000

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
  const claimed = await claimImport(db, reference, ['uploaded'], 'reading', services.now())
  if (claimed === null) return
  const { row, token } = claimed
  const brand = await findBrand(db, row.workspaceId, row.brandId)
  const timeZone = row.choices.timeZone ?? brand?.timeZone ?? 'UTC'
  let bytesRead = 0
  try {
    const opened = await openAnyExport(sourceOf(services, row, (bytes) => (bytesRead += bytes)))
    if (opened.kind === 'refused') {
      await finishWork(db, reference, token, { state: 'refused', problem: opened.reason, finishedAt: services.now() })
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
        known += await countKnown(db, row, ids)
        ids = []
        mustGoOn(
          await noteProgress(db, reference, token, {
            progress: (bytesRead - bytesBefore) / Math.max(1, row.bytes),
            rowsDone: seen.lastRow,
            now: services.now(),
          }),
        )
      }
    }
    known += await countKnown(db, row, ids)
    const preview = await composePreview(services, row, opened, seen, known, timeZone)
    const useless = seen.counts.posts === 0
    await inTransaction(db, async (trx) => {
      await replaceProblems(trx, reference, seen.problems)
      await finishWork(trx, reference, token, {
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
