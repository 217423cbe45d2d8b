/** Takes a picture in: what it really is, how large, upright, without hidden data, and small enough for every network. */
import { type Sentence, say } from '../../../contract/sentence.ts'

export interface PreparedImage {
  bytes: Uint8Array<ArrayBuffer>
  mime: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  width: number
  height: number
}
export type Prepared = { kind: 'image'; image: PreparedImage } | { kind: 'refused'; reason: Sentence }

/** An upload may be this large; a picture of sixty megapixels unpacks to about 240 MB and no more is ever unpacked. */
export const mostUploadBytes = 20 * 1024 * 1024
const mostPixels = 60_000_000
/** The smallest limit among the networks for one picture (two million bytes), less a margin. */
const mostStoredBytes = 1_900_000
const longestSide = 2048

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte)

/** The kind of picture by its first bytes; a name or a header may say anything. Null for everything else, SVG included. */
export const sniffImage = (bytes: Uint8Array): PreparedImage['mime'] | null => {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0x47, 0x49, 0x46, 0x38])) return 'image/gif'
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp'
  return null
}

/** A name that says picture, over bytes that are none. */
const seemsPicture = /\.(jpe?g|png|gif|webp)$/i

/** SVG is a program's text more than a picture: it may hold scripts and load from elsewhere, and no network takes it. */
const looksLikeSvg = (bytes: Uint8Array): boolean => /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 4096)).toString('utf8'))

/**
 * Prepares an uploaded picture: turned upright, its hidden data (place, camera) removed, at most 2,048 pixels a side and 1.9 MB. Refuses what is
 * no picture, what unpacks to more than 60 megapixels, and what is broken. Cost: about 0.2 s for a photo of a phone; the image library is loaded
 * on first use.
 */
export const prepareImage = async (bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<Prepared> => {
  const refused = (key: string, values: Record<string, string | number> = {}): Prepared => ({
    kind: 'refused',
    reason: say(`media:problem.${key}`, { file: fileName, ...values }),
  })
  if (bytes.byteLength > mostUploadBytes) return refused('tooLarge', { most: mostUploadBytes / 1024 / 1024 })
  const mime = sniffImage(bytes)
  if (mime === null) return refused(looksLikeSvg(bytes) ? 'svg' : seemsPicture.test(fileName) ? 'lies' : 'noPicture')
  const { default: sharp } = await import('sharp')
  try {
    const { width, height, hasAlpha, pages } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata()
    if (width * height > mostPixels) return refused('tooManyPixels', { width, height })
    // A moving picture stays as it is where it is small enough; re-encoding would stop it.
    if ((pages ?? 1) > 1)
      return bytes.byteLength <= mostStoredBytes ? { kind: 'image', image: { bytes, mime, width, height } } : refused('movingTooLarge')
    const upright = () =>
      sharp(bytes, { limitInputPixels: mostPixels })
        .rotate()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    if (hasAlpha) {
      const png = await upright().png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true })
      if (png.info.size <= mostStoredBytes)
        return {
          kind: 'image',
          image: { bytes: new Uint8Array(png.data), mime: 'image/png', width: png.info.width, height: png.info.height },
        }
    }
    for (const quality of [88, 80, 70, 60, 45]) {
      const encoder = hasAlpha ? upright().webp({ quality }) : upright().jpeg({ quality, mozjpeg: true })
      const { data, info } = await encoder.toBuffer({ resolveWithObject: true })
      if (info.size <= mostStoredBytes)
        return {
          kind: 'image',
          image: { bytes: new Uint8Array(data), mime: hasAlpha ? 'image/webp' : 'image/jpeg', width: info.width, height: info.height },
        }
    }
    return refused('tooLargeStill')
  } catch (error) {
    if (/pixel limit/i.test((error as Error).message)) return refused('tooManyPixels', { width: '?', height: '?' })
    return refused('broken')
  }
}
