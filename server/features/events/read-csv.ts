/** Reads a CSV of events, one row at a time, into lines for the database; a cell that cannot be right ends it with file, row and column. */
import { hash } from 'node:crypto'
import { parse } from 'csv-parse'
import { say, type Sentence } from '../../../contract/sentence.ts'
import { aheadMs, oldest } from './clock.ts'
import { conversionId, lonelyVisitor, refundId } from './identity.ts'

export class FileProblem extends Error {
  readonly sentence: Sentence
  constructor(key: string, values: Record<string, string | number>) {
    super(key)
    this.sentence = say(`events:file.${key}`, values)
  }
}

const names = {
  visitor: ['visitor', 'visitor_id', 'user', 'user_id', 'person', 'الزائر'],
  at: ['occurred_at', 'time', 'timestamp', 'date', 'datetime', 'الوقت'],
  channel: ['channel', 'touchpoint', 'source', 'القناة'],
  conversion: ['conversion', 'converted', 'is_conversion', 'تحويل'],
  order: ['order', 'order_id', 'conversion_id', 'الطلب'],
  value: ['value', 'amount', 'revenue', 'القيمة'],
  currency: ['currency', 'العملة'],
  campaign: ['campaign', 'utm_campaign', 'الحملة'],
  region: ['region', 'country', 'city', 'المنطقة'],
  refund: ['refund', 'refund_amount', 'refunded', 'amount_refunded', 'المسترد'],
  id: ['event_id', 'id'],
} as const
type Column = keyof typeof names

const findColumns = (header: string[], file: string): Record<Column, number> => {
  const lower = header.map((name) => name.trim().toLowerCase())
  const found = Object.fromEntries(
    Object.entries(names).map(([column, known]) => [column, known.map((name) => lower.indexOf(name)).find((at) => at >= 0) ?? -1]),
  ) as Record<Column, number>
  const only = found.refund >= 0 && found.channel < 0 && found.conversion < 0
  const missing = (only ? (['order', 'at'] as const) : (['visitor', 'at'] as const)).find((column) => found[column] < 0)
  if (missing !== undefined) throw new FileProblem('noColumn', { file, column: names[missing][0] })
  if (!only && found.channel < 0 && found.conversion < 0) throw new FileProblem('noColumn', { file, column: 'channel' })
  return found
}

/** ISO with or without a zone (then UTC), or seconds or milliseconds since 1970. NaN for anything else. */
const readMoment = (text: string): number => {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return Number.NaN
  return Date.parse(/([zZ]|[+-]\d{2}:?\d{2})$/.test(text) ? text : text.length > 10 ? `${text.replace(' ', 'T')}Z` : text)
}

const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r') : text
const field = (text: string): string => (text === '' ? '\\N' : escaped(text))

