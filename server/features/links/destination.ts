/** Where a short link may lead: an ordinary web address that is not one of ours, so that no link leads in a circle. */
import type { Sentence } from '../../../contract/sentence.ts'
import { say } from '../../../contract/sentence.ts'

export type Destination = { kind: 'fine'; address: string } | { kind: 'refused'; words: Sentence }

const refused = (key: string, values: Record<string, string | number> = {}): Destination => ({
  kind: 'refused',
  words: say(`links:problem.${key}`, values),
})

/**
 * Checks an address as somebody typed it and writes it in its normal form. `ownHosts`: every host whose links are ours, in lower case, with a port where they
 * have one. Cost: O(1).
 */
export const checkDestination = (text: string, ownHosts: ReadonlySet<string>): Destination => {
  const typed = text.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(typed)?.[1]?.toLowerCase()
  const address = scheme === undefined || /^[^/?#]*:\d+(\/|$)/.test(typed) ? `https://${typed}` : typed
  if (scheme !== undefined && address === typed && scheme !== 'http' && scheme !== 'https') return refused('scheme', { scheme })
  // The characters that browsers drop silently could hide another address.
  if (/[\p{Cc}\s\\]/u.test(address) || !URL.canParse(address)) return refused('notAnAddress', { address: typed.slice(0, 120) })
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return refused('credentials')
  if (!url.hostname.includes('.') && url.hostname !== 'localhost' && !url.hostname.startsWith('['))
    return refused('notAnAddress', { address: typed.slice(0, 120) })
  if (ownHosts.has(url.host.toLowerCase())) return refused('loop', { host: url.host })
  return { kind: 'fine', address: url.href }
}

/** What is put together for each click beforehand: the address up to where the click's id goes, and what follows it. */
export const splitDestination = (address: string): { before: string; after: string } => {
  const hash = address.indexOf('#')
  const [main, after] = hash < 0 ? [address, ''] : [address.slice(0, hash), address.slice(hash)]
  const separator = !main.includes('?') ? '?' : /[?&]$/.test(main) ? '' : '&'
  return { before: `${main}${separator}ac=`, after }
}
