/** The arms of an experiment from a table: a row an arm, or a row a checkpoint of an arm, newest last. */
import { type Arm, armFromConversions } from '../../statistics/compare/effect.ts'
import { Problem } from '../problem.ts'
import { words } from '../say.ts'
import { type CellPlace, needCell, needCount } from './cells.ts'
import { findColumn, needColumn } from './columns.ts'
import { openTable, type Table } from './open-table.ts'

export interface ArmOptions {
  arm?: string
  n?: string
  mean?: string
  variance?: string
  conversions?: string
}

export interface FileArm {
  name: string
  /** In the order of the file; the last one is the present state. */
  checkpoints: (Arm & { row: number })[]
}

export interface FileArms {
  fileName: string
  arms: FileArm[]
  metric: 'proportion' | 'mean'
}

const names = {
  arm: ['arm', 'variant', 'variation', 'variant_id', 'group', 'المجموعة'],
  n: ['n', 'units', 'users', 'impressions', 'visitors', 'count', 'size', 'العدد'],
  mean: ['mean', 'average', 'المتوسط'],
  variance: ['variance', 'var', 'التباين'],
  deviation: ['sd', 'std', 'stddev', 'deviation', 'standard_deviation', 'الانحراف المعياري'],
  conversions: ['conversions', 'clicks', 'successes', 'x', 'engagements', 'التحويلات'],
}

/** Reads what a row says of its arm; made once for the columns that the file has. */
const makeReader = (table: Table, options: ArmOptions) => {
  const n = needColumn(table, options.n, names.n, '--n')
  const conversions = findColumn(table, options.conversions, names.conversions, '--conversions')
  const mean = conversions === null ? needColumn(table, options.mean, names.mean, '--mean') : null
  const variance = mean === null ? null : findColumn(table, options.variance, names.variance, '--variance')
  const deviation =
    mean === null || variance !== null ? null : needColumn(table, undefined, [...names.variance, ...names.deviation], '--variance')
  const read = (cells: string[], place: (at: number) => CellPlace): Arm => {
    const units = needCount(cells[n], place(n), table.decimal)
    if (!Number.isInteger(units) || units === 0) throw new Problem(words('problem.units', { ...place(n), cell: String(units) }))
    if (conversions !== null) {
      const count = needCount(cells[conversions], place(conversions), table.decimal)
      if (count > units) throw new Problem(words('problem.moreThanUnits', { ...place(conversions), cell: String(count), units }))
      return armFromConversions(units, count)
    }
    const at = (variance ?? deviation) as number
    const spread = needCount(cells[at], place(at), table.decimal)
    return {
      n: units,
      mean: needCell(cells[mean as number], place(mean as number), table.decimal),
      variance: variance === null ? spread ** 2 : spread,
    }
  }
  return { read, metric: conversions === null ? ('mean' as const) : ('proportion' as const) }
}

/** Errors: a Problem with file, row and column; fewer than two arms; checkpoints of an arm whose units become fewer. */
export const readArms = async (file: string, options: ArmOptions): Promise<FileArms> => {
  const table = await openTable(file)
  const arm = needColumn(table, options.arm, names.arm, '--arm')
  const { read, metric } = makeReader(table, options)
  const arms = new Map<string, FileArm>()
  for await (const { row, cells } of table.rows()) {
    const place = (at: number) => ({ file: table.fileName, row, column: table.columns[at] as string })
    const name = (cells[arm] ?? '').trim()
    if (name === '') throw new Problem(words('problem.missing', place(arm)))
    const known = arms.get(name) ?? { name, checkpoints: [] }
    const state = { ...read(cells, place), row }
    const before = known.checkpoints.at(-1)
    if (before !== undefined && before.n > state.n)
      throw new Problem(
        words('problem.fewerUnits', { file: table.fileName, row, arm: name, n: state.n, before: before.n, beforeRow: before.row }),
      )
    known.checkpoints.push(state)
    arms.set(name, known)
  }
  if (arms.size < 2) throw new Problem(words('problem.oneArm', { file: table.fileName, have: arms.size }))
  return { fileName: table.fileName, arms: [...arms.values()], metric }
}
