/** Front door of the calendar. */
export { findPost, listDrafts, listVersions } from './store.ts'
export { createPost } from './edit.ts'
