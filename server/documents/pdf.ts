/** Draws a report as an A4 document in either script, by @react-pdf, which shapes Arabic and orders mixed directions. */
import type { Report, ReportBlock } from '../../contract/report.ts'
import type { Language } from '../say.ts'
import { estimateInWords, type Phrases, phrasesIn } from './phrases.ts'

type Kit = Awaited<ReturnType<typeof openKit>>
type Node = ReturnType<Kit['h']>

const ink = '#1b1a17'
const quiet = '#6b675e'
const line = '#d9d4c7'
const data = '#0072b2'
const soft = '#d3e4f0'

/** Loaded with the first document: the app that never prints does not carry it. */
const openKit = async () => {
  const [{ createElement }, pdf] = await Promise.all([import('react'), import('@react-pdf/renderer')])
  const font = (file: string) => new URL(`../../node_modules/@fontsource/${file}.woff`, import.meta.url).pathname
  for (const [family, name] of [
    ['Latin', 'ibm-plex-sans/files/ibm-plex-sans-latin'],
    ['Arabic', 'ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic'],
  ] as const)
    pdf.Font.register({
      family,
      fonts: [
        { src: font(`${name}-400-normal`), fontWeight: 400 },
        { src: font(`${name}-600-normal`), fontWeight: 600 },
      ],
    })
  // Words are never cut: hyphens at line ends are wrong in Arabic and ugly in handles.
  pdf.Font.registerHyphenationCallback((word: string) => [word])
  const { Document, Page, View, Text, Svg, Line, Circle, Path, renderToBuffer } = pdf
  return { h: createElement, Document, Page, View, Text, Svg, Line, Circle, Path, renderToBuffer }
}
let kit: Promise<Kit> | undefined

interface Pen extends Kit {
  phrases: Phrases
  rtl: boolean
  text: (words: string, style?: object) => Node
  row: (children: Node[], style?: object) => Node
}

const estimates = (pen: Pen, block: Extract<ReportBlock, { kind: 'estimates' }>): Node => {
  const { h, View, Svg, Line, Circle, phrases, rtl } = pen
  // Whiskers can be compared where they count the same thing; else only the words stand.
  const comparable = new Set(block.items.map(({ unit }) => JSON.stringify(unit))).size === 1
  const known = block.items.flatMap(({ estimate }) => (estimate === null ? [] : [...estimate.interval, estimate.value]))
  const ends = block.noDifference === null ? known : [...known, block.noDifference]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const width = 110
  const x = (value: number) => {
    const at = 4 + ((value - low) / (high - low || 1)) * (width - 8)
    return rtl ? width - at : at
  }
  const stroke = { stroke: data, strokeWidth: 1.5 }
  return h(
    View,
    { style: { marginVertical: 6 } },
    ...block.items.map(({ label, estimate, unit, note }, index) =>
      pen.row(
        [
          h(
            View,
            { key: 'words', style: { flex: 1 } },
            pen.text(phrases.words(label), { fontWeight: 600 }),
            pen.text(estimateInWords(phrases, unit, estimate), { color: quiet }),
            ...(note === null ? [] : [pen.text(phrases.words(note), { color: quiet, fontSize: 9 })]),
          ),
          ...(comparable
            ? [
                h(
                  Svg,
                  { key: 'picture', width, height: 14, viewBox: `0 0 ${width} 14` },
                  ...(block.noDifference === null
                    ? []
                    : [
                        h(Line, {
                          key: 'none',
                          x1: x(block.noDifference),
                          x2: x(block.noDifference),
                          y1: 1,
                          y2: 13,
                          stroke: quiet,
                          strokeWidth: 0.7,
                        }),
                      ]),
                  ...(estimate === null
                    ? []
                    : [
                        h(Line, { key: 'whisker', x1: x(estimate.interval[0]), x2: x(estimate.interval[1]), y1: 7, y2: 7, ...stroke }),
                        h(Circle, { key: 'value', cx: x(estimate.value), cy: 7, r: 3, fill: data }),
                      ]),
                ),
              ]
            : []),
        ],
        { key: String(index), borderBottomWidth: 0.5, borderBottomColor: line, paddingVertical: 4, alignItems: 'center' },
      ),
    ),
  )
}