/** Null where the cell is empty, NaN where it is no amount. */
const readAmount = (cell: string): number | null => {
  const text = cell.replaceAll(/[\s']/g, '')
  if (text === '') return null
  const amount = Number(text)
  return amount >= 0 && amount <= 1e12 ? amount : Number.NaN
}

const yes = /^(true|yes|y|1|نعم)$/i
const no = /^(false|no|n|0|لا|)$/i

export interface CsvOptions {
  file: string
  workspaceId: string
  importId: string
  campaigns: Map<string, string>
  now: Date
  /** Told every ten thousand rows; throws to end it. */
  tell: (rows: number, staged: number) => Promise<void>
}

const most = { visitor: 128, channel: 60, region: 60, order: 200, currency: 3 }

/**
 * Yields text for COPY in pieces of about ten thousand rows. A row may hold a touch (channel), a conversion (conversion is yes, or a number above 0), a refund of an order, or several. Throws
 * FileProblem. Memory: one piece. Cost: about 4 µs a row.
 */
export async function* readEventsCsv(stream: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<string> {
  const { file, workspaceId, importId, campaigns, now, tell } = options
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    delimiter: [',', ';', '\t'],
    max_record_size: 64 * 1024,
  })
  const source = (async () => {
    try {
      for await (const chunk of stream) if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve))
      parser.end()
    } catch (error) {
      parser.destroy(error as Error)
    }
  })()
  let columns: Record<Column, number> | null = null
  let [row, staged] = [0, 0]
  let lines: string[] = []
  const latest = now.getTime() + aheadMs
  const start = `${workspaceId}\t${importId}\t`
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++
      if (columns === null) {
        columns = findColumns(cells, file)
        continue
      }
      const at = columns
      const cell = (column: Column): string => (at[column] < 0 ? '' : (cells[at[column]] ?? '').trim())
      const wrong = (key: string, column: Column, values: Record<string, string | number> = {}) =>
        new FileProblem(key, { file, row, column: names[column][0], cell: cell(column).slice(0, 60), ...values })
      for (const column of ['visitor', 'channel', 'region', 'order'] as const)
        if (cell(column).length > most[column]) throw wrong('tooLong', column, { most: most[column] })
      const text = cell('at')
      const ms = readMoment(text)
      if (Number.isNaN(ms)) throw wrong('noMoment', 'at')
      if (ms > latest) throw wrong('ahead', 'at')
      if (ms < oldest) throw wrong('tooOld', 'at')
      const flag = cell('conversion')
      const isConversion = yes.test(flag) || Number(flag) > 0
      if (!isConversion && !no.test(flag)) throw wrong('noFlag', 'conversion')
      const channel = cell('channel')
      const named = cell('visitor')
      const order = cell('order')
      const refund = readAmount(cell('refund'))
      if (Number.isNaN(refund)) throw wrong('noAmount', 'refund')
      const isRefund = refund !== null && (refund > 0 || !isConversion)
      if (named === '' && !isConversion && !isRefund) throw wrong('missing', 'visitor')
      if (channel === '' && !isConversion && !isRefund) throw wrong('missing', 'channel')
      if (isRefund && order === '') throw wrong('missing', 'order')
      const currency = cell('currency').toUpperCase()
      if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) throw wrong('noCurrency', 'currency')
      if (isRefund && currency === '') throw wrong('missing', 'currency')
      const moment = new Date(ms).toISOString()
      const own = cell('id')
      // Without an id of its own, a row that says the same is the same event.
      const key = own === '' ? `${named}\0${moment}\0${channel}\0${flag}\0${cell('value')}\0${order}` : `id\0${own}`
      const visitor = named === '' ? lonelyVisitor(order === '' ? key : order) : named
      const region = field(cell('region'))
      if (channel !== '' && named !== '') {
        const campaign = campaigns.get(cell('campaign').toLowerCase()) ?? '\\N'
        lines.push(
          `${start}${escaped(visitor)}\t${hash('md5', `touch\0${key}`)}\ttouch\t${moment}\t${escaped(channel)}\t${campaign}\t${region}\t\\N\t\\N\t\\N\t\\N\t\\N\n`,
        )
      }
      if (isConversion) {
        const value = readAmount(cell('value'))
        if (Number.isNaN(value)) throw wrong('noAmount', 'value')
        const id = order === '' ? hash('md5', `conversion\0${key}`) : conversionId(order)
        lines.push(
          `${start}${escaped(visitor)}\t${id}\tconversion\t${moment}\t\\N\t\\N\t${region}\torder\t${value ?? '\\N'}\t${field(currency)}\t\\N\t\\N\n`,
        )
      }
      if (isRefund) {
        // Beside its order it is what came back of it so far; a row of its own is one refund.
        const id = refundId(order, isConversion ? 'total' : own === '' ? `${moment}/${refund}` : own)
        lines.push(
          `${start}\t${id}\trefund\t${moment}\t\\N\t\\N\t\\N\t${escaped(order)}\t${refund}\t${field(currency)}\t${conversionId(order)}\t${isConversion}\n`,
        )
      }
      if (lines.length >= 10_000) {
        staged += lines.length
        yield lines.join('')
        lines = []
        await tell(row - 1, staged)
      }
    }
    await source
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('CSV_')) throw new FileProblem('broken', { file, row: row + 1 })
    throw error
  }
  if (columns === null) throw new FileProblem('empty', { file })
  if (row === 1) throw new FileProblem('empty', { file })
  staged += lines.length
  if (lines.length > 0) yield lines.join('')
  await tell(row - 1, staged)
}
