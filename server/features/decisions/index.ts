/** Front door of decisions: the log, its marks and what is due. */
export { noteDecision, readLog } from './log.ts'
export { decisionMarks } from './marks.ts'
export { decisionsToday } from './today.ts'
