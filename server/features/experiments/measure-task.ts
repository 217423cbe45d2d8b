/** The measuring as a thread runs it: this file and what it imports are all that the thread loads. */
import { type MeasuredExperiment, measureExperiment, type Question } from './measure.ts'

export const measureTask = (question: Question): MeasuredExperiment => measureExperiment(question)
