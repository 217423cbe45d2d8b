/** The measuring as a thread runs it: this file and what it imports are all that the thread loads. */
import { type Measured, measureLearning, type LearningRow, type MeasureOptions } from './measure.ts'

export const measureTask = ({ rows, options }: { rows: LearningRow[]; options: MeasureOptions }): Measured => measureLearning(rows, options)
