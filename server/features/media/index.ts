/** Front door of media. */
export { mediaPlain } from './plain.ts'
export { addPicture } from './add.ts'
export { findMedia, findMediaHash, readMediaFile } from './store.ts'
