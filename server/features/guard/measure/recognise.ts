/** Finds shortcuts in a text: which kind, and which words gave it away. */
import type { Shortcut } from '../../../../contract/guard.ts'
import { normalise } from './normalise.ts'
import { denials, patterns, talksAbout } from './patterns.ts'

export interface Recognised {
  kind: Shortcut
  excerpt: string
  from: number
  to: number
}

/** More tags than this, or this many that are over half of all words, or one said this often. */
const tags = { most: 8, many: 5, repeated: 3 }

const stuffing = (text: string): { from: number; to: number } | null => {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}&/])#[\p{L}\p{N}_]+/gu)]
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  const counts = new Map<string, number>()
  for (const [tag] of found) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const isStuffed =
    found.length > tags.most ||
    (found.length >= tags.many && found.length > words / 2) ||
    [...counts.values()].some((count) => count >= tags.repeated)
  const [first, last] = [found[0], found.at(-1)]
  return isStuffed && first !== undefined && last !== undefined ? { from: first.index, to: last.index + last[0].length } : null
}

const ends = /[.!?؟\n؛;]/
/** The sentence around a place, so that a “no” of another sentence does not count. */
const sentenceAround = (text: string, from: number, to: number): { before: string; whole: string } => {
  let start = from
  while (start > 0 && !ends.test(text[start - 1] as string)) start--
  let stop = to
  while (stop < text.length && !ends.test(text[stop] as string)) stop++
  return { before: text.slice(start, from), whole: text.slice(start, Math.min(text.length, stop + 1)) }
}

/**
 * Pure: wordings of both languages over one spelling. A sentence that denies or discusses a shortcut is none. At most one finding of a kind: the first. Cost: linear in
 * the text times the number of wordings, about 1 ms for 2,000 letters.
 */
export const recognise = (original: string): Recognised[] => {
  const { text, at, end } = normalise(original)
  const place = (from: number, to: number) => ({ from: at[from] ?? end, to: to >= at.length ? end : (at[to] as number) })
  const found = new Map<Shortcut, { from: number; to: number }>()
  for (const { kind, words, always } of patterns) {
    for (const match of text.matchAll(words)) {
      const span = { from: match.index, to: match.index + match[0].length }
      const { before, whole } = sentenceAround(text, span.from, span.to)
      if (always !== true && (denials.test(before) || talksAbout.test(whole))) continue
      const known = found.get(kind)
      if (known === undefined || span.from < known.from) found.set(kind, span)
      break
    }
  }
  const stuffed = stuffing(text)
  if (stuffed !== null) found.set('hashtag-stuffing', stuffed)
  return [...found]
    .map(([kind, span]) => ({ kind, ...place(span.from, span.to) }))
    .map(({ kind, from, to }) => ({ kind, from, to, excerpt: original.slice(from, Math.min(to, from + 160)).trim() }))
    .toSorted((a, b) => a.from - b.from)
}
