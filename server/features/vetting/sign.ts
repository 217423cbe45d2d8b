/** Signs a track record with Ed25519 over canonical JSON, and verifies one without asking anybody. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { say } from '../../../contract/sentence.ts'
import { SignedRecord, type TrackRecord, type Verified } from '../../../contract/track-record.ts'

/** JSON with sorted keys and no spaces, as RFC 8785 orders it: the same data gives the same bytes everywhere. Cost: O(n log n). */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}

export interface SigningKey {
  keyId: string
  publicKey: string
  /** PKCS 8, base64; never leaves the vault unsealed. */
  privateKey: string
}

export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 32)

export const makeSigningKey = (): SigningKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'jwk' }).x ?? ''
  return { keyId: keyIdOf(raw), publicKey: raw, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
}

const bytesOf = ({ signature: _signature, ...rest }: SignedRecord) => Buffer.from(canonicalJson(rest))

export const signRecord = (record: TrackRecord, key: SigningKey): SignedRecord => {
  const unsigned: SignedRecord = {
    type: 'athar.track-record',
    version: 1,
    record,
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: '',
  }
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return { ...unsigned, signature: sign(null, bytesOf(unsigned), privateKey).toString('base64url') }
}

/**
 * Verifies a document. The signature proves that nothing was changed since the holder of the key signed; whose key it is must be known by another way:
 * `knownKeyIds` are the ids that the reader trusts. Cost: under a millisecond.
 */
export const verifyRecord = (document: string, { knownKeyIds, now }: { knownKeyIds: ReadonlySet<string>; now: Date }): Verified => {
  const answer = (kind: Verified['kind'], values: Record<string, string> = {}, signed?: SignedRecord): Verified => ({
    kind,
    words: say(`vetting:verify.${kind}`, values),
    keyId: signed?.keyId ?? null,
    record: signed?.record ?? null,
  })
  let value: unknown
  try {
    value = JSON.parse(document)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return answer('not-a-record')
  }
  const shape = value as { type?: unknown; version?: unknown } | null
  if (shape?.type !== 'athar.track-record') return answer('not-a-record')
  if (shape.version !== 1) return answer('wrong-version', { version: String(shape.version).slice(0, 20) })
  const parsed = SignedRecord.safeParse(value)
  if (!parsed.success) return answer('altered')
  const signed = parsed.data
  // What is signed is what was sent, also where the shape would drop a field that somebody added.
  const key = signed.keyId === keyIdOf(signed.publicKey) ? publicKeyOf(signed.publicKey) : null
  const isWhole = canonicalJson(value) === canonicalJson(signed)
  if (key === null || !isWhole || !verify(null, bytesOf(signed), key, Buffer.from(signed.signature, 'base64url'))) return answer('altered')
  const values = { keyId: signed.keyId, subject: signed.record.subject, day: signed.record.expiresAt.slice(0, 10) }
  if (new Date(signed.record.expiresAt) <= now) return answer('expired', values, signed)
  return answer(knownKeyIds.has(signed.keyId) ? 'valid' : 'unknown-key', values, signed)
}

const publicKeyOf = (raw: string): KeyObject | null => {
  if (Buffer.from(raw, 'base64url').length !== 32) return null
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' })
}
