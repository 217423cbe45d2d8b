/** Names a file by its content before it is uploaded, so that a post's record is fixed before the first byte leaves. */

/** How a record points at an uploaded file. https://atproto.com/specs/data-model#blob-type */
export interface BlobPointer {
  $type: 'blob'
  ref: { $link: string }
  mimeType: string
  size: number
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 base32 in lower case, without padding. */
const base32 = (bytes: Uint8Array): string => {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + alphabet[(held << (5 - bits)) & 31]
}

/** The CID that a server gives a file: version 1, raw bytes (0x55), SHA-256 (0x12) of 32 bytes. Cost: one hash of the file. */
export const cidOf = async (data: Uint8Array<ArrayBuffer>): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
  return `b${base32(Uint8Array.of(1, 0x55, 0x12, 32, ...digest))}`
}

export const pointerOf = async (data: Uint8Array<ArrayBuffer>, mimeType: string): Promise<BlobPointer> => ({
  $type: 'blob',
  ref: { $link: await cidOf(data) },
  mimeType,
  size: data.byteLength,
})
