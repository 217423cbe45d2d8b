/** Front door of the inbox. */
export { readMessages } from './ingest.ts'
export { countUnseen, listMessages } from './store.ts'
