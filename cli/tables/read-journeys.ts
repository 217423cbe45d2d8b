/** Journeys from a file: paths “a > b > c” with counts, or one event a row that are put in order here. */
import type { Journeys } from '../../statistics/credit/journeys.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { needCount, needMoment, readCell } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable, type Table } from './open-table.ts'
import { growing } from './read-series.ts'

export interface FileJourneys {
  fileName: string
  channels: string[]
  journeys: Journeys
  hasValue: boolean
  /** Rows of the file that were read. */
  rows: number
}

export interface JourneyOptions {
  path?: string
  conversions?: string
  value?: string
  nulls?: string
  separator?: string
  visitor?: string
  time?: string
  channel?: string
  conversion?: string
}

const names = {
  path: ['path', 'journey', 'المسار'],
  conversions: ['total_conversions', 'conversions', 'conv', 'التحويلات'],
  value: ['total_conversion_value', 'conversion_value', 'value', 'total_value', 'revenue', 'القيمة'],
  nulls: ['total_null', 'null', 'nulls', 'total_nulls', 'no_conversion', 'بلا تحويل'],
  visitor: ['visitor', 'visitor_id', 'user', 'user_id', 'cookie', 'person', 'الزائر'],
  time: ['occurred_at', 'time', 'timestamp', 'date', 'datetime', 'الوقت'],
  channel: ['channel', 'touchpoint', 'source', 'القناة'],
  conversion: ['conversion', 'converted', 'is_conversion', 'conversions', 'تحويل'],
} as const

/** Numbers channels in the order in which they are first met. */
const makeNaming = () => {
  const known = new Map<string, number>()
  return {
    numberOf: (name: string) => {
      const found = known.get(name)
      if (found !== undefined) return found
      known.set(name, known.size)
      return known.size - 1
    },
    names: () => [...known.keys()],
  }
}

const pack = () => {
  const offsets = growing((length) => new Uint32Array(length))
  const touches = growing((length) => new Uint32Array(length))
  const [conversions, values, nulls] = [0, 1, 2].map(() => growing((length) => new Float64Array(length))) as [Column, Column, Column]
  offsets.push(0)
  let length = 0
  return {
    touch: (channel: number) => {
      touches.push(channel)
      length++
    },
    end: (counts: { conversions: number; value: number; nulls: number }) => {
      offsets.push(length)
      conversions.push(counts.conversions)
      values.push(counts.value)
      nulls.push(counts.nulls)
    },
    take: (channels: number): Journeys => ({
      channels,
      offsets: offsets.take(),
      touches: Uint16Array.from(touches.take()),
      conversions: conversions.take(),
      values: values.take(),
      nulls: nulls.take(),
    }),
  }
}
type Column = ReturnType<typeof growing<Float64Array>>

const readPaths = async (table: Table, path: number, options: JourneyOptions, tell: (rows: number) => void): Promise<FileJourneys> => {
  const conversions = needColumn(table, options.conversions, names.conversions, '--conversions')
  const value = findColumn(table, options.value, names.value, '--value')
  const nulls = findColumn(table, options.nulls, names.nulls, '--nulls')
  const separator = options.separator ?? '>'
  const naming = makeNaming()
  const packed = pack()
  // Rows with the same path are one path with their counts together: ten million rows rarely have as many different ones.
  const paths = new Map<string, { conversions: number; value: number; nulls: number }>()
  let rows = 0
  for await (const { row, cells } of table.rows()) {
    const place = (at: number) => ({ file: table.fileName, row, column: table.columns[at] as string })
    const text = cells[path] ?? ''
    const counts = {
      conversions: needCount(cells[conversions], place(conversions), table.decimal),
      value: value === null ? 0 : needCount(cells[value] || '0', place(value), table.decimal),
      nulls: nulls === null ? 0 : needCount(cells[nulls] || '0', place(nulls), table.decimal),
    }
    const known = paths.get(text)
    if (known === undefined) {
      if (text.split(separator).some((name) => name.trim() === ''))
        throw new Problem(words('problem.emptyTouch', { ...place(path), cell: text.slice(0, 60), separator }))
      paths.set(text, counts)
    } else {
      known.conversions += counts.conversions
      known.value += counts.value
      known.nulls += counts.nulls
    }
    if (++rows % 50_000 === 0) tell(rows)
  }
  for (const [text, counts] of paths) {
    for (const name of text.split(separator)) packed.touch(naming.numberOf(name.trim()))
    packed.end(counts)
  }
  return finish(table, naming.names(), packed, value !== null, rows)
}

