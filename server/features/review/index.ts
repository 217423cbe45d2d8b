/** Front door of the weekly review: its entry of Today, its PDF, and its part of the living example. */
export { plantReview } from './plant.ts'
export { reviewPdf } from './routes.ts'
export { reviewToday } from './today.ts'
