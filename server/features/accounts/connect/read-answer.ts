/** What of an answer may be kept: the announcements in its headers and the names of its fields. */
import type { NoticeKind } from '../store/calls.ts'

const longest = 160
const plain = (words: string) => words.replaceAll(/\s+/g, ' ').trim().slice(0, longest)

/** Part of a path that names a thing, not a kind of thing: numbers, hashes, DIDs, handles, anything long. */
const isName = (part: string) => /\d{3,}|[:@%]|^[0-9a-f-]{16,}$/i.test(part) || part.length > 60

/** The path of an address without host, query and names of things: `/v21.0/{id}/insights`. */
export const plainEndpoint = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((part) => (isName(part) ? '{id}' : part))
    .join('/')
    .slice(0, longest)

/** An address in a header may carry a name or a token in its query. */
const withoutQuery = (words: string) => words.replaceAll(/[?#][^\s>";,]*/g, '')

/**
 * Announcements of a server in its headers: Deprecation (RFC 9745), Sunset (RFC 8594), Warning 299 (RFC 7234), links that say `deprecation` or `sunset`, and
 * the version it says it answers in.
 */
export const noticesIn = (headers: Headers): { kind: NoticeKind; what: string }[] => {
  const found: { kind: NoticeKind; what: string }[] = []
  const add = (kind: NoticeKind, what: string) => found.push({ kind, what: plain(withoutQuery(what)) })
  const deprecation = headers.get('deprecation')
  if (deprecation !== null && deprecation.trim() !== 'false') add('deprecation', deprecationDay(deprecation))
  const sunset = headers.get('sunset')
  if (sunset !== null) add('sunset', dayOf(sunset) ?? sunset)
  const warning = headers.get('warning')
  if (warning?.trimStart().startsWith('299')) add('warning', warning)
  for (const link of (headers.get('link') ?? '').split(/,(?=\s*<)/))
    if (/rel="?[^";]*\b(deprecation|sunset)\b/i.test(link)) add('link', link)
  for (const [name, version] of headers)
    if (/(^|-)api-version(-warning)?$/.test(name)) add(name.endsWith('warning') ? 'warning' : 'version', version)
  return found
}

const dayOf = (words: string): string | null => {
  const ms = Date.parse(words)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, 10)
}
/** RFC 9745 writes seconds since 1970 as `@1688169599`; earlier drafts wrote a date or `true`. */
const deprecationDay = (words: string): string => {
  const seconds = /^@(\d{1,11})$/.exec(words.trim())?.[1]
  return seconds === undefined ? (dayOf(words) ?? words) : new Date(Number(seconds) * 1000).toISOString().slice(0, 10)
}

const deepest = 4
const mostFields = 300

/** Keys that are data themselves (ids, handles, languages of a map) are written as `*`. */
const plainKey = (key: string) => (/^[A-Za-z_$][\w$-]{0,39}$/.test(key) && !/\d{3,}/.test(key) ? key : '*')

/**
 * Names of the fields of a JSON answer as paths, `feed[].post.likeCount`, four deep; values are not looked at, nor what is in
 * fields that hold what people or other programs wrote (`opaque`). No JSON: none.
 */
export const fieldNames = (text: string, opaque: readonly string[] = []): string[] => {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
  const names = new Set<string>()
  const walk = (value: unknown, path: string, depth: number): void => {
    if (names.size >= mostFields || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 100)) walk(one, `${path}[]`, depth)
      return
    }
    for (const [key, inner] of Object.entries(value)) {
      const name = path === '' ? plainKey(key) : `${path}.${plainKey(key)}`
      if (names.size < mostFields) names.add(name)
      if (depth < deepest && !opaque.includes(key)) walk(inner, name, depth + 1)
    }
  }
  walk(answer, '', 1)
  return [...names]
}
