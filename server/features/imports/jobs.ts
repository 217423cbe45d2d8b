/** Work on uploaded files in the background: looking, reading in, and tidying up what nobody confirmed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob } from '../../jobs/jobs.ts'
import type { Services } from '../../services.ts'
import { dropUpload } from './files.ts'
import { previewImport } from './ingest/look.ts'
import { runImport } from './ingest/run.ts'
import { findImport, type ImportReference, listForgotten, moveImport } from './store/imports.ts'

/** After a crash the dead worker's lease must run out first: so long it is tried. */
const patienceMs = 20_000

/** Runs `step` until the file has left the two states that it works on, or patience ends. */
const persist = async (
  services: Services,
  reference: ImportReference,
  step: typeof runImport,
  states: string[],
  signal: AbortSignal,
): Promise<void> => {
  const givesUpAt = performance.now() + patienceMs
  for (;;) {
    await step(services, reference)
    const row = await findImport(services.database.db, reference)
    if (row === null || !states.includes(row.state) || signal.aborted) return
    if (performance.now() > givesUpAt) throw new Error('another worker still holds this file')
    await sleep(1000)
  }
}

export const previewJob = defineJob<ImportReference>({
  name: 'imports.preview',
  run: (services, data, signal) => persist(services, data, previewImport, ['uploaded', 'reading'], signal),
})

export const runJob = defineJob<ImportReference>({
  name: 'imports.run',
  run: (services, data, signal) => persist(services, data, runImport, ['confirmed', 'importing'], signal),
})

const forgottenAfterMs = 7 * 86_400_000

/** Files that were looked at a week ago and never confirmed are let go; the note of them stays. */
export const tidyUploads = defineJob({
  name: 'imports.tidy',
  schedule: '40 3 * * *',
  run: async (services) => {
    const now = services.now()
    for (const reference of await listForgotten(services.database.db, new Date(now.getTime() - forgottenAfterMs))) {
      const moved = await moveImport(services.database.db, reference, ['uploaded', 'ready', 'failed'], 'canceled', { finishedAt: now })
      if (moved) await dropUpload(services.config, reference.importId)
    }
  },
})

export const importsJobs = [previewJob, runJob, tidyUploads]
