/** Front door of strategy: its parts as links, and numbers as people type them, for the pages of goals. */
export { StrategyParts } from './parts.tsx'
export { readNumber } from './read-number.ts'
