/** Front door of learning: what to post and when, for a brand. */
export { type LearningQuestion, readLearning } from './learn.ts'
