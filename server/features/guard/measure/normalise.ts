/** One spelling for texts that look alike: fancy letters, vowel signs, and the several ways to write an Arabic letter. */

export interface Normalised {
  text: string
  /** For each UTF-16 unit of `text`, where its letter begins in the original. */
  at: number[]
  /** Where the original ends. */
  end: number
}

const arabic: Record<string, string> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ة: 'ه', ؤ: 'و', ئ: 'ي' }
/** Vowel signs, the stretching line, and what no eye sees. */
const unseen = /\p{Mn}|\p{Cf}|\u0640/u
const digits = (letter: string) => {
  const code = letter.codePointAt(0) as number
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660)
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0)
  return letter
}

/** Pure. NFKC turns letters of mathematical alphabets, in which such texts are often hidden, into plain ones. Cost: linear. */
export const normalise = (original: string): Normalised => {
  let text = ''
  const at: number[] = []
  let place = 0
  for (const letter of original) {
    if (!unseen.test(letter)) {
      const plain = Array.from(letter.normalize('NFKC').toLowerCase())
        .filter((one) => !unseen.test(one))
        .map((one) => digits(arabic[one] ?? one))
        .join('')
        .replaceAll(/[’‘]/g, "'")
        .replaceAll(/[“”„«»]/g, '"')
      text += plain
      for (let unit = 0; unit < plain.length; unit++) at.push(place)
    }
    place += letter.length
  }
  return { text, at, end: original.length }
}
