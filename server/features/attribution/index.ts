/** Front door of attribution: what it says today, its part of the living example; what channels cost. */
export { costShares } from './store/costs.ts'
export { attributionToday } from './today.ts'
export { plantAttribution } from './example.ts'