const finish = (table: Table, channels: string[], packed: ReturnType<typeof pack>, hasValue: boolean, rows: number): FileJourneys => {
  if (rows === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  if (channels.length > 65_535) throw new Problem(words('problem.tooManyChannels', { file: table.fileName, have: channels.length }))
  return { fileName: table.fileName, channels, journeys: packed.take(channels.length), hasValue, rows }
}

const isYes = (text: string | undefined): boolean => /^(true|yes|y|نعم)$/i.test((text ?? '').trim())
const isNo = (text: string | undefined): boolean => /^(false|no|n|لا)?$/i.test((text ?? '').trim())

/** Events in any order: sorted by visitor and time, ties in the order of the file. A conversion ends a journey; what follows begins the next one. */
const readEvents = async (table: Table, visitor: number, options: JourneyOptions, tell: (rows: number) => void): Promise<FileJourneys> => {
  const time = needColumn(table, options.time, names.time, '--time')
  const channel = needColumn(table, options.channel, names.channel, '--channel')
  const conversion = findColumn(table, options.conversion, names.conversion, '--conversion')
  const value = findColumn(table, options.value, names.value, '--value')
  const people = makeNaming()
  const naming = makeNaming()
  const [who, where] = [growing((length) => new Int32Array(length)), growing((length) => new Int32Array(length))]
  const [when, converted, worth] = [0, 1, 2].map(() => growing((length) => new Float64Array(length))) as [Column, Column, Column]
  let rows = 0
  for await (const { row, cells } of table.rows()) {
    const place = (at: number) => ({ file: table.fileName, row, column: table.columns[at] as string })
    const person = (cells[visitor] ?? '').trim()
    if (person === '') throw new Problem(words('problem.missing', place(visitor)))
    const flag = conversion === null ? undefined : cells[conversion]
    const count = conversion === null || isNo(flag) ? 0 : isYes(flag) ? 1 : needCount(flag, place(conversion), table.decimal)
    const name = (cells[channel] ?? '').trim()
    // A conversion that happens on no channel (a sale in the shop) still ends the journey before it.
    if (name === '' && count === 0) throw new Problem(words('problem.missing', place(channel)))
    const amount = value === null ? Number.NaN : readCell(cells[value], place(value), table.decimal)
    if (amount < 0) throw new Problem(words('problem.negative', { ...place(value as number), cell: String(amount) }))
    who.push(people.numberOf(person))
    where.push(name === '' ? -1 : naming.numberOf(name))
    when.push(needMoment(cells[time], place(time)))
    converted.push(count)
    worth.push(Number.isNaN(amount) ? 0 : amount)
    if (++rows % 50_000 === 0) tell(rows)
  }
  return finish(
    table,
    naming.names(),
    putInOrder({ who: who.take(), where: where.take(), when: when.take(), converted: converted.take(), worth: worth.take() }),
    value !== null,
    rows,
  )
}

interface Events {
  who: Int32Array
  where: Int32Array
  when: Float64Array
  converted: Float64Array
  worth: Float64Array
}

const putInOrder = ({ who, where, when, converted, worth }: Events): ReturnType<typeof pack> => {
  const order = Uint32Array.from(who.keys()).sort(
    (a, b) => (who[a] as number) - (who[b] as number) || (when[a] as number) - (when[b] as number) || a - b,
  )
  const packed = pack()
  let [open, person] = [0, -1]
  for (const event of order) {
    if (who[event] !== person && open > 0) {
      packed.end({ conversions: 0, value: 0, nulls: 1 })
      open = 0
    }
    person = who[event] as number
    if ((where[event] as number) >= 0) {
      packed.touch(where[event] as number)
      open++
    }
    // A conversion without any touch before it cannot be credited to a channel.
    if ((converted[event] as number) === 0 || open === 0) continue
    packed.end({ conversions: converted[event] as number, value: worth[event] as number, nulls: 0 })
    open = 0
  }
  if (open > 0) packed.end({ conversions: 0, value: 0, nulls: 1 })
  return packed
}

/** Errors: a Problem with file, row and column. Cost: about 2 s a million rows; 26 bytes a row and 4 a touch. */
export const readJourneys = async (
  file: string,
  options: JourneyOptions,
  tell: (rows: number) => void = () => {},
): Promise<FileJourneys> => {
  const table = await openTable(file)
  const path = findColumn(table, options.path, names.path, '--path')
  if (path !== null) return readPaths(table, path, options, tell)
  const visitor = findColumn(table, options.visitor, names.visitor, '--visitor')
  if (visitor !== null) return readEvents(table, visitor, options, tell)
  return readPaths(table, needColumn(table, undefined, names.path, '--path'), options, tell)
}
