/** Front door of marks: what to draw under a chart over time. */
export { useMarks } from './use-marks.ts'
