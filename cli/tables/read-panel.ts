/** What a lift analysis reads: a long table of units and times, or a wide one of a response and its controls. */
import type { PanelRow } from '../../statistics/lift/panel.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { needCell, readCell } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable } from './open-table.ts'

export interface PanelOptions {
  unit?: string
  time?: string
  value?: string
  treated?: string
  cost?: string
}

export interface FilePanel {
  fileName: string
  value: string
  rows: (PanelRow & { row: number; cost: number })[]
  hasCost: boolean
}

/** What columns are usually called, in both languages. */
export const panelNames = {
  unit: ['unit', 'geo', 'location', 'region', 'state', 'city', 'store', 'الوحدة'],
  time: ['time', 'date', 'day', 'year', 'week', 'month', 'الوقت', 'التاريخ'],
  value: ['value', 'y', 'outcome', 'sales', 'conversions', 'القيمة'],
  treated: ['treated', 'treatment', 'test', 'is_treated', 'المعالجة'],
  cost: ['cost', 'spend', 'التكلفة'],
}

/** Yes or no in both languages; null for what is neither. */
export const readFlag = (text: string | undefined): boolean | null => {
  const cell = (text ?? '').trim().toLowerCase()
  if (['1', 'true', 'yes', 'y', 'treated', 'treatment', 'نعم'].includes(cell)) return true
  return ['0', 'false', 'no', 'n', 'control', 'لا'].includes(cell) ? false : null
}

/** Errors: a Problem with file, row and column. Cost: about a million rows in 2 s. */
export const readPanel = async (file: string, options: PanelOptions): Promise<FilePanel> => {
  const table = await openTable(file)
  const at = {
    unit: needColumn(table, options.unit, panelNames.unit, '--unit'),
    time: needColumn(table, options.time, panelNames.time, '--time'),
    value: needColumn(table, options.value, panelNames.value, '--value'),
    treated: needColumn(table, options.treated, panelNames.treated, '--treated'),
    cost: findColumn(table, options.cost, panelNames.cost, '--cost'),
  }
  const rows: FilePanel['rows'] = []
  for await (const { row, cells } of table.rows()) {
    const place = (column: number) => ({ file: table.fileName, row, column: table.columns[column] as string })
    const [unit, time] = [(cells[at.unit] ?? '').trim(), (cells[at.time] ?? '').trim()]
    if (unit === '') throw new Problem(words('problem.missing', place(at.unit)))
    if (time === '') throw new Problem(words('problem.missing', place(at.time)))
    const treated = readFlag(cells[at.treated])
    if (treated === null) throw new Problem(words('problem.notFlag', { ...place(at.treated), cell: cells[at.treated] ?? '' }))
    const cost = at.cost === null ? 0 : readCell(cells[at.cost], place(at.cost), table.decimal)
    rows.push({
      row,
      unit,
      time,
      treated,
      value: needCell(cells[at.value], place(at.value), table.decimal),
      cost: Number.isNaN(cost) ? 0 : cost,
    })
  }
  if (rows.length === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return { fileName: table.fileName, value: table.columns[at.value] as string, rows, hasCost: at.cost !== null }
}

export interface WideOptions {
  response?: string
  controls?: string
  time?: string
}

export interface FileWide {
  fileName: string
  response: { name: string; values: number[] }
  controls: { name: string; values: number[] }[]
  /** As written; 1, 2, … where there is no time column. */
  times: string[]
}

/** A response and its controls, one row a time. Errors: a Problem with file, row and column; a control must be known at every time. */
export const readWide = async (file: string, options: WideOptions): Promise<FileWide> => {
  const table = await openTable(file)
  const response = needColumn(table, options.response, ['y', 'response', 'value'], '--response')
  const time = findColumn(table, options.time, [...panelNames.time, 'ds'], '--time')
  const asked = options.controls?.split(',').map((name) => needColumn(table, name.trim(), [], '--controls'))
  const controls = asked ?? table.columns.map((_, column) => column).filter((column) => column !== response && column !== time)
  const found: FileWide = {
    fileName: table.fileName,
    response: { name: table.columns[response] as string, values: [] },
    controls: controls.map((column) => ({ name: table.columns[column] as string, values: [] })),
    times: [],
  }
  for await (const { row, cells } of table.rows()) {
    const place = (column: number) => ({ file: table.fileName, row, column: table.columns[column] as string })
    found.response.values.push(readCell(cells[response], place(response), table.decimal))
    controls.forEach((column, i) => found.controls[i]?.values.push(needCell(cells[column], place(column), table.decimal)))
    found.times.push(time === null ? String(found.times.length + 1) : (cells[time] ?? '').trim())
  }
  if (found.times.length === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  return found
}
