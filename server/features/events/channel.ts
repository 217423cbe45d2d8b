/** Which channel a visit came by: from what the address says, else from the page it came from, else nobody knows. */
import { readFileSync } from 'node:fs'

const sites = JSON.parse(readFileSync(new URL('sites.json', import.meta.url), 'utf8')) as {
  hosts: Record<string, string>
  sources: Record<string, string>
  media: Record<string, string>
}

export interface Visit {
  channel: string | null
  campaign: string | null
  clickId: string | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const channelOfHost = (host: string): string | null => {
  const bare = host.replace(/^www\./, '')
  for (let name = bare; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    const found = sites.hosts[name]
    if (found !== undefined) return found
  }
  // Search engines have a house in every country.
  return /(^|\.)google\.[a-z.]{2,6}$/.test(bare) ? 'search' : null
}

/**
 * Reads an address and a referrer. A paid medium is its own channel beside the network's own posts. A visit from the site itself is no touch of a channel;
 * one from an unknown site is a referral; one without anything is direct. Cost: O(length).
 */
export const readVisit = (page: string | undefined, referrer: string | undefined): Visit => {
  const url = page !== undefined && URL.canParse(page) ? new URL(page) : null
  const read = (name: string) => url?.searchParams.get(name)?.trim().toLowerCase().slice(0, 100) || null
  const [source, medium, campaign, click] = [read('utm_source'), read('utm_medium'), read('utm_campaign'), read('ac')]
  const clickId = click !== null && uuid.test(click) ? click : null
  const paid = medium === null ? undefined : sites.media[medium]
  if (source !== null) {
    const named = sites.sources[source] ?? source
    return { channel: (paid === 'ads' ? `${named} ads` : named).slice(0, 60), campaign, clickId }
  }
  if (paid !== undefined) return { channel: paid, campaign, clickId }
  const from = referrer !== undefined && URL.canParse(referrer) ? new URL(referrer) : null
  if (from === null || from.host === url?.host) return { channel: from === null ? 'direct' : null, campaign, clickId }
  return { channel: channelOfHost(from.hostname) ?? 'referrals', campaign, clickId }
}

const apart = new Set(['search', 'assistants', 'email', 'ads', 'direct', 'referrals', 'affiliates', 'qr'])
const social = new Set([...Object.values(sites.hosts), ...Object.values(sites.sources)].filter((channel) => !apart.has(channel)))

/** Whether a channel is what people call social media, ads on it included. */
export const isSocial = (channel: string): boolean => social.has(channel.replace(/ ads$/, ''))
