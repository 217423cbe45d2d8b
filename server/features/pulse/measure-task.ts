/** The watch as a thread runs it: this file and what it imports are all that the thread loads. */
import type { SeriesToWatch } from './measure/series.ts'
import { type FoundShift, watchAll } from './measure/watch.ts'

export const watchTask = (series: SeriesToWatch[]): FoundShift[] => watchAll(series)
