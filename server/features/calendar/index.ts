/** Front door of the calendar. */
export { listDrafts } from './store.ts'
export { createPost } from './edit.ts'
