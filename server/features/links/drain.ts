/** Carries clicks from the journal into the database, each exactly once, whoever wrote the file and however often it is tried. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { decodeBatch } from './click-batch.ts'
import { journalSuffix, readLines } from './journal.ts'
import type { JournalClick } from './store/clicks.ts'

/** A living process closes its file within a second and carries it over; what is older was left by one that died. */
const orphanAfterMs = 15_000
const chunk = 2000

export interface Drained {
  files: number
  clicks: number
  torn: number
}

/**
 * Reads every closed file of the folder, hands its clicks to `save` (which must be able to see one twice) and only then deletes the file. `current` is the file that is
 * still being written, `own` those of this process, which are deleted at once. Cost: one pass over the files.
 */
export const drainJournal = async (
  folder: string,
  options: {
    current: () => string | null
    save: (clicks: JournalClick[]) => Promise<number>
    log: Logger
    now: () => number
    /** Milliseconds between two chunks, so that answering goes first while many arrive. */
    pauseMs?: () => number
    isOwn?: (name: string) => boolean
  },
): Promise<Drained> => {
  const done: Drained = { files: 0, clicks: 0, torn: 0 }
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith(journalSuffix)).toSorted()
  for (const name of names) {
    if (name === options.current()) continue
    const file = path.join(folder, name)
    const found = await fs.stat(file).catch(gone)
    if (found === null) continue
    const text = await fs.readFile(file, 'utf8').catch(gone)
    if (text === null) continue
    const { lines, torn } = readLines(text)
    let clicks: JournalClick[] = []
    for (const [at, line] of lines.entries()) {
      clicks.push(...decodeBatch(line))
      if (clicks.length < chunk && at < lines.length - 1) continue
      done.clicks += await options.save(clicks)
      clicks = []
      const pause = options.pauseMs?.() ?? 0
      if (pause > 0) await sleep(pause)
    }
    if (torn > 0) options.log.warn({ name, torn }, 'a journal of clicks ended in the middle of a line; that click was never answered')
    const mayGo = (options.isOwn?.(name) ?? false) || options.now() - found.mtimeMs > orphanAfterMs
    // Another process carried it over meanwhile: its clicks are there.
    if (mayGo) await fs.unlink(file).catch(gone)
    done.files++
    done.torn += torn
  }
  return done
}

const gone = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}
