/** An append-only journal of lines: who appended one is told once it lies on the disk, many of them with one wait (group commit). */
import fs from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

export interface Journal {
  /** `done` is called once the line will survive a crash, or with the error that prevents it. */
  append: (line: string, done: (error: Error | null) => void) => void
  /** Closes the file that is being written, so that it can be drained; the next line opens another. */
  rotate: () => Promise<void>
  /** The name of the file that is being written. */
  current: () => string | null
  close: () => Promise<void>
}

export const journalSuffix = '.journal'
/** A file larger than this is closed with the next write. */
const mostBytes = 8 * 1024 * 1024
/** Far below the age at which another process clears a file away. */
const longestOpenMs = 5000

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

/** Opens a journal in a folder, which is made; no file until the first line. Cost of a line: a share of one write and one fdatasync. */
export const openJournal = (folder: string): Journal => {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  let file: { handle: number; name: string; bytes: number; openedMs: number } | null = null
  let [pending, waiting]: [string[], ((error: Error | null) => void)[]] = [[], []]
  let busy = false
  let ending: (() => void)[] = []

  const openFile = async () => {
    const name = `${Date.now()}-${randomBytes(6).toString('hex')}${journalSuffix}`
    const handle = fs.openSync(path.join(folder, name), 'ax', 0o600)
    // The name itself must survive as well.
    const directory = await fs.promises.open(folder, 'r')
    await directory.sync().finally(() => directory.close())
    return { handle, name, bytes: 0, openedMs: Date.now() }
  }
  const closeFile = () => {
    if (file !== null) fs.closeSync(file.handle)
    file = null
  }
  const write = async (text: string) => {
    // One that stood open for long might be taken for a dead process's and be cleared away.
    if (file !== null && Date.now() - file.openedMs > longestOpenMs) closeFile()
    file ??= await openFile()
    const { handle, openedMs } = file
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length; ) written += await writeOnce(handle, bytes, written)
    await new Promise<void>((resolve, reject) => fs.fdatasync(handle, (error) => (error === null ? resolve() : reject(error))))
    file.bytes += bytes.length
    if (Date.now() - openedMs > longestOpenMs && fs.fstatSync(handle).nlink === 0)
      throw new Error('The journal was cleared away while it was written.')
  }
  const flush = async () => {
    busy = true
    while (pending.length > 0) {
      const [lines, told] = [pending, waiting]
      pending = []
      waiting = []
      let failed: Error | null = null
      try {
        await write(lines.join(''))
      } catch (error) {
        failed = error as Error
        // What a failed write left behind is not to be continued.
        closeFile()
      }
      for (const tell of told) tell(failed)
      if (ending.length > 0 || (file?.bytes ?? 0) > mostBytes) closeFile()
    }
    busy = false
    const ended = ending
    ending = []
    if (ended.length > 0) closeFile()
    for (const tell of ended) tell()
  }
  const rotate = () =>
    new Promise<void>((resolve) => {
      ending.push(resolve)
      if (!busy) void flush()
    })
  return {
    append: (line, done) => {
      pending.push(sealLine(line))
      waiting.push(done)
      if (busy) return
      busy = true
      // Requests that arrived together share the first wait.
      setImmediate(() => void flush())
    },
    rotate,
    current: () => file?.name ?? null,
    close: rotate,
  }
}

const writeOnce = (handle: number, bytes: Buffer, from: number): Promise<number> =>
  new Promise((resolve, reject) => fs.write(handle, bytes, from, (error, written) => (error === null ? resolve(written) : reject(error))))
