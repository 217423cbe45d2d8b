/** The front door of shares: rooms make links to their documents here. */
export { makeShare } from './make.ts'
export { dropShares } from './store.ts'
