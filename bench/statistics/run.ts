/** The kernels against ready parts and against the limit of the machine, each in the same run. */
import type { Bench } from '../main.ts'
import { bench as attribution } from './attribution.ts'
import { bench as changes } from './changes.ts'

export const bench: Bench = async (progress) => [...(await changes(progress)), ...(await attribution(progress))]
