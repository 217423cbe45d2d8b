/** Front door of benchmarks. */
export { plantBenchmarks } from './plant.ts'
