/** Looks at a whole file before it is read: is it text at all, in which encoding, and what must be said about that. */
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { Sentence } from '../../contract/sentence.ts'
import { say } from '../../contract/sentence.ts'

/** A file that can be opened as often as needed; it is never held in memory. */
export interface ExportSource {
  fileName: string
  open: () => AsyncIterable<Uint8Array>
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1251' | 'windows-1256'

export type Examined =
  | {
      kind: 'text'
      encoding: TextEncoding
      /** Bytes of the byte order mark, to be skipped. */
      bomBytes: number
      bytes: number
      /** The first 64 KiB, decoded. */
      head: string
      /** What a person must see, e.g. that the encoding was guessed. */
      warnings: Sentence[]
    }
  | { kind: 'refused'; bytes: number; reason: Sentence }

const headBytes = 64 * 1024

const magic: [string, number[], string][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04], 'imports:refused.zip'],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0], 'imports:refused.workbook'],
  ['pdf', [0x25, 0x50, 0x44, 0x46], 'imports:refused.pdf'],
  ['png', [0x89, 0x50, 0x4e, 0x47], 'imports:refused.image'],
  ['jpeg', [0xff, 0xd8, 0xff], 'imports:refused.image'],
  ['gif', [0x47, 0x49, 0x46, 0x38], 'imports:refused.image'],
  ['gzip', [0x1f, 0x8b], 'imports:refused.zip'],
]

const startsWith = (bytes: Uint8Array, signs: number[]) => signs.every((sign, at) => bytes[at] === sign)

const refusalByMagic = (head: Uint8Array): Sentence | null => {
  const found = magic.find(([, signs]) => startsWith(head, signs))
  if (found === undefined) return null
  const isWorkbook = found[0] === 'zip' && Buffer.from(head).includes('xl/')
  return say(isWorkbook ? 'imports:refused.workbook' : found[2])
}

