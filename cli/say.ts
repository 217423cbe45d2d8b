/** The language of the terminal, and sentences said in it. */
import type { Sentence } from '../contract/sentence.ts'
import { type Language, sayIn } from '../server/say.ts'

let chosen: Language | null = null

/** What --language says; it wins over the environment. */
export const setTerminalLanguage = (language: Language): void => {
  chosen = language
}

export const terminalLanguage = (environment: Record<string, string | undefined> = process.env): Language =>
  chosen ?? ((environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '').startsWith('ar') ? 'ar' : 'en')

export const sayOut = (sentence: Sentence): string => sayIn(terminalLanguage(), sentence)

/** A sentence of the terminal's own (contract/languages/…/terminal.json). */
export const words = (key: string, values: Record<string, string | number> = {}): string => sayOut({ key: `terminal:${key}`, values })
