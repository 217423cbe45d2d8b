/** Reads the little of XML that feeds need, and nothing that a bomb needs: no DOCTYPE, no entities of one's own, bounded in every direction. */

export interface Element {
  /** Without its namespace prefix. */
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

export type XmlProblem = 'not-xml' | 'doctype' | 'too-deep' | 'too-much'

/** What cannot be read, and why. */
export class XmlError extends Error {
  readonly problem: XmlProblem
  constructor(problem: XmlProblem) {
    super(`This is no XML that is read here: ${problem}.`)
    this.name = 'XmlError'
    this.problem = problem
  }
}

const deepest = 40
const mostElements = 50_000
const predefined: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' }

/** The five entities of XML and numbers; any other stays as it is written, for there is nowhere to define it. */
const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return predefined[name.toLowerCase()] ?? whole
    const point = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : whole
  })

const bare = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()

const readAttributes = (text: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(/([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found[bare(name)] = decode(double ?? single ?? '')
  return found
}

/** Where the tag that begins at `from` ends; a ">" inside of quotes ends nothing. */
const endOfTag = (text: string, from: number): number => {
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const sign = text[i] as string
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return i
  }
  throw new XmlError('not-xml')
}

const skipTo = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from)
  if (at < 0) throw new XmlError('not-xml')
  return at + end.length
}

/** The root element. Throws XmlError for a DOCTYPE, more than 40 levels, more than 50,000 elements, or what is not XML. Cost: one pass. */
export const readXml = (text: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open: Element[] = [root]
  let count = 0
  let at = 0
  const top = () => open.at(-1) as Element
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next < 0) break
    top().text += decode(text.slice(at, next))
    if (text.startsWith('<!--', next)) at = skipTo(text, '-->', next + 4)
    else if (text.startsWith('<![CDATA[', next)) {
      at = skipTo(text, ']]>', next + 9)
      top().text += text.slice(next + 9, at - 3)
    } else if (text.startsWith('<?', next)) at = skipTo(text, '?>', next + 2)
    else if (text.startsWith('<!', next)) throw new XmlError('doctype')
    else {
      const end = endOfTag(text, next + 1)
      const inside = text.slice(next + 1, end)
      at = end + 1
      if (inside.startsWith('/')) {
        if (open.length < 2 || top().name !== bare(inside.slice(1).trim())) throw new XmlError('not-xml')
        open.pop()
        continue
      }
      const [, name = ''] = /^([A-Za-z_][^\s/>]*)/.exec(inside) ?? []
      if (name === '') throw new XmlError('not-xml')
      if (++count > mostElements) throw new XmlError('too-much')
      const element: Element = { name: bare(name), attributes: readAttributes(inside.slice(name.length)), children: [], text: '' }
      top().children.push(element)
      if (inside.endsWith('/')) continue
      if (open.length > deepest) throw new XmlError('too-deep')
      open.push(element)
    }
  }
  const [first] = root.children
  if (open.length !== 1 || first === undefined) throw new XmlError('not-xml')
  return first
}
