/** A report on paper and in a mail: in both scripts, with every kind of block, and nothing of a stranger's text as markup. */
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Report } from '../../contract/report.ts'
import { say } from '../../contract/sentence.ts'
import { renderMail } from './mail.ts'
import { renderPdf } from './pdf.ts'

const report: Report = Report.parse({
  title: { text: 'Week 9' },
  answer: say('report:mail.unreachable', { to: 'a@b.c', reason: 'x' }),
  brand: 'Café <b>',
  period: { from: '2026-02-23', to: '2026-03-01' },
  madeAt: '2026-03-02T09:00:00.000Z',
  blocks: [
    { kind: 'heading', words: { text: 'Numbers' } },
    { kind: 'paragraph', words: { text: 'نص طويل مع @handle.test' } },
    { kind: 'list', items: [{ text: '<script>alert(1)</script>' }] },
    {
      kind: 'estimates',
      noDifference: 0,
      items: [
        { label: { text: 'Rate' }, estimate: { value: 0.18, interval: [0.06, 0.31], level: 0.8, n: 214 }, unit: 'change', note: null },
        {
          label: { text: 'Cost' },
          estimate: { value: 12, interval: [9, 15], level: 0.8, n: 4 },
          unit: { currency: 'SAR' },
          note: { text: 'of a post' },
        },
        { label: { text: 'Sales' }, estimate: null, unit: 'number', note: null },
      ],
    },
    {
      kind: 'table',
      caption: { text: 'Accounts' },
      columns: [
        { head: { text: 'Account' }, number: false },
        { head: { text: 'Followers' }, number: true },
      ],
      rows: [
        [{ text: 'cafe.test' }, 1234.5],
        [{ text: 'other.test' }, null],
      ],
    },
    {
      kind: 'series',
      title: { text: 'Followers' },
      unit: { text: 'people' },
      points: [
        { day: '2026-02-23', value: 10, interval: null },
        { day: '2026-02-24', value: null, interval: null },
        { day: '2026-02-25', value: 12, interval: [11, 13] },
        { day: '2026-02-26', value: 13, interval: [11, 14] },
      ],
      marks: [{ day: '2026-02-25', words: { text: 'New strategy' } }],
    },
  ],
})

const unpack = (pdf: Uint8Array) => {
  const text = Buffer.from(pdf).toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
  return streams.flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch (error) {
      // Fonts and pictures are packed otherwise.
      if (error instanceof Error) return []
      throw error
    }
  })
}

test.each(['en', 'ar'] as const)('every kind of block is drawn in %s', async (language) => {
  const pdf = await renderPdf(report, language)
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  // The line with its gap: two strokes that begin anew, and the band behind them.
  const drawing = unpack(pdf).join('\n')
  expect(drawing.match(/ m\b/g)?.length ?? 0).toBeGreaterThanOrEqual(3)
  // Text is placed as glyphs of the embedded fonts of both scripts.
  const text = Buffer.from(pdf).toString('latin1')
  expect(text).toContain('IBMPlexSans')
  expect(text).toContain('IBMPlexSansArabic')
})

test('a mail says the same in words and in HTML, in its direction, with strangers’ text as text', () => {
  const english = renderMail(report, 'en', 'https://athar.example/shared/abc')
  expect(english.subject).toBe('Week 9 – Café <b>')
  expect(english.text).toContain('+18% (80% interval +6% to +31%, n 214)')
  expect(english.text).toContain('not known')
  expect(english.text).toContain('https://athar.example/shared/abc')
  expect(english.html).toContain('&lt;script&gt;')
  expect(english.html).not.toContain('<script>')
  const arabic = renderMail(report, 'ar')
  expect(arabic.html).toContain('dir="rtl"')
  expect(arabic.text).toContain('غير معروف')
})
