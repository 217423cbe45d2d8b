/** Tests of telling what a file is, and of decoding it. */
import { describe, expect, test } from 'vitest'
import { decodeSource, examineSource } from './source.ts'
import { sourceOf, textSource } from './testing/make-source.ts'

const table = 'Name,Größe\r\nCafé “Olé”,٣\r\n'
const reasonOf = async (bytes: Uint8Array | string) => {
  const examined = await examineSource(sourceOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes))
  return examined.kind === 'refused' ? examined.reason.key : 'text'
}
const decoded = async (source: ReturnType<typeof textSource>) => {
  const examined = await examineSource(source)
  if (examined.kind === 'refused') throw new Error(examined.reason.key)
  let text = ''
  for await (const piece of decodeSource(source, examined)) text += piece
  return { text, encoding: examined.encoding, warnings: examined.warnings.map(({ key }) => key) }
}

describe('encodings', () => {
  test.each([
    ['UTF-8', 'utf-8', false, 'utf-8'],
    ['UTF-8 with a mark', 'utf-8', true, 'utf-8'],
    ['UTF-16LE with a mark', 'utf-16le', true, 'utf-16le'],
    ['UTF-16BE with a mark', 'utf-16be', true, 'utf-16be'],
  ])('%s is read as it is, without a warning', async (_, encoding, addBOM, expected) => {
    expect(await decoded(textSource(table, encoding, { addBOM }))).toEqual({ text: table, encoding: expected, warnings: [] })
  })

  test('UTF-16 that lost its mark is recognised and said', async () => {
    const source = textSource('Post ID,Publish time,Reach\r\n1,01/02/2025 10:00,5\r\n', 'utf-16le', { addBOM: false })
    expect(await decoded(source)).toMatchObject({ encoding: 'utf-16le', warnings: ['imports:warning.encodingUnmarked'] })
  })

  test('a Western European file is read, with a visible warning', async () => {
    const text = 'Räckvidd;Överblick\r\nKöpenhamn är fint på våren och hösten;Å\r\n'
    expect(await decoded(textSource(text, 'windows-1252'))).toEqual({
      text,
      encoding: 'windows-1252',
      warnings: ['imports:warning.encodingGuessed'],
    })
  })

  test('a Cyrillic file is not read as Western European', async () => {
    const text = `Название;Охват\r\n${'Новая публикация о нашем кафе и о погоде сегодня;12\r\n'.repeat(4)}`
    expect(await decoded(textSource(text, 'windows-1251'))).toMatchObject({ text, encoding: 'windows-1251' })
  })

  test('a file cut inside a character is read up to there, and says so', async () => {
    const bytes = Buffer.from('a,b\r\n1,é')
    expect(await decoded(sourceOf(bytes.subarray(0, -1)))).toMatchObject({
      encoding: 'utf-8',
      warnings: ['imports:warning.endsInsideCharacter'],
    })
  })
})

describe('files that are no export', () => {
  test('each is refused with its own reason', async () => {
    expect(await reasonOf('')).toBe('imports:refused.empty')
    expect(await reasonOf('\uFEFF  \r\n')).toBe('imports:refused.empty')
    expect(await reasonOf('<!DOCTYPE html><html><body>Log in</body></html>')).toBe('imports:refused.html')
    expect(await reasonOf('{"posts": [1, 2]}')).toBe('imports:refused.json')
    expect(await reasonOf('[{"id": 1}]')).toBe('imports:refused.json')
    expect(await reasonOf('<?xml version="1.0"?><Workbook/>')).toBe('imports:refused.xml')
    expect(await reasonOf(Buffer.from('PK\u0003\u0004....xl/workbook.xml', 'latin1'))).toBe('imports:refused.workbook')
    expect(await reasonOf(Buffer.from('PK\u0003\u0004....posts_1.json', 'latin1'))).toBe('imports:refused.zip')
    expect(await reasonOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('imports:refused.workbook')
    expect(await reasonOf(Buffer.from('%PDF-1.7'))).toBe('imports:refused.pdf')
    expect(await reasonOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('imports:refused.image')
  })

  test('a binary file says where its first impossible byte is', async () => {
    const examined = await examineSource(sourceOf(Buffer.concat([Buffer.from('Post ID,Reach\r\n'), Buffer.from([1, 0, 2, 0xff, 0xfe])])))
    expect(examined).toMatchObject({ kind: 'refused', reason: { key: 'imports:refused.binary', values: { offset: 16 } } })
  })
})
