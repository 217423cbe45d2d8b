/** Front door of the guard: what it says of a draft. */
export { checkShortcuts } from './draft-check.ts'
