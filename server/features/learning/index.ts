/** Front door of learning: what to post and when, for a brand or for plain rows. */
export { decideLearning } from './decide.ts'
export { measureBrandJob } from './jobs.ts'
export { type LearningQuestion, readLearning } from './learn.ts'
export { type LearningRow, measureLearning } from './measure.ts'
export { planSlots } from './plan.ts'
