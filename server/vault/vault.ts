/** Seals credentials with AES-256-GCM: each under a named key, bound to the row that it belongs to. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { type Key, keyFilePath, makeKey, parseEnvironmentKeys, readKeyFile, VaultProblem, writeKeyFile } from './keys.ts'

export { VaultProblem } from './keys.ts'

export interface Sealed {
  /** The key that sealed it; also written inside `sealed`, where it is authenticated. */
  keyId: string
  sealed: Buffer
}

export interface Vault {
  /** The id of the key that seals now. */
  currentKeyId: () => string
  /** Seals a text under the current key. `boundTo` names its row: unsealing under another name fails. Cost: microseconds. */
  seal: (plain: string, boundTo: string) => Sealed
  /** Opens what `seal` made. Throws VaultProblem when the key is not here, or the bytes are not what was sealed for this row. */
  unseal: (sealed: Uint8Array, boundTo: string) => string
  /** Puts a new key in front, which seals from now on; the old ones still open. Throws VaultProblem when keys come from the environment. */
  addKey: () => string
  /**
   * Forgets keys of the file that nothing is sealed with any more and that were retired before the given moment: what another process was just
   * sealing with one must have time to be stored and seen. Answers their ids.
   */
  dropUnusedKeys: (isUsed: (keyId: string) => boolean, retiredBefore: Date) => string[]
}

const version = 1
const nonceBytes = 12
const tagBytes = 16

/**
 * Opens the keys: of the environment (its first one seals), then of DATA_DIR/keys/credentials.json, which is made, readable by this user
 * only, when there is neither. A key file changed by another process (`athar keys rotate`) is noticed. Throws VaultProblem.
 */
export const openVault = async (options: {
  dataDir: string
  environmentKeys: string | null
  onNote?: (sentence: string) => void
}): Promise<Vault> => {
  const { dataDir } = options
  const onNote = options.onNote ?? (() => {})
  const fromEnvironment = options.environmentKeys === null ? [] : parseEnvironmentKeys(options.environmentKeys)
  if (fromEnvironment.length === 0 && readKeyFile(dataDir, onNote) === null) writeKeyFile(dataDir, [makeKey()], true)

  let fromFile: Key[] = []
  let readAt: string | null = null
  const keys = (): Key[] => {
    const stamp = fileStamp(dataDir)
    if (stamp !== readAt) {
      const found = readKeyFile(dataDir, onNote)
      // A file that vanishes under a running server leaves it the keys it has.
      if (found !== null) fromFile = found
      readAt = stamp
    }
    return [...fromEnvironment, ...fromFile]
  }
  const current = (): Key => {
    const key = keys().find(({ retiredAt }) => retiredAt === undefined)
    if (key === undefined)
      throw new VaultProblem(`No key in ${keyFilePath(dataDir)} may seal: all are retired. Put the file back from a backup.`)
    return key
  }
  const find = (id: string): Key => {
    const key = keys().find((candidate) => candidate.id === id)
    if (key !== undefined) return key
    throw new VaultProblem(
      `This credential was sealed with the key “${id}”, which is neither in ATHAR_KEYS nor in ${keyFilePath(dataDir)}. Put that key back from a backup, or connect the account again.`,
    )
  }
  current()

  return {
    currentKeyId: () => current().id,
    seal: (plain, boundTo) => {
      const { id, key } = current()
      const name = Buffer.from(id)
      const nonce = randomBytes(nonceBytes)
      const header = Buffer.concat([Buffer.of(version, name.length), name])
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.concat([header, Buffer.from(boundTo)]))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return { keyId: id, sealed: Buffer.concat([header, nonce, cipher.getAuthTag(), body]) }
    },
    unseal: (sealed, boundTo) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const nameLength = bytes[1] ?? 0
      const header = bytes.subarray(0, 2 + nameLength)
      const damaged = 'This credential is damaged, or belongs to another account. Connect the account again.'
      if (bytes[0] !== version || bytes.length < header.length + nonceBytes + tagBytes) throw new VaultProblem(damaged)
      const { key } = find(header.subarray(2).toString())
      const [nonceEnd, tagEnd] = [header.length + nonceBytes, header.length + nonceBytes + tagBytes]
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(header.length, nonceEnd), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.concat([header, Buffer.from(boundTo)]))
      decipher.setAuthTag(bytes.subarray(nonceEnd, tagEnd))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new VaultProblem(damaged, { cause: error })
      }
    },
    addKey: () => {
      if (fromEnvironment.length > 0) {
        throw new VaultProblem(
          'The keys come from ATHAR_KEYS: put a new one in front there (keep the old one behind it), restart, and run: athar keys rotate',
        )
      }
      const key = makeKey()
      const retiredAt = new Date().toISOString()
      writeKeyFile(dataDir, [key, ...keys().map((old) => ({ retiredAt, ...old }))])
      return key.id
    },
    dropUnusedKeys: (isUsed, retiredBefore) => {
      const unused = keys().filter(({ id, retiredAt }) => retiredAt !== undefined && new Date(retiredAt) < retiredBefore && !isUsed(id))
      if (unused.length === 0) return []
      const dropped = new Set(unused.map(({ id }) => id))
      writeKeyFile(
        dataDir,
        fromFile.filter(({ id }) => !dropped.has(id)),
      )
      return [...dropped]
    },
  }
}

const fileStamp = (dataDir: string): string => {
  const stat = fs.statSync(keyFilePath(dataDir), { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeMs}:${stat.size}`
}
