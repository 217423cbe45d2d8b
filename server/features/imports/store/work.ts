/** The SQL of working on a file: one worker holds it by a lease, and only its holder writes to it. */
import type { Import, ImportPreview, ImportReport, ImportState } from '../../../../contract/imports.ts'
import type { Sentence } from '../../../../contract/sentence.ts'
import { newId } from '../../../database/ids.ts'
import { at, type Db, type ImportReference, type ImportRow, toRow } from './imports.ts'

/** A lease lasts this long unless it is renewed; longer than any batch takes. */
const leaseMs = 15_000

/**
 * Takes a file to work on: from one of the given states, or from a worker that died in the middle. Answers its lease; null when somebody
 * else works on it or it is in another state.
 */
export const claimImport = async (
  db: Db,
  reference: ImportReference,
  from: ImportState[],
  to: 'reading' | 'importing',
  now: Date,
): Promise<{ row: ImportRow; token: string } | null> => {
  const token = newId()
  const row = await at(db, reference)
    .set({ state: to, lease_token: token, lease_until: new Date(now.getTime() + leaseMs), problem: null })
    .where(({ or, and, eb }) => or([eb('state', 'in', from), and([eb('state', '=', to), eb('lease_until', '<', now)])]))
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : { row: toRow(row), token }
}

/** Notes how far the holder of the lease is, and renews it; 'lost' when it is the holder no more. */
export const noteProgress = async (
  db: Db,
  reference: ImportReference,
  token: string,
  progress: { progress: number; rowsDone?: number; report?: ImportReport; now: Date },
): Promise<'go-on' | 'cancel' | 'lost'> => {
  const row = await at(db, reference)
    .set({
      progress: Math.min(1, progress.progress),
      lease_until: new Date(progress.now.getTime() + leaseMs),
      ...(progress.rowsDone === undefined ? {} : { rows_done: progress.rowsDone }),
      ...(progress.report === undefined ? {} : { report: JSON.stringify(progress.report) }),
    })
    .where('lease_token', '=', token)
    .returning('cancel_requested')
    .executeTakeFirst()
  if (row === undefined) return 'lost'
  return row.cancel_requested ? 'cancel' : 'go-on'
}

/** Ends the holder's work with a new state; false when it is the holder no more. */
export const finishWork = async (
  db: Db,
  reference: ImportReference,
  token: string,
  result: {
    state: ImportState
    format?: string
    formatName?: Import['formatName']
    network?: string | null
    preview?: ImportPreview
    report?: ImportReport | null
    problem?: Sentence | null
    rowsTotal?: number
    finishedAt?: Date
    progress?: number
  },
): Promise<boolean> => {
  const updated = await at(db, reference)
    .set({
      state: result.state,
      lease_token: null,
      lease_until: null,
      progress: result.progress ?? 1,
      ...(result.format === undefined ? {} : { format: result.format }),
      ...(result.formatName === undefined ? {} : { format_name: JSON.stringify(result.formatName) }),
      ...(result.network === undefined ? {} : { network: result.network }),
      ...(result.preview === undefined ? {} : { preview: JSON.stringify(result.preview) }),
      ...(result.report === undefined ? {} : { report: result.report === null ? null : JSON.stringify(result.report) }),
      ...(result.problem === undefined ? {} : { problem: result.problem === null ? null : JSON.stringify(result.problem) }),
      ...(result.rowsTotal === undefined ? {} : { rows_total: result.rowsTotal }),
      ...(result.finishedAt === undefined ? {} : { finished_at: result.finishedAt }),
    })
    .where('lease_token', '=', token)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Asks the worker to stop at its next batch; false when none is at work. */
export const requestCancel = async (db: Db, reference: ImportReference): Promise<boolean> =>
  (await at(db, reference).set({ cancel_requested: true }).where('state', 'in', ['confirmed', 'importing', 'reading']).executeTakeFirst())
    .numUpdatedRows > 0n
