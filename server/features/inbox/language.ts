/** The language of a short message by its letters and its small words; null where they do not tell. */

const scripts: [RegExp, string][] = [
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
]

/** Words that are common in one of these languages and rare in the others; words that several share tell nothing and are left out. */
const small: Record<string, string> = {
  en: 'the and you is are this what how do does with for have it my your of i when where can please thanks thank love not we they that was there open',
  fr: 'le les et est vous je pas avec pour une des du que qui bonjour merci où avez quand ce cette c’est j’ai très nous sont dans',
  de: 'der das und ist ich nicht mit für ein eine ihr wie wo wann habt danke bitte sie auch sehr auf dem den gibt es wir',
  es: 'el los y es está usted con para una por qué cómo dónde cuándo gracias hola tienen muy pero hay me lo su',
  it: 'il gli è sono con per che come dove quando grazie ciao avete molto non una della di anche ho mi questo',
  pt: 'os é você vocês com uma não onde quando obrigado obrigada olá tem muito mas para isso ao são eu',
  nl: 'het een ik niet met voor hoe waar wanneer dank jullie zijn ook heel van dat deze hebben wat kan',
  tr: 've bir bu çok var mı mi ne nerede nasıl teşekkürler merhaba için ile değil güzel kaç saat',
  id: 'yang dan ini itu apa ada tidak dengan untuk saya kamu terima kasih kapan dimana bisa berapa kak',
}
const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(small))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

const clean = (text: string) => text.replaceAll(/https?:\/\/\S+|[@#][\p{L}\p{N}_.-]+/gu, ' ').toLowerCase()
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Letters that Persian or Urdu write and Arabic does not, and the other way round. */
const arabicScript = (text: string): string | null => {
  if (/[ٹڈڑںےۓہھ]/u.test(text)) return 'ur'
  const persian = count(text, /[پچژگکی]/gu)
  const arabic = count(text, /[ةىيكأإآؤئ]/gu)
  if (persian > arabic) return 'fa'
  if (
    arabic > 0 ||
    /(^|\s)(ال|وال|بال|لل)\p{L}{2,}/u.test(text) ||
    /(^|\s)(من|على|في|هل|كم|ما|شو|وش|هذا|عندكم|شكرا)(\s|$|[؟،!])/u.test(text)
  )
    return 'ar'
  return null
}

/** Two small words of one language, and none other as strong; one small word is enough in a text of at most three. */
const latinScript = (text: string): string | null => {
  const words = text.match(/[\p{L}’]+/gu) ?? []
  const votes = new Map<string, number>()
  for (const word of words)
    for (const language of languagesOf.get(word.replaceAll("'", '’')) ?? [])
      votes.set(language, (votes.get(language) ?? 0) + 1 / (languagesOf.get(word)?.length ?? 1))
  const [first, second] = [...votes].toSorted((a, b) => b[1] - a[1])
  if (first === undefined) return null
  const enough = words.length <= 3 ? 1 : 1.5
  return first[1] >= enough && first[1] > 1.4 * (second?.[1] ?? 0) ? first[0] : null
}

/**
 * BCP 47, or null. Links, handles and tags do not count. A script of one language decides alone; Arabic letters are told apart by the letters that Persian and
 * Urdu add; Latin letters by small words. Two scripts in about equal parts are not one language. Cost: O(length).
 */
export const languageOf = (text: string): string | null => {
  const plain = clean(text)
  const letters = count(plain, /\p{L}/gu)
  if (letters < 3) return null
  const most = (pattern: RegExp) => count(plain, pattern) / letters > 0.6
  for (const [pattern, language] of scripts) if (count(plain, pattern) / letters > 0.3) return language
  if (most(/\p{Script=Han}/gu)) return 'zh'
  if (most(/\p{Script=Arabic}/gu)) return arabicScript(plain)
  if (most(/\p{Script=Cyrillic}/gu)) return /[іїєґ]/u.test(plain) ? 'uk' : /[ыэъё]/u.test(plain) ? 'ru' : null
  if (most(/\p{Script=Latin}/gu)) return latinScript(plain)
  return null
}
