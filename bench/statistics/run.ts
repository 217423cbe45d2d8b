/** The kernels against ready parts and against the limit of the machine, each in the same run. */
import type { Bench, Ratio } from '../main.ts'
import { bench as attribution } from './attribution.ts'
import { bench as changes } from './changes.ts'
import { bench as forecasts } from './forecasts.ts'
import { bench as lift } from './lift.ts'
import { bench as stalls } from './stalls.ts'

export const bench: Bench = async (progress) => {
  const ratios: Ratio[] = []
  for (const part of [changes, attribution, forecasts, lift, stalls]) ratios.push(...(await part(progress)))
  return ratios
}
