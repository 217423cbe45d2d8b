/** Front door of pulse. */
export { pulseMarks } from './marks.ts'
export { checkChanges } from './register/draft-check.ts'
export { plantPulse } from './plant.ts'
export { pulseToday } from './today.ts'
