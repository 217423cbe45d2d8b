/** Where uploaded files wait: DATA_DIR/imports, written as they arrive, never held in memory, gone when they were read. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Sentence, say } from '../../../contract/sentence.ts'
import type { Config } from '../../config.ts'

/** The largest file taken; far above any export, low enough not to fill a disk by accident. */
export const mostBytes = 1024 ** 3

/** A file that cannot be taken, with the sentence for people. */
export class UploadProblem extends Error {
  readonly sentence: Sentence
  readonly status: number
  constructor(sentence: Sentence, status: number) {
    super(sentence.key)
    this.sentence = sentence
    this.status = status
  }
}

const folderOf = (config: Pick<Config, 'dataDir'>) => path.join(config.dataDir, 'imports')
const placeOf = (config: Pick<Config, 'dataDir'>, importId: string) => path.join(folderOf(config), `${importId}.upload`)

/**
 * Writes a stream to its place and answers its size and SHA-256; a file that breaks off, is too large or does not fit on the disk leaves
 * nothing behind. Throws UploadProblem. Cost: flat memory.
 */
export const keepUpload = async (
  config: Pick<Config, 'dataDir'>,
  importId: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> => {
  await mkdir(folderOf(config), { recursive: true, mode: 0o700 })
  const target = placeOf(config, importId)
  const partial = `${target}.part`
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const file = await open(partial, 'wx', 0o600)
    try {
      for await (const chunk of stream) {
        bytes += chunk.length
        if (bytes > mostBytes) throw new UploadProblem(say('imports:refused.tooLarge', { megabytes: mostBytes / 1024 ** 2 }), 413)
        hash.update(chunk)
        await file.writeFile(chunk)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new UploadProblem(say('imports:refused.diskFull'), 507)
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** The bytes of an uploaded file; `onBytes` hears how far the reading is. */
export async function* readUpload(
  config: Pick<Config, 'dataDir'>,
  importId: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(placeOf(config, importId), { highWaterMark: 256 * 1024 })) {
    onBytes?.((chunk as Uint8Array).length)
    yield chunk as Uint8Array
  }
}

export const dropUpload = (config: Pick<Config, 'dataDir'>, importId: string): Promise<void> =>
  rm(placeOf(config, importId), { force: true })
