/** Front door of strategy: its parts as links, the pillar of a post, and numbers as people type them. */
export { StrategyParts } from './parts.tsx'
export { PostPillar } from './post-pillar.tsx'
export { readNumber } from './read-number.ts'
