/** Front door of events: what came in, for those who measure it; conversions and their value by account, campaign, post, link or channel. */
export { importEvents } from './import-file.ts'
export { isSocial } from './channel.ts'
export { readRefunds } from './store/refunds.ts'
export { findSurvey } from './store/survey.ts'
export { takeAnswers, takeConversions, takeEvents } from './ingest.ts'
export { openUsualSurvey } from './usual-survey.ts'
export { resealHooks } from './reseal.ts'
export { conversionsBy, conversionWeeks, lookbackDays } from './store/conversions.ts'