const refusalByText = (head: string): Sentence | null => {
  const start = head.trimStart().slice(0, 200).toLowerCase()
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return say('imports:refused.html')
  if (start.startsWith('<?xml') || /^<[a-z]+[\s>]/.test(start)) return say('imports:refused.xml')
  if (/^[[{]\s*(["{[\]}]|-?\d|true|false|null)/.test(start)) return say('imports:refused.json')
  return null
}

const bomOf = (head: Uint8Array): { encoding: TextEncoding; bomBytes: number } | null => {
  if (startsWith(head, [0xff, 0xfe])) return { encoding: 'utf-16le', bomBytes: 2 }
  if (startsWith(head, [0xfe, 0xff])) return { encoding: 'utf-16be', bomBytes: 2 }
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', bomBytes: 3 }
  return null
}

/** UTF-16 that lost its mark still gives itself away: every second byte of Latin text is zero. */
const unmarkedUtf16 = (head: Uint8Array): TextEncoding | null => {
  const length = Math.min(head.length, 2048)
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (length < 8) return null
  if (odd > length / 4 && even < length / 50) return 'utf-16le'
  if (even > length / 4 && odd < length / 50) return 'utf-16be'
  return null
}

const legacyNames: Record<string, TextEncoding> = {
  'windows-1252': 'windows-1252',
  'ISO-8859-1': 'windows-1252',
  'windows-1251': 'windows-1251',
  'KOI8-R': 'windows-1251',
  'ISO-8859-5': 'windows-1251',
  'windows-1256': 'windows-1256',
  'ISO-8859-6': 'windows-1256',
}

/** Which one-byte encoding a sample most likely is in; Western European when nothing speaks for another. */
const guessLegacy = (sample: Uint8Array): TextEncoding => {
  for (const { name } of analyse(sample)) {
    const known = legacyNames[name]
    if (known !== undefined) return known
  }
  return 'windows-1252'
}

/** Watches a stream of bytes for what UTF-8 text cannot have. */
const utf8Watch = () => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let valid = true
  let endsInsideCharacter = false
  return {
    add: (chunk: Uint8Array) => {
      if (!valid) return
      try {
        decoder.decode(chunk, { stream: true })
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        valid = false
      }
    },
    finish: () => {
      if (!valid) return { valid, endsInsideCharacter }
      try {
        decoder.decode()
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        endsInsideCharacter = true
      }
      return { valid, endsInsideCharacter }
    },
  }
}

/**
 * Reads the file once from end to end and says what it is. `sink` sees every byte on the way (e.g. to hash it).
 * Cost: one pass, about 0.4 s per 100 MB, flat memory.
 */
export const examineSource = async (source: ExportSource, sink?: (chunk: Uint8Array) => void): Promise<Examined> => {
  let bytes = 0
  let head: Buffer = Buffer.alloc(0)
  let zeroAt: number | null = null
  let oddSample: Uint8Array | null = null
  const utf8 = utf8Watch()
  for await (const chunk of source.open()) {
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)])
    if (zeroAt === null) {
      const at = chunk.indexOf(0)
      if (at >= 0) zeroAt = bytes + at
    }
    if (oddSample === null && chunk.some((byte) => byte > 0x7f)) oddSample = Uint8Array.from(chunk.subarray(0, headBytes))
    utf8.add(chunk)
    sink?.(chunk)
    bytes += chunk.length
  }
  const refuse = (reason: Sentence): Examined => ({ kind: 'refused', bytes, reason })
  if (bytes === 0) return refuse(say('imports:refused.empty'))
  const byMagic = refusalByMagic(head)
  if (byMagic !== null) return refuse(byMagic)

  const marked = bomOf(head)
  const unmarked = marked === null ? unmarkedUtf16(head) : null
  const { valid, endsInsideCharacter } = utf8.finish()
  const warnings: Sentence[] = []
  const isWide = marked?.encoding.startsWith('utf-16') === true || unmarked !== null
  if (zeroAt !== null && !isWide) return refuse(say('imports:refused.binary', { offset: zeroAt }))

  let encoding: TextEncoding
  if (marked !== null) encoding = marked.encoding
  else if (unmarked !== null) encoding = unmarked
  else if (valid) encoding = 'utf-8'
  else encoding = guessLegacy(oddSample ?? head)

  if (unmarked !== null) warnings.push(say('imports:warning.encodingUnmarked', { encoding: encoding.toUpperCase() }))
  if (encoding.startsWith('windows'))
    warnings.push(say('imports:warning.encodingGuessed', { encoding: encoding.replace('windows-', 'Windows-') }))
  if (marked?.encoding === 'utf-8' && !valid) warnings.push(say('imports:warning.encodingBroken'))
  if (endsInsideCharacter) warnings.push(say('imports:warning.endsInsideCharacter'))

  const text = iconv.decode(head.subarray(marked?.bomBytes ?? 0), encoding)
  if (text.trim() === '') return refuse(say('imports:refused.empty'))
  const byText = refusalByText(text)
  if (byText !== null) return refuse(byText)
  return { kind: 'text', encoding, bomBytes: marked?.bomBytes ?? 0, bytes, head: text, warnings }
}

/** The file as text, piece by piece, without its byte order mark. Cost: one pass, flat memory. */
export async function* decodeSource(source: ExportSource, examined: { encoding: TextEncoding; bomBytes: number }): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(examined.encoding, { stripBOM: false })
  let toSkip = examined.bomBytes
  for await (const chunk of source.open()) {
    const rest = toSkip > 0 ? chunk.subarray(toSkip) : chunk
    toSkip = Math.max(0, toSkip - chunk.length)
    const text = decoder.write(Buffer.from(rest.buffer, rest.byteOffset, rest.length))
    if (text !== '') yield text
  }
  const tail = decoder.end()
  if (tail !== undefined && tail !== '') yield tail
}
