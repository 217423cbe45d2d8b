/** Opens what a person names on the command line: a file, or standard input as “-”. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'

export interface FileSource {
  /** As people call it in sentences. */
  fileName: string
  /** In bytes; null where nobody knows (standard input that is still arriving). */
  size: number
  /** May be called again: the whole file from its start. */
  open: () => AsyncIterable<Uint8Array>
}

const standardInput = async (): Promise<FileSource> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return {
    fileName: words('source.standardInput'),
    size: chunks.reduce((sum, { length }) => sum + length, 0),
    open: async function* () {
      yield* chunks
    },
  }
}

/** Errors: a Problem for a file that is not there, is a folder or may not be read. Cost: standard input is kept in memory. */
export const openSource = async (file: string): Promise<FileSource> => {
  if (file === '-') return standardInput()
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new Problem(words('problem.noFile', { file }))
    if (error.code === 'EACCES') throw new Problem(words('problem.notAllowed', { file }))
    throw error
  })
  if (facts.isDirectory()) throw new Problem(words('problem.folder', { file }))
  return { fileName: path.basename(file), size: facts.size, open: () => createReadStream(file, { highWaterMark: 1 << 20 }) }
}
