/** Says sentences in English or Arabic, for API messages, mail and the terminal; the web app says them itself. */
import { readFileSync } from 'node:fs'
import { createInstance, type i18n } from 'i18next'
import type { Sentence } from '../contract/sentence.ts'

export type Language = 'en' | 'ar'

const read = (language: Language, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../contract/languages/${language}/${file}.json`, import.meta.url), 'utf8')) as Record<string, unknown>

const instances = new Map<Language, i18n>()

/** Renders a sentence; reads each language file once, when it is first named. Throws when the file is not there. */
export const sayIn = (language: Language, sentence: Sentence): string => {
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

/** What an API error carries: the sentence in English as its message, and the sentence itself for other languages. */
export const refusal = (sentence: Sentence, where?: string) => ({
  message: sayIn('en', sentence),
  data: { sentence, ...(where === undefined ? {} : { where }) },
})
