/** Says sentences and errors on a terminal, in English or Arabic (LANG, or --language). */
import { readFileSync } from 'node:fs'
import { createInstance, type i18n } from 'i18next'
import type { Sentence } from '../contract/sentence.ts'

export type Language = 'en' | 'ar'

export const terminalLanguage = (environment: Record<string, string | undefined> = process.env): Language =>
  (environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '').startsWith('ar') ? 'ar' : 'en'

const read = (language: Language, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../contract/languages/${language}/${file}.json`, import.meta.url), 'utf8')) as Record<string, unknown>

const instances = new Map<Language, i18n>()

/** Renders a sentence; reads only the language file that it names. Throws when the key's file is not there. */
export const sayOut = (sentence: Sentence, language: Language = terminalLanguage()): string => {
  let instance = instances.get(language)
  if (instance === undefined) {
    instance = createInstance({ lng: language, fallbackLng: 'en', resources: {}, interpolation: { escapeValue: false }, initAsync: false })
    void instance.init()
    instances.set(language, instance)
  }
  const [file = ''] = sentence.key.split(':', 1)
  if (!instance.hasResourceBundle(language, file)) instance.addResourceBundle(language, file, read(language, file))
  return instance.t(sentence.key, sentence.values)
}
