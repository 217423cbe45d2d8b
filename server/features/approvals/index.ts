/** Front door of approvals: other rooms ask here, hand voices in, and learn how a version stands. */
export { ask, type Asked, askAgain, needsNobody, vote, type Voted, withdraw } from './ask.ts'
export type { Voter } from './decide.ts'
export { approvalEntries, standings } from './show.ts'
