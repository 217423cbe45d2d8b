/** How work on a file ends before its time: taken over by another, stopped by a person, or broken. */
import { say } from '../../../../contract/sentence.ts'
import type { Services } from '../../../services.ts'
import { forgetImport } from '../../results/index.ts'
import { dropUpload } from '../files.ts'
import { type ImportReference, type ImportRow, inTransaction } from '../store/imports.ts'
import { finishWork } from '../store/work.ts'

class LostLease extends Error {}
class Canceled extends Error {}

/** Throws when the holder of a lease lost it or was asked to stop. */
export const mustGoOn = (answer: 'go-on' | 'cancel' | 'lost'): void => {
  if (answer === 'lost') throw new LostLease()
  if (answer === 'cancel') throw new Canceled()
}

/** Ends the work; a bug is thrown on, to be logged once. */
export const giveUp = async (
  services: Services,
  reference: ImportReference,
  token: string,
  row: ImportRow,
  error: unknown,
): Promise<void> => {
  const { db } = services.database
  if (error instanceof LostLease) return
  if (error instanceof Canceled) {
    await inTransaction(db, async (trx) => {
      await forgetImport(trx, row.workspaceId, row.id)
      await finishWork(trx, reference, token, { state: 'canceled', report: null, finishedAt: services.now(), progress: 0 })
    })
    await dropUpload(services.config, row.id)
    return
  }
  const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
  await finishWork(db, reference, token, {
    state: 'failed',
    problem: say(gone ? 'imports:problem.fileGone' : 'imports:problem.broken'),
    progress: 0,
  })
  if (!gone) throw error
}
