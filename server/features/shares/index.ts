/** The front door of shares: rooms make links to their documents here. */
export { type Admitted, admit, makeShare } from './make.ts'
export { dropShares, noteOpened } from './store.ts'
