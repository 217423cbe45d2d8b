/** What a page says: its words without markup, made alike, so that a name can be looked for. */

const dropped = ['script', 'style', 'template', 'noscript']
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Lower case, one kind of each letter, one space between words. */
export const alike = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** The visible words of HTML, by one walk over the text: no markup is built, none is run. Cost: O(n). */
export const pageText = (html: string): string => {
  const lower = html.toLowerCase()
  const parts: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      parts.push(html.slice(at))
      break
    }
    parts.push(html.slice(at, open))
    const name = dropped.find((one) => lower.startsWith(one, open + 1))
    const [from, mark] =
      name !== undefined ? [lower.indexOf(`</${name}`, open), '>'] : lower.startsWith('<!--', open) ? [open + 4, '-->'] : [open, '>']
    const close = from === -1 ? -1 : html.indexOf(mark, from)
    if (close === -1) break
    at = close + mark.length
    parts.push(' ')
  }
  return parts.join('').replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/gu, (_whole, name: string) => entities[name] ?? ' ')
}

/** Whether a page shows the words. */
export const pageShows = (html: string, expected: string): boolean => alike(pageText(html)).includes(alike(expected))
