/** Front door of learning: what to post and when, for a brand. */
export { type LearningQuestion, readLearning } from './learn.ts'
export { chooseExposure, isMature, type LearningRow } from './measure.ts'
export { listRows as listPostRows } from './store.ts'
