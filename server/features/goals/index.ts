/** Front door of goals. */
export { plantGoals } from './plant.ts'
export { goalsToday } from './today.ts'
