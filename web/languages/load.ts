/** Loads the words of contract/languages into i18next, one language at a time, and turns the page to its direction. */
import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatValue } from './format.ts'

export const languages = ['en', 'ar'] as const
export type Language = (typeof languages)[number]

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { en: 'English', ar: 'العربية' }

type Words = Record<string, { default: Record<string, unknown> }>
// One chunk a language: a page never waits for the other one's words.
const loaders: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./words-en.ts'),
  ar: () => import('./words-ar.ts'),
}

const key = 'athar.language'

/** False until a person chose a language on this device. */
export const knowsLanguage = (): boolean => localStorage.getItem(key) !== null

/** What this device was last set to, else the first language of the browser that we speak. */
export const guessLanguage = (): Language => {
  const known = localStorage.getItem(key)
  if (known === 'ar' || known === 'en') return known
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag === 'ar' || tag === 'en') ?? 'en'
}

const turn = (language: Language) => {
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
}

const addWords = async (language: Language) => {
  if (i18next.hasResourceBundle(language, 'shell')) return
  const { words } = await loaders[language]()
  for (const [path, { default: content }] of Object.entries(words)) {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')
    i18next.addResourceBundle(language, name, content, true, true)
  }
}

/** Writes numbers and moments inside sentences as the reader does. */
const formatter: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, format, language) => formatValue(value, format, language),
}

/** Starts i18next; call once, before the first page. */
export const startLanguages = async () => {
  const language = guessLanguage()
  await i18next
    .use(formatter)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      resources: {},
      defaultNS: 'shell',
      returnNull: false,
      // React escapes already.
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
    })
  await addWords(language)
  turn(language)
}

/** Changes the language of every page, here and now, and remembers it on this device. */
export const setLanguage = async (language: Language) => {
  await addWords(language)
  localStorage.setItem(key, language)
  turn(language)
  await i18next.changeLanguage(language)
}
