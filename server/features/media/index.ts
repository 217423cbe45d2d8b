/** Front door of media. */
export { mediaPlain } from './plain.ts'
export { findMedia, readMediaFile } from './store.ts'
