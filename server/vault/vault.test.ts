/** Keys and seals: what is opened, what is refused, and what survives a rotation, a lost key and a careless mode. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openVault, VaultProblem } from './vault.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'athar-vault-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
const file = () => path.join(dataDir, 'keys', 'credentials.json')
const open = (environmentKeys: string | null = null, onNote?: (sentence: string) => void) =>
  openVault({ dataDir, environmentKeys, ...(onNote ? { onNote } : {}) })
const environmentKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

test('the first start makes a key file that only this user may read', async () => {
  await open()
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700)
  expect(readdirSync(path.dirname(file()))).toEqual(['credentials.json'])
})

test('what is sealed is opened again, also by the next start', async () => {
  const { sealed, keyId } = (await open()).seal('كلمة السر', 'w|a')
  expect(sealed.toString('latin1')).not.toContain(Buffer.from('كلمة').toString('latin1'))
  const again = await open()
  expect(again.unseal(sealed, 'w|a')).toBe('كلمة السر')
  expect(again.currentKeyId()).toBe(keyId)
})

test('the same text is never sealed to the same bytes', async () => {
  const vault = await open()
  expect(vault.seal('x', 'w|a').sealed.equals(vault.seal('x', 'w|a').sealed)).toBe(false)
})

test('a credential moved to another account does not open', async () => {
  const vault = await open()
  const { sealed } = vault.seal('x', 'workspace|alice')
  expect(() => vault.unseal(sealed, 'workspace|bob')).toThrow(VaultProblem)
})

test('a single changed bit anywhere is noticed', async () => {
  const vault = await open()
  const { sealed } = vault.seal('secret', 'w|a')
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(sealed.readUInt8(index) ^ 1, index)
    expect(() => vault.unseal(changed, 'w|a')).toThrow(VaultProblem)
  }
  for (const length of [0, 1, 5, 20, sealed.length - 1]) expect(() => vault.unseal(sealed.subarray(0, length), 'w|a')).toThrow(VaultProblem)
})

test('two processes that start at once use the same key', async () => {
  const [one, two] = await Promise.all([open(), open()])
  expect(two.unseal(one.seal('x', 'r').sealed, 'r')).toBe('x')
})

test('a rotation seals with a new key, opens with the old, and a running process notices', async () => {
  const running = await open()
  const before = running.seal('x', 'r')
  const command = await open()
  const added = command.addKey()
  expect(added).not.toBe(before.keyId)
  expect(running.seal('y', 'r').keyId).toBe(added)
  expect(running.unseal(before.sealed, 'r')).toBe('x')
  const later = new Date(Date.now() + 1000)
  expect(command.dropUnusedKeys((id) => id === before.keyId, later)).toEqual([])
  expect(command.dropUnusedKeys(() => false, new Date(Date.now() - 60_000))).toEqual([])
  expect(command.dropUnusedKeys(() => false, later)).toEqual([before.keyId])
  expect(() => running.unseal(before.sealed, 'r')).toThrow(before.keyId)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('a lost key is named, with what to do', async () => {
  const { sealed, keyId } = (await open()).seal('x', 'r')
  unlinkSync(file())
  const fresh = await open()
  expect(() => fresh.unseal(sealed, 'r')).toThrow(
    new RegExp(`“${keyId}”.*credentials\\.json\\. Put that key back from a backup, or connect the account again`),
  )
})

test('a damaged key file names the file, what is lost and what to do', async () => {
  await open()
  const whole = readFileSync(file(), 'utf8')
  for (const damaged of ['', whole.slice(0, 30), '{"keys":[]}', '{"keys":[{"id":"a","key":"c2hvcnQ="}]}', 'null']) {
    writeFileSync(file(), damaged)
    await expect(open()).rejects.toThrow(
      /credentials\.json is damaged .* backup.* connected again; posts, results and settings are not touched/,
    )
  }
})

test('a key file that others can read is closed to them, and it is said', async () => {
  await open()
  chmodSync(file(), 0o644)
  const notes: string[] = []
  await open(null, (sentence) => notes.push(sentence))
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(notes).toHaveLength(1)
  expect(notes[0]).toMatch(/mode 644.*closed to them now.*athar keys rotate/)
})

test('a folder that cannot be written is a sentence with the way out', async () => {
  writeFileSync(path.join(dataDir, 'keys'), 'a file where the folder should be')
  await expect(open()).rejects.toThrow(VaultProblem)
})

test('keys of the environment seal, need no file, and those of the file still open', async () => {
  const fromFile = (await open()).seal('old', 'r')
  const vault = await open(`${environmentKey('main')},${environmentKey('before')}`)
  expect(vault.currentKeyId()).toBe('main')
  expect(vault.unseal(fromFile.sealed, 'r')).toBe('old')
  expect(() => vault.addKey()).toThrow(/put a new one in front/)

  rmSync(path.join(dataDir, 'keys'), { recursive: true })
  await open(environmentKey('main'))
  mkdirSync(path.join(dataDir, 'keys'))
  expect(readdirSync(path.join(dataDir, 'keys'))).toEqual([])
})

test('a key of the environment that cannot be used is named by its place, never repeated', async () => {
  for (const bad of ['', 'main', 'main:short', `${environmentKey('a')},b:c2hvcnQ=`, `sp ace:${randomBytes(32).toString('base64')}`]) {
    const error = await open(bad).then(
      () => expect.fail('it was accepted'),
      (thrown: Error) => thrown,
    )
    expect(error.message).toMatch(/^Key [12] of ATHAR_KEYS cannot be used/)
    expect(error.message).not.toContain('c2hvcnQ=')
  }
  const twice = environmentKey('a')
  await expect(open(`${twice},${twice}`)).rejects.toThrow(/“a” twice/)
})
