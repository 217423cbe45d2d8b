/** Reads what a page says of itself for the card under a post: a title and a description. */
import { EgressError } from '../egress.ts'
import type { World } from '../port.ts'

export interface LinkCard {
  uri: string
  title: string
  description: string
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const decode = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal: string, hex: string, name: string) => {
      const code = decimal === undefined ? (hex === undefined ? Number.NaN : Number.parseInt(hex, 16)) : Number(decimal)
      if (Number.isNaN(code)) return entities[name?.toLowerCase()] ?? whole
      return code > 0x10ffff ? whole : String.fromCodePoint(code)
    })
    .replace(/\s+/g, ' ')
    .trim()

/** Title and description of an HTML page, from its Open Graph tags, else its title. Cost: O(length of its head). */
export const readCard = (html: string): { title: string; description: string } => {
  const head = html.slice(0, 200_000)
  const told = new Map<string, string>()
  for (const [tag] of head.matchAll(/<meta\s[^>]{0,4000}>/gi)) {
    const name = /\b(?:property|name)\s*=\s*["']?([\w:.-]+)/i.exec(tag)?.[1]?.toLowerCase()
    const content = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag)
    const value = content?.[1] ?? content?.[2]
    if (name !== undefined && value !== undefined && !told.has(name)) told.set(name, decode(value))
  }
  const title = told.get('og:title') ?? told.get('twitter:title') ?? decode(/<title[^>]*>([^<]{0,1000})<\/title>/i.exec(head)?.[1] ?? '')
  return { title, description: told.get('og:description') ?? told.get('description') ?? '' }
}

/** The card of a link. A page that cannot be read gets one with its host's name: the card is a courtesy, the link is what counts. */
export const makeCard = async (world: World, uri: string): Promise<LinkCard> => {
  const plain = { uri, title: new URL(uri).host, description: '' }
  try {
    const response = await world.fetch(uri, { headers: { accept: 'text/html' } })
    if (!response.ok || !(response.headers.get('content-type') ?? '').includes('html')) return plain
    const { title, description } = readCard(await response.text())
    return { uri, title: title.slice(0, 300) || plain.title, description: description.slice(0, 1000) }
  } catch (error) {
    if (error instanceof EgressError) return plain
    throw error
  }
}
