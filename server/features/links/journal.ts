/** An append-only journal: who appended an entry is told once it lies on the disk, all that waited together with one write and one wait (group commit). */
import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

export interface Journal<Entry> {
  append: (entry: Entry) => void
  /** Closes the file that is being written, so that it can be drained; the next entry opens another. */
  rotate: () => Promise<void>
  /** The name of the file that is being written. */
  current: () => string | null
  close: () => Promise<void>
}

export const journalSuffix = '.journal'
/** A file larger than this is closed with the next write. */
const mostBytes = 8 * 1024 * 1024
/** So many entries are written at once even before all requests of a turn were read. */
const together = 64
/** Far below the age at which another process clears a file away. */
const longestOpenMs = 5000

interface OpenFile {
  handle: number
  name: string
  openedMs: number
}

/** "<crc32 in hex> <line>": a line that was torn by a crash is told from a whole one. */
export const sealLine = (line: string): string => `${crc32(line).toString(16).padStart(8, '0')} ${line}\n`

/** The whole lines of a file, in order; what was torn at its end was never answered for. Cost: O(size). */
export const readLines = (text: string): { lines: string[]; torn: number } => {
  const parts = text.split('\n')
  const rest = parts.pop()
  const lines: string[] = []
  let torn = rest === '' ? 0 : 1
  for (const part of parts) {
    const line = part.slice(9)
    if (part[8] === ' ' && part.slice(0, 8) === crc32(line).toString(16).padStart(8, '0')) lines.push(line)
    else torn++
  }
  return { lines, torn }
}

/**
 * Opens a journal in a folder, which is made; no file until the first entry. `encode` makes one line of the entries that are written together, without a line break
 * inside; `told` is called with them once they will survive a crash, or with the error that prevents it. Cost of an entry: a share of one write and one
 * fdatasync.
 */
export const openJournal = <Entry>(
  folder: string,
  { encode, told }: { encode: (entries: Entry[]) => string; told: (entries: Entry[], error: Error | null) => void },
): Journal<Entry> => {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  let file: OpenFile | null = null
  let [isClosing, fileBytes] = [false, 0]
  let pending: Entry[] = []
  let [isOpening, isDue, underWay] = [false, false, 0]
  let ending: (() => void)[] = []

  const openFile = async () => {
    const name = `${Date.now()}-${randomBytes(6).toString('hex')}${journalSuffix}`
    const handle = fs.openSync(path.join(folder, name), 'ax', 0o600)
    // The name itself must survive as well.
    const directory = await fs.promises.open(folder, 'r')
    await directory.sync().finally(() => directory.close())
    fileBytes = 0
    return { handle, name, openedMs: Date.now() }
  }
  const closeFile = () => {
    if (file !== null) fs.closeSync(file.handle)
    file = null
    isClosing = false
  }
  const finish = (entries: Entry[], error: Error | null) => {
    // What a failed write left behind is not to be continued.
    if (error !== null) isClosing = true
    underWay--
    told(entries, error)
    settle()
  }
  /** Closes the file once nothing waits for it any more, and goes on with what came meanwhile. */
  const settle = () => {
    if (underWay > 0) return
    if (isClosing || ending.length > 0) closeFile()
    const ended = ending
    ending = []
    if (pending.length > 0) flush()
    for (const tell of ended) tell()
  }
  const writeNow = ({ handle, openedMs }: OpenFile, entries: Entry[]) => {
    underWay++
    try {
      const bytes = Buffer.from(sealLine(encode(entries)))
      // Into the page cache: some microseconds, where a thread of its own would cost a batch two turns of the loop. The disk is waited for below.
      for (let written = 0; written < bytes.length; ) written += fs.writeSync(handle, bytes, written)
      fileBytes += bytes.length
      if (fileBytes > mostBytes) isClosing = true
    } catch (error) {
      // Not from within the call of whoever appended.
      setImmediate(finish, entries, error as Error)
      return
    }
    fs.fdatasync(handle, (error) => {
      const cleared = error === null && Date.now() - openedMs > longestOpenMs && fs.fstatSync(handle).nlink === 0
      finish(entries, cleared ? new Error('The journal was cleared away while it was written.') : error)
    })
  }
  const take = () => {
    const entries = pending
    pending = []
    return entries
  }
  /** Writes what waits; while the file is to be closed or is being opened, it waits on. */
  const flush = () => {
    isDue = false
    if (pending.length === 0 || isOpening) return
    // One that stood open for long might be taken for a dead process's and be cleared away.
    if (file !== null && Date.now() - file.openedMs > longestOpenMs) isClosing = true
    if (file !== null && (isClosing || ending.length > 0)) {
      if (underWay > 0) return
      closeFile()
    }
    if (file !== null) return writeNow(file, take())
    isOpening = true
    openFile().then(
      (opened) => {
        file = opened
        isOpening = false
        writeNow(file, take())
      },
      (error) => {
        isOpening = false
        underWay++
        finish(take(), error as Error)
      },
    )
  }
  const rotate = () =>
    new Promise<void>((resolve) => {
      ending.push(resolve)
      if (!isOpening) settle()
    })
  return {
    append: (entry) => {
      pending.push(entry)
      // Under load the disk works on while further requests are read.
      if (pending.length >= together) return flush()
      if (isDue) return
      isDue = true
      // Requests that arrived together share a wait.
      setImmediate(flush)
    },
    rotate,
    current: () => file?.name ?? null,
    close: async () => {
      do await rotate()
      while (pending.length > 0 || underWay > 0 || isOpening)
    },
  }
}
