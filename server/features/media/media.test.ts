/** Pictures going in: real ones come out upright, small and without hidden data; what lies about itself is refused. */
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { testApp, testPassword } from '../../../testing/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { mostUploadBytes, prepareImage, sniffImage } from './ingest.ts'

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#8a6d1f' } })
const bytesOf = async (image: Sharp) => new Uint8Array(await image.toBuffer())
const reasonOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const answer = await prepareImage(bytes, 'cup.jpg')
  return answer.kind === 'refused' ? answer.reason.key : answer.kind
}

test('a photo is turned upright, made small enough, and loses its hidden data', async () => {
  const noise = Buffer.from(Uint8Array.from({ length: 3000 * 2000 * 3 }, (_, index) => (index * 2654435761) % 251))
  const photo = await bytesOf(
    sharp(noise, { raw: { width: 3000, height: 2000, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg({ quality: 100 }),
  )
  const answer = await prepareImage(photo, 'cup.jpg')
  if (answer.kind !== 'image') throw new Error(answer.reason.key)
  // Orientation 6 lies on its side: upright it is taller than wide.
  expect([answer.image.width, answer.image.height]).toEqual([1365, 2048])
  expect(answer.image.bytes.byteLength).toBeLessThanOrEqual(1_900_000)
  const metadata = await sharp(answer.image.bytes).metadata()
  expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined])
})

test('what lies about its type, an SVG with a script, a broken file, a bomb and a giant are refused', async () => {
  expect(sniffImage(new TextEncoder().encode('<svg onload="alert(1)">'))).toBeNull()
  expect(
    await reasonOf(
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') as Uint8Array<ArrayBuffer>,
    ),
  ).toBe('media:problem.svg')
  expect(await reasonOf(new TextEncoder().encode('MZ this is a program') as Uint8Array<ArrayBuffer>)).toBe('media:problem.lies')
  const whole = await bytesOf(picture(400, 300).jpeg())
  expect(await reasonOf(whole.slice(0, 60))).toBe('media:problem.broken')
  const bomb = await bytesOf(picture(12_000, 9_000).png({ compressionLevel: 9 }))
  expect(bomb.byteLength).toBeLessThan(1_000_000)
  expect(await reasonOf(bomb)).toBe('media:problem.tooManyPixels')
  expect(await reasonOf(new Uint8Array(mostUploadBytes + 1))).toBe('media:problem.tooLarge')
})

test('a transparent picture stays transparent', async () => {
  const answer = await prepareImage(
    await bytesOf(sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png()),
    'logo.png',
  )
  expect(answer).toMatchObject({ kind: 'image', image: { mime: 'image/png', width: 40, height: 30 } })
})

test('over the API: uploaded, shown, the same twice is one, and a post can carry it', async () => {
  const app = await testApp(await testDatabase())
  const call = app.visitor()
  const { body: first } = await call('POST', '/first-run', {
    name: 'owner',
    password: testPassword,
    language: 'en',
    timeZone: 'Asia/Riyadh',
  })
  const base = `/workspaces/${first.workspaceId}/brands/${first.brandId}`
  const { body: key } = await call('POST', '/me/api-keys', { name: 'test' })
  const headers = { host: 'localhost', 'x-api-key': key.key as string, 'x-file-name': encodeURIComponent('قهوة.jpg') }
  const body = await bytesOf(picture(800, 600).jpeg())
  const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await app.app.request(`http://localhost/api${base}/media`, { method: 'POST', headers, body: bytes })
    return { status: answer.status, body: (await answer.json()) as { id: string; message?: string } }
  }
  const { status, body: media } = await upload(body)
  expect([status, media]).toMatchObject([200, { kind: 'image', mime: 'image/jpeg', width: 800, height: 600 }])
  expect((await upload(body)).body.id).toBe(media.id)
  const shown = await app.app.request(`http://localhost/api${base}/media/${media.id}`, { headers })
  expect([shown.headers.get('content-type'), shown.headers.get('content-security-policy')]).toEqual(['image/jpeg', "default-src 'none'"])
  const refused = await upload(new TextEncoder().encode('not a picture') as Uint8Array<ArrayBuffer>)
  expect([refused.status, refused.body.message]).toEqual([
    422,
    'قهوة.jpg calls itself a picture, and its content is none. Open it, and save it as JPEG or PNG.',
  ])

  const content = (id: string) => ({ text: 'Cup', language: 'en', format: 'photo', link: null, media: [{ ...media, id, alt: 'A cup' }] })
  const write = (id: string) => call('POST', `${base}/posts`, { versions: [{ accountId: null, content: content(id) }], accountIds: [] })
  expect((await write(media.id)).body.versions[0].content.media).toMatchObject([{ id: media.id, alt: 'A cup' }])
  expect((await write('0190a000-0000-7000-8000-000000000000')).body.data.sentence.key).toBe('media:problem.missing')
})
