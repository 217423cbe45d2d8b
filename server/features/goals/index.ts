/** Front door of goals. */
export { listGoals } from './store.ts'
export { readOutlook } from './outlook.ts'
export { plantGoals } from './plant.ts'
export { goalMarks } from './marks.ts'
export { goalsToday } from './today.ts'
