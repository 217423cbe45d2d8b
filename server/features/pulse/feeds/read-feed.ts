/** RSS 0.9 to 2.0, RDF and Atom as one kind of feed; all that a feed says is text, never markup. */
import { type Element, readXml } from './read-xml.ts'

export interface ReadItem {
  guid: string
  title: string
  summary: string
  link: string | null
  /** YYYY-MM-DD in UTC. */
  day: string | null
}

const mostItems = 200
const longestTitle = 300
const longestSummary = 1000

const child = (element: Element, ...names: string[]) => element.children.find(({ name }) => names.includes(name))

/** Tags become spaces, white space one space. */
const plain = (text: string, longest: number): string => {
  const bare = text
    .replace(/<[^>]{0,2000}>/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return bare.length > longest ? `${bare.slice(0, longest - 1)}…` : bare
}
const textOf = (element: Element | undefined): string =>
  element === undefined ? '' : element.text + element.children.map(textOf).join(' ')

/** Only addresses of the web; a relative one is resolved against the feed's own. */
const addressOf = (text: string, base: string): string | null => {
  const url = URL.parse(text.trim(), base)
  return url !== null && text.trim() !== '' && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

const linkOf = (item: Element, base: string): string | null => {
  const links = item.children.filter(({ name }) => name === 'link')
  const best = links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate') ?? links[0]
  return best === undefined ? null : addressOf(best.attributes.href ?? best.text, base)
}

const dayOf = (item: Element): string | null => {
  const written = textOf(child(item, 'pubdate', 'published', 'updated', 'date')).trim()
  const time = Date.parse(written)
  return written === '' || Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10)
}

/** Null when it is XML but no feed. Throws XmlError. Items beyond 200 are left out. */
export const readFeed = (text: string, url: string): { title: string; items: ReadItem[] } | null => {
  const root = readXml(text)
  const channel = root.name === 'feed' ? root : child(root, 'channel')
  if (channel === undefined || !['feed', 'rss', 'rdf'].includes(root.name)) return null
  const entries = [...channel.children, ...(root.name === 'rdf' ? root.children : [])].filter(
    ({ name }) => name === 'item' || name === 'entry',
  )
  const items = entries.slice(0, mostItems).flatMap((entry): ReadItem[] => {
    const link = linkOf(entry, url)
    const summary = plain(textOf(child(entry, 'description', 'summary', 'content', 'encoded')), longestSummary)
    const title = plain(textOf(child(entry, 'title')), longestTitle) || summary.slice(0, 80)
    const guid = textOf(child(entry, 'guid', 'id')).trim() || link || title
    return guid === '' ? [] : [{ guid: guid.slice(0, 500), title: title || guid.slice(0, longestTitle), summary, link, day: dayOf(entry) }]
  })
  return { title: plain(textOf(child(channel, 'title')), longestTitle) || new URL(url).hostname, items }
}
