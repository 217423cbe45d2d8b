/** A brand's own domains for short links: taken once in the house, and looked at from outside to see that they lead here. */
import { randomBytes } from 'node:crypto'
import type { LinkDomain } from '../../../contract/links.ts'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { appAddress } from '../../http/address.ts'
import type { Services } from '../../services.ts'
import { countLinksTo, domainPath, insertDomain, listAllDomains, listDomains, noteDomain, type Scope } from './store/links.ts'

const hostName = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

export const takeDomain = async (services: Services, scope: Scope, typed: string): Promise<LinkDomain | { words: Sentence }> => {
  const { db } = services.database
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.$/, '')
  // Domains in other scripts are kept as they travel: in punycode.
  const host = URL.canParse(`https://${bare}`) ? new URL(`https://${bare}`).host : bare
  if (!hostName.test(host)) return { words: say('links:problem.host', { host: bare.slice(0, 80) }) }
  if (new URL(appAddress(services.config)).hostname === host) return { words: say('links:problem.hostOfApp', { host }) }
  const leading = await countLinksTo(db, host)
  if (leading > 0) return { words: say('links:problem.domainLoop', { host, count: leading }) }
  const id = await insertDomain(db, scope, host, randomBytes(16).toString('hex'), services.now())
  if (id === null) return { words: say('links:problem.hostTaken', { host }) }
  return (await listDomains(db, scope)).find((domain) => domain.id === id) as LinkDomain
}

/** Asks the domain, from outside, for the word that only this house can answer with. */
export const checkDomain = async (services: Services, scope: Scope, domainId: string): Promise<LinkDomain | null> => {
  const { db } = services.database
  const domain = (await listAllDomains(db)).find(
    (row) => row.id === domainId && row.workspaceId === scope.workspaceId && row.brandId === scope.brandId,
  )
  if (domain === undefined) return null
  const look = async (scheme: string): Promise<{ reachedAt: Date } | { problem: string }> => {
    try {
      const answer = await services.fetch(`${scheme}://${domain.host}${domainPath}`, { redirect: 'manual' })
      const text = answer.ok ? (await answer.text()).trim() : ''
      return text === domain.token ? { reachedAt: services.now() } : { problem: `HTTP ${answer.status}` }
    } catch (error) {
      return { problem: (error as Error).message }
    }
  }
  const found = await look('https')
  await noteDomain(db, scope, domainId, found)
  return (await listDomains(db, scope)).find(({ id }) => id === domainId) ?? null
}
