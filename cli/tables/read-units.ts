/** What the design of a holdout reads: one outcome per unit and time, in rows of any order; holes stay missing. */
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { readCell } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable } from './open-table.ts'
import { panelNames as names } from './read-panel.ts'

export interface UnitOptions {
  unit?: string
  time?: string
  value?: string
}

export interface FileUnits {
  fileName: string
  units: string[]
  /** In order: as numbers where all are numbers, else as text (ISO dates). */
  times: string[]
  /** One row a unit, one value a time; NaN is missing. */
  values: Float64Array[]
}

/** Errors: a Problem with file, row and column: twice the same, a value that is not above zero. Cost: about a million rows in 2 s. */
export const readUnits = async (file: string, options: UnitOptions): Promise<FileUnits> => {
  const table = await openTable(file)
  const at = {
    unit: findColumn(table, options.unit, names.unit, '--unit'),
    time: needColumn(table, options.time, names.time, '--time'),
    value: needColumn(table, options.value, names.value, '--value'),
  }
  const cellsOf = new Map<string, Map<string, { value: number; row: number }>>()
  for await (const { row, cells } of table.rows()) {
    const place = (column: number) => ({ file: table.fileName, row, column: table.columns[column] as string })
    const unit = at.unit === null ? table.fileName : (cells[at.unit] ?? '').trim()
    const time = (cells[at.time] ?? '').trim()
    if (unit === '') throw new Problem(words('problem.missing', place(at.unit as number)))
    if (time === '') throw new Problem(words('problem.missing', place(at.time)))
    const value = readCell(cells[at.value], place(at.value), table.decimal)
    if (value <= 0) throw new Problem(words('problem.notAboveZero', { ...place(at.value), cell: cells[at.value] ?? '' }))
    const own = cellsOf.get(unit) ?? new Map<string, { value: number; row: number }>()
    const before = own.get(time)
    if (before !== undefined) throw new Problem(words('lift.fault.twice', { file: table.fileName, row, unit, time, before: before.row }))
    own.set(time, { value, row })
    cellsOf.set(unit, own)
  }
  if (cellsOf.size === 0) throw new Problem(words('problem.noRows', { file: table.fileName }))
  const all = [...new Set([...cellsOf.values()].flatMap((own) => [...own.keys()]))]
  const areNumbers = all.every((time) => Number.isFinite(Number(time)))
  const times = all.sort((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0))
  return {
    fileName: table.fileName,
    units: [...cellsOf.keys()],
    times,
    values: [...cellsOf.values()].map((own) => Float64Array.from(times, (time) => own.get(time)?.value ?? Number.NaN)),
  }
}
