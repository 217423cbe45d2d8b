/** Begins simulated brands, and signs in to them by handle and password. */
import { z } from 'zod'
import type { AccountAccess, ConnectAnswer, ConnectField, World } from '../port.ts'
import { defaultPace } from './clock.ts'
import type { FaultRule } from './faults.ts'
import { type AccountRecord, addAccount, changeSettings, findAccount, findAccountByHandle, keepTruth } from './records.ts'
import { key, reasonOf, suffer } from './refusals.ts'
import { hashName } from './simulate/generator.ts'
import type { WorldOptions } from './simulate/types.ts'
import { wordsOf } from './simulate/words/speak.ts'
import { simulateWorld } from './simulate/world.ts'

/** Every simulated account has this password: it guards nothing, and lets people see what a wrong one does. */
export const playgroundPassword = 'playground'

export const fields: ConnectField[] = [
  { name: 'handle', kind: 'text', required: true, placeholder: 'cardamom-corner-1' },
  { name: 'password', kind: 'password', required: true, placeholder: playgroundPassword },
]

const Secret = z.object({ session: z.string() })

/** The account behind an access; null when its credential does not hold (any more). */
export const openAccount = async (world: World, account: AccountAccess): Promise<AccountRecord | null> => {
  const record = await findAccount(world.hosted, account.networkAccountId)
  return record !== null && Secret.safeParse(account.secret).data?.session === record.session ? record : null
}

const connected = (record: AccountRecord): ConnectAnswer => ({
  kind: 'connected',
  networkAccountId: record.id,
  handle: record.handle,
  displayName: record.displayName,
  avatarUrl: null,
  serviceUrl: null,
  secret: { session: record.session },
  expiresAt: null,
})

export const connect = async (world: World, input: Record<string, string>, faults: readonly FaultRule[]): Promise<ConnectAnswer> => {
  const handle = (input.handle ?? '').trim().replace(/^@/, '').toLowerCase()
  const password = input.password ?? ''
  const refuse = (field: string, name: string, values: Record<string, string> = {}): ConnectAnswer => ({
    kind: 'refused',
    field,
    reason: key(`connect.${name}`, values),
  })
  if (handle === '') return refuse('handle', 'noHandle')
  if (password === '') return refuse('password', 'noPassword')
  const record = await findAccountByHandle(world.hosted, handle)
  const { kind } = await suffer(world, faults, record?.id ?? handle, 'connect', 'connect')
  if (kind === 'signed-out') return refuse('password', 'wrongPassword', { handle })
  if (kind !== null) return { kind: 'unreachable', reason: reasonOf(kind) }
  if (record === null) return refuse('handle', 'unknownHandle', { handle: handle.slice(0, 100) })
  if (password !== playgroundPassword) return refuse('password', 'wrongPassword', { handle })
  return connected(record)
}

/**
 * Makes a living café: 18 months behind it, its clock a day a minute from now on. Stores the seed, the settings and the truth; the past is
 * made from the seed whenever it is read. The same seed and language in one workspace is the same café. Cost: about 0.1 s.
 */
export const begin = async (
  world: World,
  { seed, language, timeZone }: { seed: number; language: 'en' | 'ar'; timeZone: string },
  given: Partial<WorldOptions> = {},
): Promise<ConnectAnswer> => {
  const now = world.now()
  const { cafe } = wordsOf(language)
  const { name, handle } = cafe[hashName(`${seed}/café`) % cafe.length] as (typeof cafe)[number]
  const options: WorldOptions = { seed, language, timeZone, months: 18, endsAt: now.toISOString(), ...given }
  const record: AccountRecord = {
    id: `pg-${seed.toString(36)}-${language}`,
    handle: `${handle}-${seed.toString(36)}`,
    displayName: name,
    session: crypto.randomUUID(),
    options,
  }
  const { truth } = simulateWorld(options)
  if (!(await addAccount(world.hosted, record, now))) {
    const known = await findAccount(world.hosted, record.id)
    return known === null ? { kind: 'refused', field: null, reason: key('connect.broken', { handle: record.handle }) } : connected(known)
  }
  await keepTruth(world.hosted, record.id, truth)
  await changeSettings(world.hosted, record.id, now, { pace: defaultPace })
  return connected(record)
}
