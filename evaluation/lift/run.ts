/** Lift: every method of statistics/lift against published results, and its intervals on worlds whose truth is known. */
import type { Row, Run } from '../row.ts'
import { run as bsts } from './bsts.ts'
import { run as design } from './design.ts'
import { run as mediaMix } from './media-mix.ts'
import { run as panel } from './panel.ts'

export const run: Run = async (options) => {
  const rows: Row[] = []
  for (const part of [panel, bsts, mediaMix, design]) rows.push(...(await part(options)))
  return rows
}
