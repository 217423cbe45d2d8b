/** Front door of vetting: its part of the example, and its entries of Today. */
export { plantVetting } from './plant.ts'
export { vettingToday } from './today.ts'
