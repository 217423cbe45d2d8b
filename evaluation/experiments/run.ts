/** Experiments against published answers, and the promises about error rates by simulation. */
import type { Run } from '../row.ts'
import { comparePublished } from './public.ts'
import { keepPromises } from './promises.ts'

export const run: Run = async ({ seed, quick, progress }) => [...comparePublished(seed), ...keepPromises(seed, quick, progress)]
