/** Writes a report as a mail: a subject, plain words, and simple HTML that any reader of mail shows in the right direction. */
import type { Report, ReportBlock } from '../../contract/report.ts'
import type { Language } from '../say.ts'
import { estimateInWords, type Phrases, phrasesIn } from './phrases.ts'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** Names and handles of the other script keep their own direction. */
const bdi = (text: string) => `<bdi>${escape(text)}</bdi>`

/** A block as lines of text; the HTML is made from the same lines, so both say the same. */
const linesOf = (phrases: Phrases, block: ReportBlock): string[][] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [[phrases.words(block.words)]]
    case 'list':
      return block.items.map((item) => [phrases.words(item)])
    case 'estimates':
      return block.items.map(({ label, estimate, unit, note }) => [
        phrases.words(label),
        estimateInWords(phrases, unit, estimate),
        ...(note === null ? [] : [phrases.words(note)]),
      ])
    case 'table':
      return [
        block.columns.map(({ head }) => phrases.words(head)),
        ...block.rows.map((row) =>
          row.map((cell) =>
            cell === null ? phrases.own('missing') : typeof cell === 'number' ? phrases.number(cell) : phrases.words(cell),
          ),
        ),
      ]
    case 'series': {
      const known = block.points.filter(({ value }) => value !== null)
      const ends = [known[0], known.at(-1)].flatMap((point) =>
        point === undefined ? [] : [`${phrases.date(point.day)}: ${phrases.number(point.value as number)}`],
      )
      return [
        [phrases.words(block.title), ends.join(' → ')],
        ...block.marks.map(({ day, words }) => [phrases.date(day), phrases.words(words)]),
      ]
    }
  }
}

const htmlOf = (block: ReportBlock, lines: string[][]): string => {
  if (block.kind === 'heading') return `<h2 style="font-size:17px;margin:24px 0 6px">${escape(lines[0]?.[0] ?? '')}</h2>`
  if (block.kind === 'paragraph') {
    const words = escape(lines[0]?.[0] ?? '')
    // An address that stands alone is a way to go.
    return /^https?:\/\/\S+$/.test(words) ? `<p><a href="${words}">${words}</a></p>` : `<p>${words}</p>`
  }
  if (block.kind === 'list') return `<ul>${lines.map(([item = '']) => `<li>${escape(item)}</li>`).join('')}</ul>`
  const cell = 'style="padding:4px 8px;border-bottom:1px solid #d9d4c7;text-align:start;vertical-align:top"'
  const [head = [], ...rest] = lines
  const caption = block.kind === 'table' ? head : []
  const rows = block.kind === 'table' ? rest : lines
  return `<table style="border-collapse:collapse;margin:8px 0">${
    caption.length === 0 ? '' : `<tr>${caption.map((words) => `<th scope="col" ${cell}>${bdi(words)}</th>`).join('')}</tr>`
  }${rows.map((row) => `<tr>${row.map((words) => `<td ${cell}>${bdi(words)}</td>`).join('')}</tr>`).join('')}</table>`
}

/** The report in one language. `link` leads to it on the web. Cost: linear in its length. */
export const renderMail = (report: Report, language: Language, link?: string): { subject: string; html: string; text: string } => {
  const phrases = phrasesIn(language)
  const subject = `${phrases.words(report.title)} – ${report.brand}`
  const answer = phrases.words(report.answer)
  const blocks = report.blocks.map((block) => ({ block, lines: linesOf(phrases, block) }))
  const footer = link === undefined ? [] : [`${phrases.own('onTheWeb')} ${link}`]
  const text = [answer, ...blocks.map(({ lines }) => lines.map((line) => line.join(' · ')).join('\n')), ...footer].join('\n\n')
  const html = `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><body style="font:15px/1.5 'IBM Plex Sans','IBM Plex Sans Arabic',Tahoma,sans-serif;color:#1b1a17;max-width:640px;margin:24px auto;padding:0 16px"><p style="color:#6b675e">${escape(phrases.words(report.title))}</p><p style="font-size:19px;font-weight:600">${escape(answer)}</p>${blocks
    .map(({ block, lines }) => htmlOf(block, lines))
    .join('')}${link === undefined ? '' : `<p><a href="${escape(link)}">${escape(phrases.own('onTheWeb'))}</a></p>`}</body></html>`
  return { subject, html, text }
}
