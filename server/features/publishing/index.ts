/** Front door of publishing: the worker, publications of a post, and what waits for a person. */
export { noteEdited } from './asked.ts'
export { hashOf } from './content-hash.ts'
export { startPublisher } from './publish/publisher.ts'
export { listBetween, listShown, listWaiting } from './store/read.ts'
export { dropDrafts, ensurePublications, move } from './store/publications.ts'
export { askForApproval } from './approve.ts'
export { publishNow } from './decisions.ts'
export type { Decider } from './decider.ts'
