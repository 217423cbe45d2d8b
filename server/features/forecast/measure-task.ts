/** The forecast as a thread runs it: this file and what it imports are all that the thread loads. */
import { type Measured, type MeasureInput, measureForecast } from './measure.ts'

export const forecastTask = (input: MeasureInput): Measured => measureForecast(input)
