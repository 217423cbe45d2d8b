/** Front door of strategy: what the brand wrote down, as marks, as entries of Today, as needs, and as the example. */
export { strategyMarks } from './marks.ts'
export { readNeeds, type StrategyNeeds } from './needs.ts'
export { plantStrategy } from './plant.ts'
export { readCheck } from './read.ts'
export { strategyToday } from './today.ts'
export { findCurrent as findStrategy } from './store/versions.ts'
