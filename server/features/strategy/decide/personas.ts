/** Holds the languages of personas against the script in which people who engage write. */
import { say } from '../../../../contract/sentence.ts'
import type { AudienceEvidence, Persona, PersonaEvidence } from '../../../../contract/strategy.ts'

/** Languages written in Arabic letters; all others that Athar can tell apart are written in Latin ones. */
const arabicScript = ['ar', 'fa', 'ur', 'ps', 'ckb', 'ug', 'sd', 'ks']
const otherScript = ['zh', 'ja', 'ko', 'ru', 'uk', 'bg', 'sr', 'el', 'he', 'hi', 'bn', 'ta', 'te', 'th', 'am', 'hy', 'ka']

const scriptOf = (tag: string): 'Arab' | 'Latn' | null => {
  const language = tag.toLowerCase().split('-')[0] ?? ''
  if (/-arab\b/i.test(tag)) return 'Arab'
  if (/-latn\b/i.test(tag)) return 'Latn'
  return arabicScript.includes(language) ? 'Arab' : otherScript.includes(language) ? null : 'Latn'
}

/** A persona who is for fewer than one in ten of those heard is worth a question. */
const few = 0.1

/** Pure. Personas without a language, or of scripts that are not told apart, are left out. Cost: O(personas). */
export const tellPersonas = (personas: readonly Persona[], audience: AudienceEvidence): PersonaEvidence[] =>
  personas.flatMap(({ id, name, languages }): PersonaEvidence[] => {
    const scripts = [...new Set(languages.map(scriptOf))]
    const [script] = scripts
    if (scripts.length !== 1 || script === null || script === undefined) return []
    const found = audience.scripts.find((one) => one.script === script)?.share
    if (found === undefined) return [{ personaId: id, words: say('strategy:persona.thin', { people: audience.people }), share: null }]
    const key = found.interval[1] < few ? 'few' : found.interval[0] > 0.5 ? 'most' : 'some'
    return [{ personaId: id, words: say(`strategy:persona.${key}${script}`, { name }), share: found }]
  })
