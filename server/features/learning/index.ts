/** Front door of learning: what to post and when, for a brand or for plain rows. */
export { answerLearning } from './answer.ts'
export { type LearningQuestion, readLearning } from './learn.ts'
export { engagementsOf, type LearningRow, measureLearning } from './measure.ts'
