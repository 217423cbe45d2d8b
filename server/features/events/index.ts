/** Front door of events: what came in, for those who measure it. */
export { importEvents } from './import-file.ts'
export { takeAnswers, takeConversions, takeEvents } from './ingest.ts'
export { isSocial } from './channel.ts'
export { lonelyPrefix } from './identity.ts'
export { findSurvey, saveSurvey } from './store/survey.ts'
