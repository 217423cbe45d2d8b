/** Front door of the inbox: messages, what is new of them, and the hours that conversations took. */
export { readMessages } from './ingest.ts'
export { countUnseen, listMessages } from './store/messages.ts'
/** Hours by account and week in the brand's zone: sumHours(db, scope, { from, to }). */
export { sumHours } from './store/around.ts'
export { languageOf } from './language.ts'
export { inboxToday } from './today.ts'
export { plantInbox } from './plant.ts'
