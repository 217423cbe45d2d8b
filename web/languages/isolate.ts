/** Keeps words of the other script from disturbing the order of a sentence (Unicode isolates, UAX 9). */

const arabic = /\p{Script=Arabic}|\p{Script=Hebrew}/u
const latin = /\p{Script=Latin}/u
/** One plain word stands right by itself, and it may be the name of another text (i18next nesting). */
const oneWord = /^[\p{L}\p{M}\p{N}-]*$/u

/** Wraps `text` in isolates when its script runs against the language's and it is more than one plain word. Cost: linear. */
export const isolate = (text: string, language: string): string => {
  const runsAgainst = language.startsWith('ar') ? latin.test(text) : arabic.test(text)
  return runsAgainst && !oneWord.test(text) ? `\u2068${text}\u2069` : text
}
