/** What is said of a shortcut: why it does harm, what to do instead, and whose public rule says so. */
import type { RuleSource } from '../../../contract/calendar.ts'
import { type Shortcut, type ShortcutFinding, type ShortcutRule, shortcuts } from '../../../contract/guard.ts'
import { say } from '../../../contract/sentence.ts'
import type { Recognised } from './measure/recognise.ts'

/** A public rule as sources.json keeps it: which shortcuts it speaks of, and on which networks (empty: it is no network’s own). */
export interface KnownSource extends RuleSource {
  kinds: string[]
  networks: string[]
}

/** The rule of the network that the text is for comes first; at most three. */
export const sourcesOf = (known: readonly KnownSource[], kind: Shortcut, network: string | null): RuleSource[] =>
  known
    .filter(({ kinds }) => kinds.includes(kind))
    .toSorted((a, b) => Number(network !== null && b.networks.includes(network)) - Number(network !== null && a.networks.includes(network)))
    .slice(0, 3)
    .map(({ title, url }) => ({ title, url }))

/** Pure. */
export const tellFinding = (found: Recognised, known: readonly KnownSource[], network: string | null): ShortcutFinding => ({
  ...found,
  reason: say(`guard:reason.${found.kind}`),
  instead: say(`guard:instead.${found.kind}`),
  sources: sourcesOf(known, found.kind, network),
})

export const tellRules = (known: readonly KnownSource[]): ShortcutRule[] =>
  shortcuts.map((kind) => ({
    kind,
    what: say(`guard:what.${kind}`),
    reason: say(`guard:reason.${kind}`),
    instead: say(`guard:instead.${kind}`),
    sources: known.filter(({ kinds }) => kinds.includes(kind)).map(({ title, url }) => ({ title, url })),
  }))

/** The same words to this many people within a day are worth a word; to this many they are what networks call spam. */
const sameWords = { warn: 3, refuse: 10, least: 4 }

/** What is said of an answer that was given before in the same words; null for a few, and for a short word of thanks. */
export const tellSameAnswers = (text: string, before: number): 'warning' | 'error' | null => {
  if (text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length < sameWords.least) return null
  return before >= sameWords.refuse ? 'error' : before >= sameWords.warn ? 'warning' : null
}
