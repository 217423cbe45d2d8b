/** Front door of vetting: its part of the example, its entries of Today, and running checks where no server does. */
export { plantVetting } from './plant.ts'
export { runChecks } from './run-checks.ts'
export { vettingToday } from './today.ts'