const table = (pen: Pen, { caption, columns, rows }: Extract<ReportBlock, { kind: 'table' }>): Node => {
  const { h, View, phrases, rtl } = pen
  const side = (number: boolean) => ({ flex: number ? 1 : 2, textAlign: number === rtl ? 'left' : 'right', paddingEnd: 6 })
  const cell = (value: (typeof rows)[0][0]) =>
    value === null ? phrases.own('missing') : typeof value === 'number' ? phrases.number(value) : phrases.words(value)
  return h(
    View,
    { style: { marginVertical: 8 } },
    pen.text(phrases.words(caption), { fontWeight: 600, marginBottom: 3 }),
    pen.row(
      columns.map(({ head, number }, index) => pen.text(phrases.words(head), { key: index, color: quiet, ...side(number) })),
      { borderBottomWidth: 1, borderBottomColor: line, paddingVertical: 3 },
    ),
    ...rows.map((row, at) =>
      pen.row(
        row.map((value, index) => pen.text(cell(value), { key: index, ...side(columns[index]?.number ?? false) })),
        { key: at, borderBottomWidth: 0.5, borderBottomColor: line, paddingVertical: 3 },
      ),
    ),
  )
}

const series = (pen: Pen, { title, unit, points, marks }: Extract<ReportBlock, { kind: 'series' }>): Node => {
  const { h, View, Svg, Path, Line, Circle, phrases, rtl } = pen
  const [width, height] = [515, 130]
  const times = points.map(({ day }) => Date.parse(day))
  const values = points.flatMap(({ value, interval }) => [...(value === null ? [] : [value]), ...(interval ?? [])])
  if (values.length === 0) return pen.text(phrases.own('missing'))
  const [first, last, low, high] = [Math.min(...times), Math.max(...times), Math.min(...values), Math.max(...values)]
  const x = (time: number) => {
    const at = ((time - first) / (last - first || 1)) * width
    return (rtl ? width - at : at).toFixed(1)
  }
  const y = (value: number) => (height - 8 - ((value - low) / (high - low || 1)) * (height - 16)).toFixed(1)
  let path = ''
  for (const [index, { value }] of points.entries())
    if (value !== null) {
      // A gap lifts the pen.
      const before = points[index - 1]?.value ?? null
      path += `${before === null ? 'M' : 'L'}${x(times[index] as number)} ${y(value)}`
    }
  // A day between two gaps is a point.
  const lone = points.flatMap(({ value }, index) =>
    value !== null && (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null
      ? [{ at: times[index] as number, value }]
      : [],
  )
  const banded = points.flatMap(({ interval }, index) => (interval === null ? [] : [{ at: times[index] as number, interval }]))
  const edge = (which: 0 | 1) => banded.map(({ at, interval }) => `${x(at)} ${y(interval[which])}`)
  const band = banded.length < 2 ? '' : `M${edge(0).join('L')}L${edge(1).toReversed().join('L')}Z`
  return h(
    View,
    { style: { marginVertical: 8 }, wrap: false },
    pen.text(phrases.words(title), { fontWeight: 600 }),
    pen.text(`${phrases.words(unit)}: ${phrases.number(low)} – ${phrases.number(high)}`, { color: quiet, fontSize: 9 }),
    h(
      Svg,
      { width, height, viewBox: `0 0 ${width} ${height}` },
      ...(band === '' ? [] : [h(Path, { key: 'band', d: band, fill: soft })]),
      ...marks.map(({ day }, index) =>
        h(Line, {
          key: `mark${index}`,
          x1: x(Date.parse(day)),
          x2: x(Date.parse(day)),
          y1: 0,
          y2: height,
          stroke: quiet,
          strokeWidth: 0.7,
        }),
      ),
      ...lone.map(({ at, value }) => h(Circle, { key: `point${at}`, cx: x(at), cy: y(value), r: 2, fill: data })),
      h(Path, { key: 'line', d: path, stroke: data, strokeWidth: 1.5, fill: 'none' }),
    ),
    pen.row([pen.text(phrases.date(points[0]!.day)), pen.text(phrases.date(points.at(-1)!.day))], {
      justifyContent: 'space-between',
      color: quiet,
      fontSize: 9,
    }),
    ...marks.map(({ day, words }) => pen.text(`${phrases.date(day)}: ${phrases.words(words)}`, { color: quiet, fontSize: 9 })),
  )
}

const draw = (pen: Pen, block: ReportBlock): Node => {
  const { h, View, phrases } = pen
  switch (block.kind) {
    case 'heading':
      return pen.text(phrases.words(block.words), { fontSize: 13, fontWeight: 600, marginTop: 14, marginBottom: 4 })
    case 'paragraph':
      return pen.text(phrases.words(block.words), { marginVertical: 4 })
    case 'list':
      return h(
        View,
        { style: { marginVertical: 4 } },
        ...block.items.map((item, index) =>
          pen.row([pen.text('•', { width: 14, textAlign: 'center' }), pen.text(phrases.words(item), { flex: 1 })], { key: index }),
        ),
      )
    case 'estimates':
      return estimates(pen, block)
    case 'table':
      return table(pen, block)
    case 'series':
      return series(pen, block)
  }
}

/**
 * The report as PDF bytes, A4, right to left in Arabic. What people wrote keeps its own words. Cost: about 0.3 s and 40 MB the first time,
 * then tens of milliseconds a page.
 */
export const renderPdf = async (report: Report, language: Language): Promise<Uint8Array> => {
  const opened = await (kit ??= openKit())
  const { h, Document, Page, Text, View } = opened
  const rtl = language === 'ar'
  const phrases = phrasesIn(language)
  const pen: Pen = {
    ...opened,
    phrases,
    rtl,
    text: (words, style = {}) => {
      const { key, ...rest } = style as { key?: string | number }
      return h(
        Text,
        {
          ...(key === undefined ? {} : { key }),
          style: { textAlign: rtl ? 'right' : 'left', direction: rtl ? 'rtl' : 'ltr', ...rest },
        } as never,
        // The Arabic font answers a no-break space with a glyph that it does not have.
        words.replaceAll(/[\u00a0\u202f]/g, ' '),
      )
    },
    row: (children, style = {}) => {
      const { key, ...rest } = style as { key?: string | number }
      return h(
        View,
        { ...(key === undefined ? {} : { key }), wrap: false, style: { flexDirection: rtl ? 'row-reverse' : 'row', ...rest } } as never,
        ...children,
      )
    },
  }
  const about = [
    ...(report.period === null ? [] : [`${phrases.date(report.period.from)} – ${phrases.date(report.period.to)}`]),
    phrases.own('madeAt', { when: report.madeAt }),
  ].join(' · ')
  const title = phrases.words(report.title)
  const page = h(
    Page,
    {
      size: 'A4',
      style: {
        padding: 40,
        paddingBottom: 56,
        fontFamily: rtl ? ['Arabic', 'Latin'] : ['Latin', 'Arabic'],
        fontSize: 10.5,
        lineHeight: 1.45,
        color: ink,
      },
    } as never,
    pen.text(title, { color: quiet }),
    pen.text(phrases.words(report.answer), { fontSize: 16, fontWeight: 600, lineHeight: 1.35, marginTop: 4, marginBottom: 6 }),
    pen.text(report.brand, { fontWeight: 600, fontSize: 9 }),
    pen.text(about, { color: quiet, fontSize: 9, marginBottom: 8 }),
    ...report.blocks.map((block) => draw(pen, block)),
    h(Text, {
      fixed: true,
      style: { position: 'absolute', bottom: 24, left: 40, right: 40, fontSize: 8, color: quiet, textAlign: 'center' },
      render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) => `${pageNumber} / ${totalPages}`,
    } as never),
  )
  return opened.renderToBuffer(h(Document, { title, language, creator: 'Athar', producer: 'Athar' } as never, page) as never)
}
