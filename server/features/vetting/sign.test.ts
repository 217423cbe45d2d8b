/** Signed track records: what holds, and what each way of going wrong is called. */
import { expect, test } from 'vitest'
import type { TrackRecord } from '../../../contract/track-record.ts'
import { canonicalJson, makeSigningKey, signRecord, verifyRecord } from './sign.ts'

const record: TrackRecord = {
  subject: 'سامي',
  brand: 'Café',
  issuedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-07-01T00:00:00.000Z',
  figures: [],
  unproven: [],
}
const key = makeSigningKey()
const signed = signRecord(record, key)
const check = (document: unknown, known = [key.keyId], now = '2026-02-01T00:00:00Z') =>
  verifyRecord(typeof document === 'string' ? document : JSON.stringify(document), { knownKeyIds: new Set(known), now: new Date(now) }).kind

test('a record holds whatever the order of its fields, until it expires', () => {
  expect(check(signed)).toBe('valid')
  expect(check(Object.fromEntries(Object.entries(signed).toReversed()))).toBe('valid')
  expect(check(signed, [])).toBe('unknown-key')
  expect(check(signed, [key.keyId], '2026-08-01T00:00:00Z')).toBe('expired')
})

test('each change is noticed, also a field that was added and a key that was exchanged', () => {
  expect(check({ ...signed, record: { ...record, brand: 'Cafe' } })).toBe('altered')
  expect(check({ ...signed, record: { ...record, extra: 1 } })).toBe('altered')
  expect(check({ ...signed, publicKey: makeSigningKey().publicKey })).toBe('altered')
  expect(check({ ...signed, signature: 'AAAA' })).toBe('altered')
  expect(check({ ...signed, version: 2 })).toBe('wrong-version')
  for (const other of ['', '{', 'null', '[]', '{"type":"other"}']) expect(check(other)).toBe('not-a-record')
})

test('canonical JSON sorts keys at every depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 'é' }], a: null })).toBe('{"a":null,"b":[{"c":"é","d":1}]}')
})
