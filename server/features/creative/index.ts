/** Front door of creative: what was spent, what rights say about a draft, what is due, and its part of the living example. */
export { checkRights } from './draft-check.ts'
export { plantCreative } from './example.ts'
export { reviewPicture } from './routes.ts'
export { listSpent, type Spent } from './results.ts'
export { listBriefs } from './store/briefs.ts'
export { creativeEntries } from './today.ts'
