/** The language of the terminal, and sentences said in it. */
import type { Sentence } from '../contract/sentence.ts'
import { type Language, sayIn } from '../server/say.ts'

export const terminalLanguage = (environment: Record<string, string | undefined> = process.env): Language =>
  (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '').startsWith('ar') ? 'ar' : 'en'

export const sayOut = (sentence: Sentence): string => sayIn(terminalLanguage(), sentence)
