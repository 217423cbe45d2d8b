/** The fence on words: English and Arabic say the same things, and Arabic counts in all six of its plural forms. */
import type { Breach, Source } from './source.ts'

const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other']
const suffix = new RegExp(`_(${arabicForms.join('|')})$`)

const flatten = (value: unknown, prefix = ''): [string, string][] =>
  typeof value === 'string'
    ? [[prefix, value]]
    : Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => flatten(inner, prefix === '' ? key : `${prefix}.${key}`))

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([A-Za-z]+)/g)]
    .map((match) => match[1])
    .filter((name) => name !== 'count')

    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
    .join(',')

/** Compares every contract/languages/en/<file>.json with its Arabic twin: keys, placeholders, plural forms. */
export const languagesAgree = (files: Source[]): Breach[] => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return files.flatMap(({ path, text }) => {
    if (!path.includes('/en/')) return byPath.has(path.replace('/ar/', '/en/')) ? [] : [{ path, message: 'has no English twin' }]
    const twin = byPath.get(path.replace('/en/', '/ar/'))
    if (twin === undefined) return [{ path, message: 'has no Arabic twin' }]
    const english = new Map(flatten(JSON.parse(text)))
    const arabic = new Map(flatten(JSON.parse(twin.text)))
    const stem = (key: string) => key.replace(suffix, '')
    const counted = new Set([...english.keys()].filter((key) => suffix.test(key) && english.has(`${stem(key)}_other`)).map(stem))
    const breaches: Breach[] = []
    for (const [key, words] of english) {
      if (counted.has(stem(key))) continue
      const other = arabic.get(key)
      if (other === undefined) breaches.push({ path: twin.path, message: `lacks “${key}”` })
      else if (placeholders(other) !== placeholders(words))
        breaches.push({ path: twin.path, message: `“${key}” has other placeholders than the English text` })
    }
    for (const key of counted) {
      for (const form of arabicForms)
        if (!arabic.has(`${key}_${form}`)) breaches.push({ path: twin.path, message: `“${key}” lacks the plural form _${form}` })
      for (const form of ['one', 'other'])
        if (!english.has(`${key}_${form}`)) breaches.push({ path, message: `“${key}” lacks the plural form _${form}` })
    }
    for (const key of arabic.keys()) {
      if (!english.has(key) && !counted.has(stem(key))) breaches.push({ path: twin.path, message: `“${key}” is not in the English file` })
    }
    return breaches
  })
}
