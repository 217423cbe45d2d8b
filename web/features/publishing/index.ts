/** What other pages use of publishing: how a state is shown, scheduling, posting now, and wall times. */
export { refreshPublishing } from './refresh.ts'
export { PostNowDialog } from './post-now-dialog.tsx'
export { ScheduleDialog } from './schedule-dialog.tsx'
export { StateMark, stateIcons } from './state-mark.tsx'
export { asIfUtc, isWallTime, wallTimeOf } from './wall-time.ts'
