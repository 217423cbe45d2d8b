/** Front door of forecasts: the history of any followed metric, and what comes next. */
import { heavyTask, runHeavy } from '../../heavy/heavy.ts'
import type { Measured, MeasureInput } from './measure.ts'
import type { forecastTask } from './measure-task.ts'

export { readFollowed } from './followed.ts'
export { toHistory } from './measure.ts'
export type { Measured, MeasureInput } from './measure.ts'

const foreseeing = heavyTask<typeof forecastTask>(new URL('./measure-task.ts', import.meta.url), 'forecastTask')

/** Forecasts in a thread of its own; `signal` ends it. Cost: 40 ms for a year of days. */
export const foresee = (question: MeasureInput, signal?: AbortSignal): Promise<Measured> =>
  runHeavy(foreseeing, question, signal === undefined ? {} : { signal })
