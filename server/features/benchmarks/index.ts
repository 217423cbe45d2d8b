/** Front door of benchmarks: the living example's competitors, and what is known of others on a network. */
export { readCompetitorDays } from './read.ts'
export { benchmarksToday } from './today.ts'
export { plantBenchmarks } from './plant.ts'
