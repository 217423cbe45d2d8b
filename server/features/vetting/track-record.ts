/** One's own track record, from what Athar has kept: followers gained, posts, engagements a post; and what it cannot show. */
import type { SignedRecord, TrackRecord } from '../../../contract/track-record.ts'
import { type Sentence, say } from '../../../contract/sentence.ts'
import { normalQuantile } from '../../../statistics/distributions/normal.ts'
import type { Services } from '../../services.ts'
import { VaultProblem } from '../../vault/vault.ts'
import { listAccounts } from '../accounts/index.ts'
import { accountSeries, eachPost, engagementsOf } from '../results/index.ts'
import { findBrand } from '../team/index.ts'
import { measureGrowth } from './measure/claims.ts'
import { makeSigningKey, type SigningKey, signRecord } from './sign.ts'
import { insertSigningKey, listSigningKeys, resealSigningKey } from './store/keys.ts'

type Figure = TrackRecord['figures'][number]
const dayMs = 86_400_000
const level = 0.9
const fewestPosts = 10

/** Mean engagements with an interval by Student's large-sample rule; null under 10 posts. */
const meanOf = (values: readonly number[]): Figure['estimate'] | null => {
  const n = values.length
  if (n < fewestPosts) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1))
  const half = (normalQuantile((1 + level) / 2) * deviation) / Math.sqrt(n)
  return { value: mean, interval: [Math.max(0, mean - half), mean + half], level, n }
}

/** Cost: all posts of the brand once. */
export const writeTrackRecord = async (
  services: Services,
  scope: { workspaceId: string; brandId: string },
  { subject, days }: { subject: string; days: number },
): Promise<TrackRecord | null> => {
  const { db } = services.database
  const brand = await findBrand(db, scope.workspaceId, scope.brandId)
  if (brand === null) return null
  const now = services.now()
  const figures: Figure[] = []
  const unproven: Sentence[] = [say('vetting:record.role', { subject }), say('vetting:record.paid')]
  for (const account of await listAccounts(db, scope)) {
    const name = { account: account.handle, network: account.network }
    const readings = await accountSeries(db, { workspaceId: scope.workspaceId, accountId: account.id, metric: 'followers' })
    const [from, to] = [readings[0]?.observedAt.slice(0, 10), readings.at(-1)?.observedAt.slice(0, 10)]
    const growth =
      from === undefined || to === undefined || from === to
        ? null
        : measureGrowth(
            readings.map(({ observedAt, value }) => ({ day: observedAt.slice(0, 10), followers: value, posts: null, engagements: null })),
            from,
            to,
          )
    if (growth?.kind === 'growth' && from !== undefined && to !== undefined) {
      figures.push({ ...name, what: 'followers-gained', period: { from, to }, estimate: growth.gained })
      if (growth.unexplained > 0) unproven.push(say('vetting:record.jumps', { account: account.handle, n: Math.round(growth.unexplained) }))
    } else unproven.push(say('vetting:record.noGrowth', { account: account.handle }))
    const engagements: number[] = []
    const dates: string[] = []
    for await (const post of eachPost(db, { ...scope, accountId: account.id })) {
      dates.push(post.publishedAt.slice(0, 10))
      const value = engagementsOf(post)
      if (value !== null) engagements.push(value)
    }
    const period = { from: dates[0] ?? '', to: dates.at(-1) ?? '' }
    const n = dates.length
    if (n > 0) figures.push({ ...name, what: 'posts-published', period, estimate: { value: n, interval: [n, n], level: 0.99, n } })
    const mean = meanOf(engagements)
    if (mean !== null) figures.push({ ...name, what: 'engagements-per-post', period, estimate: mean })
    else unproven.push(say('vetting:record.fewPosts', { account: account.handle, have: engagements.length, need: fewestPosts }))
  }
  unproven.push(say('vetting:record.sales'))
  return {
    subject,
    brand: brand.name,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * dayMs).toISOString(),
    figures,
    unproven,
  }
}

const boundTo = (workspaceId: string, keyId: string) => `signing-key/${workspaceId}/${keyId}`

/** Puts a new signing key in front; documents of the old ones still verify. */
export const rotateSigningKey = async (services: Services, workspaceId: string): Promise<SigningKey> => {
  const key = makeSigningKey()
  const { keyId: sealedBy, sealed } = services.vault.seal(JSON.stringify(key), boundTo(workspaceId, key.keyId))
  await insertSigningKey(services.database.db, { workspaceId, id: key.keyId, publicKey: key.publicKey, sealed, sealedBy }, services.now())
  return key
}

const openSigningKey = async (services: Services, workspaceId: string): Promise<SigningKey> => {
  const current = (await listSigningKeys(services.database.db, workspaceId)).find(({ retiredAt }) => retiredAt === null)
  if (current === undefined) return rotateSigningKey(services, workspaceId)
  try {
    return JSON.parse(services.vault.unseal(current.sealed, boundTo(workspaceId, current.id))) as SigningKey
  } catch (error) {
    if (!(error instanceof VaultProblem)) throw error
    // The vault's key is lost: nothing can be signed with this one again, and what it signed still verifies.
    services.log.warn({ keyId: current.id }, 'a signing key could not be unsealed; a new one signs from now on')
    return rotateSigningKey(services, workspaceId)
  }
}

/** Signs a record with the workspace's current key; makes one when there is none. */
export const signWithKey = async (services: Services, workspaceId: string, record: TrackRecord): Promise<SignedRecord> =>
  signRecord(record, await openSigningKey(services, workspaceId))

/** Seals signing keys under the vault's current key, so that old ones can be forgotten. */
export const resealSigningKeys = async (services: Services): Promise<number> => {
  const { db } = services.database
  const old = (await listSigningKeys(db)).filter(({ sealedBy }) => sealedBy !== services.vault.currentKeyId())
  let done = 0
  for (const key of old) {
    try {
      const name = boundTo(key.workspaceId, key.id)
      await resealSigningKey(db, key, services.vault.seal(services.vault.unseal(key.sealed, name), name))
      done += 1
    } catch (error) {
      if (!(error instanceof VaultProblem)) throw error
      services.log.warn({ keyId: key.id }, 'a signing key could not be unsealed')
    }
  }
  return done
}
