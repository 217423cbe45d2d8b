/** Front door of results: what was published, what was counted on it, and how that grew. */
export { accountSeries, listPosts, postHistory, type PostQuery } from './store/read.ts'
export {
  findByPermalinks,
  forgetImport,
  type NewAccountReading,
  type NewPost,
  type NewReading,
  recordAccountReadings,
  recordPosts,
  recordReadings,
} from './store/record.ts'
