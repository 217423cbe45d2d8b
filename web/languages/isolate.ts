/** Keeps words of the other script from disturbing the order of a sentence (Unicode isolates, UAX 9). */

const arabic = /\p{Script=Arabic}|\p{Script=Hebrew}/u
const latin = /\p{Script=Latin}/u

/** Wraps `text` in isolates when its script runs against the language's; else it stays as it is. Cost: linear. */
export const isolate = (text: string, language: string): string => {
  const runsAgainst = language.startsWith('ar') ? latin.test(text) : arabic.test(text)
  return runsAgainst ? `\u2068${text}\u2069` : text
}
